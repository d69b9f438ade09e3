import ipaddress

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch import guard

PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
PRIVATE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
    *(
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.8",
        "192.0.0.9",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
    ),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16", "192.88.99.1"),
    *(
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
    ),
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
    ),
    *("2002:a00:1::", "64:ff9b:1::7f00:1", "2001::1", "100::1", "3fff::1", "5f00::1"),
]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("port", [80, 443, 8080])
def test_public_addresses_are_open_on_the_ports_of_the_web(address: str, port: int):
    assert guard.Guard().find_refusal(address, port=port) is None


@pytest.mark.parametrize("address", PRIVATE)
def test_every_other_address_is_refused(address: str):
    assert guard.Guard().find_refusal(address, port=443) == f"{address} is no public address"


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 0, 65535])
def test_other_ports_are_refused(port: int):
    assert f"port {port} " in (guard.Guard().find_refusal("1.1.1.1", port=port) or "")


def test_an_allowed_network_is_open_on_every_port_and_nothing_else_is():
    allowing = guard.Guard(allowed=(ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("fd00::/8")))
    for address in ("127.0.0.1", "127.9.9.9", "::ffff:127.0.0.1", "fd00::5"):
        assert allowing.find_refusal(address, port=9999) is None
    assert allowing.find_refusal("10.0.0.1", port=80) is not None
    assert allowing.find_refusal("::1", port=80) is not None
    assert allowing.find_refusal("1.1.1.1", port=9999) is not None


@given(st.ip_addresses(v=4))
def test_an_ipv6_disguise_changes_nothing(address: ipaddress.IPv4Address):
    bare = guard.Guard().find_refusal(str(address), port=443)
    disguises = [
        ipaddress.IPv6Address((0xFFFF << 32) | int(address)),
        ipaddress.IPv6Address((0x64FF9B << 96) | int(address)),
        ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80)),
    ]
    for disguise in disguises:
        assert (guard.Guard().find_refusal(str(disguise), port=443) is None) == (bare is None)


def test_time_that_is_up_ends_a_read_and_each_read_gets_what_is_left():
    allowance = guard.Allowance()
    assert allowance.seconds_left(5.0) == 5.0
    assert allowance.seconds_left(None) == float("inf")
    allowance.start(60.0)
    assert 59.0 < allowance.seconds_left(None) <= 60.0
    assert allowance.seconds_left(5.0) == 5.0
    allowance.start(0.0)
    with pytest.raises(httpcore.ReadTimeout):
        allowance.seconds_left(5.0)


def test_a_name_without_a_usable_address_is_refused_with_every_reason():
    backend = guard.GuardedBackend(
        guard.Guard(), allowance=guard.Allowance(), resolver=lambda _host, _port: ("10.0.0.1", "::1")
    )
    with pytest.raises(guard.AddressRefusedError, match=r"10\.0\.0\.1 is no public address; ::1 is no"):
        backend.connect_tcp("ledger.example", 443)


def test_a_name_without_any_address_is_refused():
    backend = guard.GuardedBackend(
        guard.Guard(), allowance=guard.Allowance(), resolver=lambda _host, _port: ()
    )
    with pytest.raises(guard.AddressRefusedError, match="no address"):
        backend.connect_tcp("ledger.example", 443)
