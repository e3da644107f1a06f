"""The one place where a connection is opened: to an address that was checked, and to no other."""

import ssl
from collections.abc import Sequence

import httpx2

from summarizer.errors import AddressRefused, PageUnavailable
from summarizer.web.addresses import IPAddress, Permits, Resolver

_CONNECT_SECONDS = 5.0
_MOST_ADDRESSES = 4


class GuardedTransport(httpx2.AsyncHTTPTransport):
    """Sends requests to addresses: resolves once, checks every answer, connects to what was checked.

    Between the check and the connection no name is resolved again, so an answer of the name server that changes
    meanwhile (DNS rebinding) changes nothing. The name stays with the request: in its Host header, and as the
    server name whose certificate is asked for.
    """

    def __init__(
        self,
        *,
        resolve: Resolver,
        permits: Permits,
        ports: frozenset[int] | None,
        certificates: ssl.SSLContext,
    ) -> None:
        # No connection is used twice: another host at the same address has a certificate of its own.
        super().__init__(
            verify=certificates, trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0)
        )
        self._resolve = resolve
        self._permits = permits
        self._ports = ports

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request to a checked address of its host.

        Raises `AddressRefused` when the port, or any address of the host, is not one to fetch pages from.
        """
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        if self._ports is not None and port not in self._ports:
            allowed = ", ".join(str(one) for one in sorted(self._ports))
            raise AddressRefused(
                f"Pages are not fetched from port {port} (of {host!r}).", hint=f"Allowed are {allowed}."
            )
        *others, last = self._checked(host, await self._resolve(host, port))[:_MOST_ADDRESSES]
        for address in others:
            try:
                return await super().handle_async_request(_sent_to(address, request, host))
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue  # as browsers do: a host may have an address of a kind that cannot be reached from here
        return await super().handle_async_request(_sent_to(last, request, host))

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


def _sent_to(address: IPAddress, request: httpx2.Request, host: str) -> httpx2.Request:
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        extensions={"sni_hostname": host, "timeout": {"connect": _CONNECT_SECONDS}},
    )
