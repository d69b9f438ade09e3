"""Every way known to us to make a fetcher ask what is not public, through the whole client on port 80: whatever passed
would be seen as a connection. The resolver reads addresses as the most lenient of resolvers do."""

import contextlib
import ipaddress
import socket
import ssl
from datetime import timedelta
from typing import Any

import httpcore
import pytest

from monitor import model
from monitor.fetch import client, guard, transport
from tests.fakes.clock import FakeClock

Kind = model.FailureKind

#: What names lead to, as whoever owns them decided.
NAMES = {
    "localhost": ("127.0.0.1", "::1"),
    "localtest.example": ("127.0.0.1",),
    "metadata.internal.example": ("169.254.169.254",),
    "intranet.example": ("10.0.0.5",),
    "six.example": ("::1",),
    "mapped.example": ("::ffff:127.0.0.1",),
    "link.example": ("fe80::1%eth0",),
    "unique.example": ("fd00::5",),
    "both.example": ("10.0.0.5", "fd00::5", "169.254.169.254"),
    "nowhere.example": (),
    "ledger.example": ("93.184.215.14",),
    "xn--bcher-kva.example": ("93.184.215.14",),
}

#: Where no request may go, in each of the ways an address can be written.
REFUSED_URLS = [
    # IPv4: loopback, private, link-local and metadata, shared (CGNAT), unspecified
    *("http://127.0.0.1/", "http://127.0.0.53/", "http://127.255.255.254/"),
    *("http://10.0.0.1/", "http://10.255.255.255/", "http://172.16.0.1/", "http://172.31.255.255/"),
    *("http://192.168.0.1/", "http://192.168.255.255/", "http://169.254.169.254/latest/meta-data/"),
    *("http://169.254.170.2/v2/credentials", "http://100.64.0.1/", "http://100.127.255.255/"),
    *("http://100.100.100.200/", "http://168.63.129.16/", "http://192.0.0.192/", "http://0.0.0.0/"),
    *("http://0.1.2.3/", "http://0/"),
    # IPv4: protocol assignments, documentation, relays, benchmarks, multicast, reserved, broadcast
    *("http://192.0.0.1/", "http://192.0.0.9/", "http://192.0.0.170/", "http://192.0.2.1/"),
    *("http://198.51.100.1/", "http://203.0.113.255/", "http://192.88.99.1/", "http://198.18.0.1/"),
    *("http://198.19.255.255/", "http://224.0.0.1/", "http://233.252.0.1/", "http://239.255.255.250/"),
    *("http://240.0.0.1/", "http://254.255.255.255/", "http://255.255.255.255/"),
    # IPv6: the same
    *("http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::0001]/"),
    *("http://[fc00::1]/", "http://[fdff::1]/", "http://[fd00:ec2::254]/", "http://[fe80::1]/"),
    *("http://[febf::1]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://[ff0e::1]/"),
    *("http://[100::1]/", "http://[100:0:0:1::1]/", "http://[2001::1]/", "http://[2001:2::1]/"),
    *("http://[2001:10::1]/", "http://[2001:20::1]/", "http://[2001:db8::1]/", "http://[3fff::1]/"),
    *("http://[5f00::1]/", "http://[4000::1]/", "http://[fe00::1]/"),
    # IPv4 inside IPv6: mapped, compatible, translated, 6to4, Teredo, NAT64, ISATAP
    *("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::ffff:a9fe:a9fe]/"),
    *("http://[0:0:0:0:0:ffff:10.0.0.1]/", "http://[::FFFF:192.168.1.1]/", "http://[::ffff:0:127.0.0.1]/"),
    *("http://[::127.0.0.1]/", "http://[::a00:1]/", "http://[::93.184.215.14]/"),
    *("http://[2002:7f00:1::]/", "http://[2002:a00:1::1]/", "http://[2002:a9fe:a9fe::]/"),
    *("http://[2001:0:53aa:64c:0:0:80ff:fffe]/", "http://[2001:0:7f00:1::]/"),
    *("http://[64:ff9b::127.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b:1::7f00:1]/"),
    *("http://[64:ff9b:1:ffff::a00:1]/", "http://[2a00:1450::5efe:10.0.0.1]/"),
    *("http://[2a00:1450::200:5efe:7f00:1]/",),
    *("http://[2002:a00:1::5efe:5db8:d70e]/", "http://[2002:5db8:d70e::5efe:a00:1]/"),
    # Zone ids
    *("http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[::1%25lo]/", "http://[::1%lo]/"),
    # Numbers: decimal, octal, hexadecimal, short, mixed, padded
    *("http://2130706433/", "http://017700000001/", "http://0x7f000001/", "http://0X7F000001/"),
    *("http://127.1/", "http://127.0.1/", "http://10.1/", "http://127.65535/"),
    *("http://0177.0.0.1/", "http://0177.1/", "http://0x7f.1/", "http://0x7f.0.0.0x1/"),
    *("http://0x7f.0.0.1/", "http://0177.0x0.0.1/", "http://00000177.0.0.1/", "http://0x0000007f.0.0.1/"),
    *("http://127.0.0.01/", "http://127.000.000.001/", "http://2852039166/", "http://0xa9fea9fe/"),
    *("http://0xa9.0xfe.0xa9.0xfe/", "http://0251.0376.0251.0376/", "http://169.254.43518/"),
    *("http://3232235777/", "http://0xc0a80101/", "http://0x0/", "http://00.0.0.0/"),
    # International digits and dots
    *("http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://127．0．0．1/"),
    *("http://127｡0｡0｡1/", "http://١٢٧.٠.٠.١/", "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/"),
    *("http://[：：1]/", "http://localhoﬆ/", "http://127.0.0.1\u00ad/", "http://127.0.\u200b0.1/"),
    # A public name where the login goes, and every other quarrel about where the host begins and ends
    *("http://ledger.example@127.0.0.1/", "http://ledger.example:80@127.0.0.1/"),
    *("http://ledger.example%40127.0.0.1/", "http://a@ledger.example@127.0.0.1/"),
    *("http://ledger.example:80@[::1]/", "http://@127.0.0.1/", "http://:@127.0.0.1/"),
    *("http://127.0.0.1#@ledger.example/", "http://127.0.0.1?@ledger.example/", "http://127.0.0.1;/"),
    *("http://127.0.0.1\\@ledger.example/", "http://127.0.0.1\\.ledger.example/", "http:\\\\127.0.0.1\\"),
    *("http://ledger.example\\@127.0.0.1/", "http:/\\127.0.0.1/", "http:/127.0.0.1/", "http:127.0.0.1"),
    *("http:///127.0.0.1/", "http://127.0.0.1,ledger.example/", "http://127.0.0.1 @ledger.example/"),
    *("http://[::1].ledger.example/", "http://[ledger.example]/", "http://[::1/", "http://::1/"),
    *("http://127.0.0.1:80:80/", "http://ledger.example:80@127.0.0.1:80/"),
    # Dots at the end, escapes, white space and control characters
    *("http://127.0.0.1./", "http://localhost./", "http://LOCALHOST/", "http://127.0.0.1../"),
    *("http://%31%32%37.0.0.1/", "http://127%2E0.0.1/", "http://127.0.0.1%00.ledger.example/"),
    *("http://%6c%6f%63alhost/", "http://127.0.0.1%09/"),
    *("http://127.0.\t0.1/", "http://127.0.0\n.1/", "http://127.0.0.1\r/", " http://127.0.0.1/"),
    *("ht\ntp://127.0.0.1/", "http://\t127.0.0.1/", "http://127.0.0.1\x00.ledger.example/"),
    *("http://127.0.0.1\x0b/", "\x00http://127.0.0.1/"),
    # Names
    *("http://localhost/", "http://localtest.example/", "http://metadata.internal.example/"),
    *("http://intranet.example/", "http://six.example/", "http://mapped.example/", "http://link.example/"),
    *("http://unique.example/", "http://both.example/", "http://nowhere.example/"),
    # Other schemes
    *(
        "ftp://93.184.215.14/",
        "file:///etc/passwd",
        "file://127.0.0.1/etc/passwd",
        "gopher://127.0.0.1:80/_x",
    ),
    *(
        "dict://127.0.0.1:80/",
        "ldap://127.0.0.1/",
        "jar:http://127.0.0.1!/",
        "data:text/html,20",
        "ws://127.0.0.1/",
    ),
    *("wss://ledger.example/", "javascript:1", "about:blank", "unix:///run/docker.sock", "tftp://127.0.0.1/"),
    *(
        "//127.0.0.1/",
        "127.0.0.1",
        "localhost:80",
        "",
        "http://",
        "http://:80/",
        "view-source:http://127.0.0.1/",
    ),
    # Other ports, of public hosts too
    *("http://ledger.example:22/", "http://ledger.example:25/", "http://93.184.215.14:6379/"),
    *("https://ledger.example:8443/", "http://ledger.example:0/", "http://ledger.example:65535/"),
    *("http://ledger.example:65616/", "http://ledger.example:-80/", "http://ledger.example:８１/"),
    *("http://[2606:4700::1111]:11211/", "http://ledger.example:81/", "http://ledger.example:0x16/"),
]

