"""The one place where a connection is opened: to an address that was checked, and to no other."""

from collections.abc import Iterable, Sequence

import httpcore2

from summarizer.errors import AddressRefused, PageUnavailable
from summarizer.web.addresses import IPAddress, Permits, Resolver

_CONNECT_SECONDS = 5.0
_MOST_ADDRESSES = 4


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Opens connections for `httpcore2`: resolves once, checks every answer, connects to what was checked.

    Between the check and the connection no name is resolved again, so an answer of the name server that changes
    meanwhile (DNS rebinding) changes nothing. The name stays with the request: in its Host header, and as the
    server name whose certificate is asked for.
    """

    def __init__(self, *, resolve: Resolver, permits: Permits, ports: frozenset[int] | None) -> None:
        self._resolve = resolve
        self._permits = permits
        self._ports = ports
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the signature is httpcore2's
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to a checked address of the host.

        Raises `AddressRefused` when the port, or any address of the host, is not one to fetch pages from.
        """
        if self._ports is not None and port not in self._ports:
            allowed = ", ".join(str(one) for one in sorted(self._ports))
            raise AddressRefused(
                f"Pages are not fetched from port {port} (of {host!r}).", hint=f"Allowed are {allowed}."
            )
        addresses = self._checked(host, await self._resolve(host, port))
        seconds = _CONNECT_SECONDS if timeout is None else min(timeout, _CONNECT_SECONDS)
        *others, last = addresses[:_MOST_ADDRESSES]
        for address in others:
            try:
                return await self._network.connect_tcp(
                    str(address), port, seconds, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue  # as browsers do: a host may have an address of a kind that cannot be reached from here
        return await self._network.connect_tcp(str(last), port, seconds, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._network.sleep(seconds)

    def _checked(self, host: str, addresses: Sequence[IPAddress]) -> Sequence[IPAddress]:
        if not addresses:
            raise PageUnavailable(f"The host {host!r} has no address.", hint="Check it for typing mistakes.")
        for address in addresses:
            # One bad answer condemns them all: a name that stands for both sides of a wall is no mistake.
            if not self._permits(address):
                name = host if host == str(address) else f"{host} ({address})"
                raise AddressRefused(
                    f"{name} is not an address of the public internet; pages are not fetched from there.",
                    hint="Save the page and give the file.",
                )
        return addresses
