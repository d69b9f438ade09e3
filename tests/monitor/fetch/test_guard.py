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


#: IANA's registry of IPv4 addresses for special purposes, and Azure's host agent.
SPECIAL = [
    ipaddress.IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"),
    )
]
EDGES = [int(network[at]) + step for network in SPECIAL for at, step in ((0, -1), (0, 0), (-1, 0), (-1, 1))]


@given(
    st.ip_addresses(v=4) | st.sampled_from([n for n in EDGES if 0 <= n < 2**32]).map(ipaddress.IPv4Address)
)
def test_exactly_the_special_addresses_of_ipv4_are_refused(address: ipaddress.IPv4Address):
    is_special = any(address in network for network in SPECIAL)
    assert (guard.Guard().find_refusal(str(address), port=443) is not None) == is_special


@given(st.ip_addresses(v=6))
def test_what_is_open_of_ipv6_is_global_unicast_or_stands_for_ipv4(address: ipaddress.IPv6Address):
    if guard.Guard().find_refusal(str(address), port=443) is None:
        is_global = address in ipaddress.IPv6Network("2000::/3")
        assert is_global or address.ipv4_mapped or address in ipaddress.IPv6Network("64:ff9b::/96")


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


def test_what_is_read_beyond_the_allowance_ends_it():
    allowance = guard.Allowance()
    allowance.take(10**9)
    allowance.let_read(100)
    allowance.take(60)
    allowance.take(40)
    with pytest.raises(httpcore.RemoteProtocolError):
        allowance.take(1)
    allowance.let_read(1)
    allowance.take(1)