#: What must be reached, and where.
PUBLIC_URLS = [
    ("http://93.184.215.14/", "93.184.215.14", 80),
    ("http://1.1.1.1:8080/", "1.1.1.1", 8080),
    ("https://8.8.8.8/", "8.8.8.8", 443),
    ("http://9.255.255.255/", "9.255.255.255", 80),
    ("http://11.0.0.0/", "11.0.0.0", 80),
    ("http://100.63.255.255/", "100.63.255.255", 80),
    ("http://100.128.0.0/", "100.128.0.0", 80),
    ("http://169.253.255.255/", "169.253.255.255", 80),
    ("http://172.15.255.255/", "172.15.255.255", 80),
    ("http://172.32.0.0/", "172.32.0.0", 80),
    ("http://192.167.255.255/", "192.167.255.255", 80),
    ("http://192.169.0.0/", "192.169.0.0", 80),
    ("http://198.17.255.255/", "198.17.255.255", 80),
    ("http://198.20.0.0/", "198.20.0.0", 80),
    ("http://223.255.255.255/", "223.255.255.255", 80),
    ("http://1572394766/", "93.184.215.14", 80),
    ("http://[2606:4700::1111]/", "2606:4700::1111", 80),
    ("https://[2a00:1450:4001:82a::200e]/", "2a00:1450:4001:82a::200e", 443),
    ("http://[2002:5db8:d70e::1]/", "2002:5db8:d70e::1", 80),
    ("http://[::ffff:93.184.215.14]/", "::ffff:5db8:d70e", 80),
    ("http://[64:ff9b::93.184.215.14]/", "64:ff9b::5db8:d70e", 80),
    ("http://ledger.example/", "93.184.215.14", 80),
    ("https://ledger.example:443/a?b=127.0.0.1#c", "93.184.215.14", 443),
    ("http://LEDGER.example:8080/", "93.184.215.14", 8080),
    ("http://127.0.0.1@ledger.example/", "93.184.215.14", 80),
    ("http://127.0.0.1%2f@ledger.example/", "93.184.215.14", 80),
    ("https://bücher.example/", "93.184.215.14", 443),
    ("http://ledger.example/http://127.0.0.1/", "93.184.215.14", 80),
]


