"""The guard: no request reaches a private address, whatever a feed, a redirect or DNS says.

It stands where connections are made: a name is resolved once, its addresses are judged, and the connection goes to a
judged one, so that DNS has no second say. TLS and the Host header still see the name. It also ends what
outlives a request's allowance of time and bytes. Holds no HTTP and no judgement of answers: see `client`.
"""

import ipaddress
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
#: (host, port) -> addresses, as text; raises socket.gaierror.
Resolver = Callable[[str, int], Sequence[str]]

#: Bytes written at once; a whole request is mostly less.
_WRITE_PIECE = 16 * 1024
#: A name may have thousands of addresses.
_REFUSALS_TOLD = 5
WEB_PORTS = frozenset({80, 443, 8080})

#: Refused beside what `ipaddress` calls private, which differs between Python versions: protocol assignments, the old
#: 6to4 relays, documentation, and Azure's host agent, which lives at a public address.
_REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "2001::/23", "3fff::/20")
)
#: All of the public IPv6 internet (RFC 4291 2.4).
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
#: IPv6 addresses that a gateway translates to the IPv4 address in their last 32 bits (NAT64, RFC 6052 2.1).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: The third quarter of an IPv6 address whose last is an IPv4 address that a tunnel leads to (ISATAP, RFC 5214 6.1).
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})


class AddressRefusedError(OSError):
    """A connection that our own guard would not make. It crosses httpx and becomes a `Failure` in `trouble`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What may be connected to: public addresses on the web's ports, and all of `allowed` on any port."""

    allowed: tuple[Network, ...] = ()

    def find_refusal(self, address: str, *, port: int) -> str | None:
        """Return why an address may not be connected to, or None when it may."""
        parsed = ipaddress.ip_address(address)
        # The system itself connects to the IPv4 address; every other embedded one is reached through somebody else.
        if any((getattr(parsed, "ipv4_mapped", None) or parsed) in network for network in self.allowed):
            return None
        if not _is_public(parsed):
            return f"{address} is no public address"
        if port not in WEB_PORTS:
            return f"port {port} is none of {', '.join(map(str, sorted(WEB_PORTS)))}"
        return None


def _is_public(address: Address) -> bool:
    """Whether an address, and every IPv4 one that it may stand for, are of the public internet."""
    if isinstance(address, ipaddress.IPv6Address):
        if not all(_is_public(inner) for inner in _embedded_in(address)):
            return False
        if address.ipv4_mapped is not None or address in _NAT64:
            return True
        if address not in _GLOBAL_UNICAST:
            return False
        if address.sixtofour is not None:
            return True  # Python's versions differ on whether 6to4 is global
    is_refused = address.is_multicast or any(address in network for network in _REFUSED_NETWORKS)
    return address.is_global and not is_refused


def _embedded_in(address: ipaddress.IPv6Address) -> Iterable[ipaddress.IPv4Address]:
    """Return the IPv4 addresses that packets for an IPv6 one may come to: mapped, 6to4, NAT64, ISATAP."""
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address in _NAT64 or int(address) >> 32 & 0xFFFF_FFFF in _ISATAP:
        yield ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)


class Allowance(threading.local):
    """What the request that this thread is making may still take: time, and bytes off the wire whatever they are for
    (1xx answers, HTTP/2's own frames, the framing of chunks). Each thread has its own."""

    #: Seconds that all requests of this thread have taken so far.
    spent: float = 0.0
    _until: float = math.inf
    _bytes_left: float = math.inf

    def start(self, seconds: float) -> None:
        """Let the request end at the latest so many seconds from now."""
        self._until = time.monotonic() + seconds

    def let_read(self, byte_count: int) -> None:
        """Let so many bytes be read from now on, until told anew."""
        self._bytes_left = byte_count

    def seconds_left(self, longest: float | None) -> float:
        """Return how long one read or write may take. Raises httpcore.ReadTimeout when time is up."""
        left = min(self._until - time.monotonic(), math.inf if longest is None else longest)
        if left <= 0:
            raise httpcore.ReadTimeout("the request's time was up")
        return left

    def take(self, byte_count: int) -> None:
        """Count bytes that were read. Raises httpcore.RemoteProtocolError when they are too many."""
        self._bytes_left -= byte_count
        if self._bytes_left < 0:
            raise httpcore.RemoteProtocolError("it talks without coming to an end")


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver. Raises socket.gaierror."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to judged addresses only."""

    def __init__(
        self,
        guard: Guard,
        *,
        allowance: Allowance,
        resolver: Resolver = resolve,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._guard = guard
        self._allowance = allowance
        self._resolver = resolver
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first judged address of a host that answers. Raises AddressRefusedError when it has none."""
        refusals: list[str] = []
        trouble: Exception | None = None
        for address in self._resolver(host, port):
            refusal = self._guard.find_refusal(address, port=port)
            if refusal is not None:
                refusals.append(refusal)
                continue
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._allowance.seconds_left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
            else:
                return GuardedStream(stream, self._allowance)
        raise trouble or AddressRefusedError(
            "; ".join(refusals[:_REFUSALS_TOLD]) or "the name has no address"
        )


class GuardedStream(httpcore.NetworkStream):
    """A stream none of whose reads and writes outlives the allowance: httpcore's own time limits start afresh at each
    read, so a server that sends a byte a second would hold a thread for days."""

    def __init__(self, inner: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._inner = inner
        self._allowance = allowance
        self._is_given_up = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        received = self._inner.read(max_bytes, self._allowance.seconds_left(timeout))
        self._allowance.take(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._is_given_up:
            raise httpcore.ConnectionNotAvailable  # the pool then takes another connection
        # In pieces, because the time limit holds for each time the peer takes some, and it may take little by little.
        for start in range(0, len(buffer), _WRITE_PIECE):
            self._inner.write(buffer[start : start + _WRITE_PIECE], self._allowance.seconds_left(timeout))

    def give_up(self) -> None:
        """Hang up, and let no further request be written: what the peer is still sending is not to be waded through."""
        self._is_given_up = True
        self._inner.close()

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._allowance.seconds_left(timeout))
        return GuardedStream(secured, self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
