"""Which addresses of the network a page may be fetched from: those of the public internet, and no others."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from summarizer.errors import PageUnavailable

IPAddress = IPv4Address | IPv6Address
Permits = Callable[[IPAddress], bool]
Resolver = Callable[[str, int], Awaitable[Sequence[IPAddress]]]

# From the special-purpose registries of IANA. Written down rather than asked of `ipaddress`, whose idea of "global"
# differs between patch releases of Python.
_IPV4_CLOSED = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by the customers of a carrier
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local; clouds serve credentials here
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# All that is handed out lies in here. Outside are loopback, link-local, unique local and multicast addresses, and
# those that carry an IPv4 address (mapped, compatible, translated by NAT64).
_IPV6_OPEN = IPv6Network("2000::/3")
_IPV6_CLOSED = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, among them Teredo, which carries an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries an IPv4 address
        "3fff::/20",  # documentation
    )
)


def is_public(address: IPAddress) -> bool:
    """Tell whether the address belongs to the public internet.

    No private, loopback, link-local, multicast, carrier, documentation or reserved address does, and none that
    carries an IPv4 address inside an IPv6 one.
    """
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _IPV4_CLOSED)
    return address in _IPV6_OPEN and not any(address in network for network in _IPV6_CLOSED)


async def resolve_host(host: str, port: int) -> Sequence[IPAddress]:
    """Return all addresses of a host as the system's resolver gives them, in its order and each once.

    Raises `PageUnavailable` when there is none.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[IPAddress]] = loop.create_future()

    def settle(addresses: list[IPAddress], error: Exception | None) -> None:
        if found.done():  # cancelled: nobody waits any more
            return
        if error is None:
            found.set_result(addresses)
        else:
            found.set_exception(error)

    def ask() -> None:
        addresses: list[IPAddress] = []
        error: Exception | None = None
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = list(dict.fromkeys(ip_address(answer[4][0]) for answer in answers))
        except (
            OSError,
            ValueError,
        ) as failure:  # UnicodeError, of a name that no resolver takes, is a ValueError
            error = PageUnavailable(
                f"The host {host!r} cannot be found.", hint="Check the address for typing mistakes."
            )
            error.__cause__ = failure
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, addresses, error)

    # Not the loop's own executor: the end of the loop would wait for a resolver that hangs.
    threading.Thread(target=ask, name="resolve", daemon=True).start()
    return await found