class Line(httpcore.MockBackend):
    """Stands below the guard: says the same on every connection, and remembers where they went."""

    def __init__(self, said: bytes) -> None:
        super().__init__([said])
        self.connections: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *args: Any, **settings: Any) -> httpcore.NetworkStream:
        self.connections.append((host, port))
        return super().connect_tcp(host, port)


def lenient(host: str, _port: int) -> tuple[str, ...]:
    """Read every number form that a resolver may, and dots at the end; ask nobody."""
    host = host.rstrip(".")
    if host in NAMES:
        return NAMES[host]
    if ":" in host:
        return (str(ipaddress.ip_address(host)),)
    try:
        return (socket.inet_ntoa(socket.inet_aton(host)),)
    except OSError:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None


def ask(
    url: str, *, said: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", obeys_robots: bool = False
) -> tuple[model.FetchedPage | model.Failure, list[tuple[str, int]]]:
    """Fetch one URL; returns the answer and where connections went."""
    line = Line(said)
    backend = guard.GuardedBackend(guard.Guard(), allowance=guard.Allowance(), resolver=lenient, inner=line)
    fetcher = client.build_fetcher(
        clock=FakeClock(),
        user_agent="claimwatch/0.1 (x)",
        host_gap=timedelta(0),
        outer_transport=transport.GuardedTransport(
            backend, ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        ),
    )
    with contextlib.closing(fetcher):
        return fetcher.fetch(model.FetchRequest(url=url, obeys_robots=obeys_robots)), line.connections


def refusal_of(fetched: model.FetchedPage | model.Failure) -> model.Failure:
    assert isinstance(fetched, model.Failure), fetched
    # DNS: the number form is none to any resolver.
    assert fetched.kind in {Kind.REFUSED_ADDRESS, Kind.BAD_URL, Kind.DNS}, fetched
    return fetched


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_what_is_not_public_is_never_connected_to(url: str):
    fetched, connections = ask(url)
    refusal_of(fetched)
    assert connections == []


def test_the_forms_are_many_and_none_twice():
    assert len(set(REFUSED_URLS)) == len(REFUSED_URLS) >= 90
    assert len(PUBLIC_URLS) >= 15


@pytest.mark.parametrize(("url", "address", "port"), PUBLIC_URLS)
def test_what_is_public_is_asked_at_its_own_address(url: str, address: str, port: int):
    fetched, connections = ask(url)
    assert isinstance(fetched, model.FetchedPage), fetched
    # As addresses: Python's versions write mapped ones differently.
    assert [(ipaddress.ip_address(host), at) for host, at in connections] == [
        (ipaddress.ip_address(address), port)
    ]


@pytest.mark.parametrize(
    "url", [url for url in REFUSED_URLS if url.isascii() and url.isprintable() and "://" in url]
)
def test_no_redirect_leads_there_either(url: str):
    said = f"HTTP/1.1 302 Found\r\nLocation: {url}\r\nContent-Length: 0\r\n\r\n".encode()
    fetched, connections = ask("http://ledger.example/", said=said)
    assert isinstance(fetched, model.Failure), fetched
    assert set(connections) == {("93.184.215.14", 80)}


@pytest.mark.parametrize("url", ["http://169.254.169.254/latest/", "http://both.example/", "http://[::1]/"])
def test_its_robots_are_not_asked_either(url: str):
    fetched, connections = ask(url, obeys_robots=True)
    assert refusal_of(fetched).kind is Kind.REFUSED_ADDRESS
    assert connections == []
