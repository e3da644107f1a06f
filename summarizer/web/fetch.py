"""One page over the network: nothing but the address that the user named, and what it redirects to."""

import asyncio
import ssl
from contextlib import aclosing
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.request import getproxies

from summarizer import __version__
from summarizer.errors import AddressRefused, FetchError, PageUnavailable
from summarizer.web.addresses import Permits, Resolver, is_public, resolve_host
from summarizer.web.kinds import PAGE_BYTES, shown_url

if TYPE_CHECKING:
    import httpx2

PORTS = frozenset({80, 443, 8080, 8443})

_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; summarizer/{__version__})",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_CODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_RETRYABLE = frozenset({408, 425, 429})
_SAVE_IT = "Open it in a browser, save the page, and give the file."
_LONGEST_URL = 2_000


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one page may cost: bytes (packed and unpacked each), seconds in all, and redirects."""

    bytes: int = PAGE_BYTES
    seconds: float = 30.0
    redirects: int = 10


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: `url` is where it came from in the end; a header said `charset` and `language`."""

    url: str
    data: bytes
    content_type: str
    charset: str | None
    language: str | None = None


class Fetcher:
    """Fetches pages from the public internet, directly: a proxy would resolve names unchecked, so none is used.

    `permits` decides about each address before a connection is made to it, `ports` (None for all) about ports,
    `resolve` turns names into addresses. No cookie is kept, no credential sent, nothing but the page read.
    """

    def __init__(
        self,
        *,
        limits: FetchLimits | None = None,
        permits: Permits = is_public,
        ports: frozenset[int] | None = PORTS,
        resolve: Resolver = resolve_host,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._permits = permits
        self._ports = ports
        self._resolve = resolve
        self._certificates = certificates

    async def fetch(self, url: str) -> Fetched:
        """Return what the address answers, following redirects; each of them is checked like the first address.

        Raises `AddressRefused` for an address that is never fetched, `PageUnavailable` (retryable) when there is
        no connection, no answer in time or a passing fault, and `FetchError` for every other answer but a page.
        """
        import httpx2

        from summarizer.web.guard import GuardedTransport

        target = checked_url(url)
        transport = GuardedTransport(
            resolve=self._resolve,
            permits=self._permits,
            ports=self._ports,
            certificates=self._certificates or _certificates(),
        )
        no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        try:
            async with (
                asyncio.timeout(self.limits.seconds),
                httpx2.AsyncClient(
                    transport=transport, trust_env=False, headers=_HEADERS, cookies=no_cookies, timeout=None
                ) as client,
            ):
                return await self._follow(client, client.build_request("GET", target))
        except TimeoutError as error:
            raise PageUnavailable(
                f"{shown_url(str(target))} did not answer within {self.limits.seconds:g} seconds.",
                hint=_SAVE_IT,
            ) from error

    async def _follow(self, client: "httpx2.AsyncClient", request: "httpx2.Request") -> Fetched:
        import httpx2

        first = shown_url(str(request.url))
        for _ in range(self.limits.redirects + 1):
            name = shown_url(str(request.url))
            try:
                # The client would follow by itself, but read what answers a redirect, however much that is.
                async with aclosing(await client.send(request, stream=True)) as response:
                    if not response.has_redirect_location:
                        return await self._read(response, name)
                    request = _redirected(response, name)
            except (httpx2.NetworkError, httpx2.TimeoutException) as error:
                raise _no_connection(name, error) from error
            except httpx2.ProtocolError as error:
                raise PageUnavailable(
                    f"{name} did not answer as a web server does.", hint=_SAVE_IT
                ) from error
            except httpx2.DecodingError as error:
                raise FetchError(f"{name} sent a damaged answer.", hint="Try again.") from error
        raise FetchError(
            f"{first} redirects more than {self.limits.redirects} times.",
            hint=f"It may want cookies. {_SAVE_IT}",
        )

    async def _read(self, response: "httpx2.Response", name: str) -> Fetched:
        if response.status_code != HTTPStatus.OK:
            raise _refusal(name, response.status_code)
        coding = response.headers.get("content-encoding", "").strip().lower()
        if coding not in _CODINGS:
            raise FetchError(f"{name} sent its answer packed as {coding[:40]!r}, which was not asked for.")
        data = bytearray()
        async for piece in response.aiter_bytes():
            data += piece
            if max(len(data), response.num_bytes_downloaded) > self.limits.bytes:
                raise FetchError(
                    f"{name} is larger than {self.limits.bytes:,} bytes.",
                    hint="Save its text to a file and give the file.",
                )
        return Fetched(
            url=str(response.url.copy_with(fragment=None)),
            data=bytes(data),
            content_type=response.headers.get("content-type", "").lower().partition(";")[0].strip(),
            charset=response.charset_encoding,
            language=response.headers.get("content-language", "").strip() or None,
        )


def checked_url(url: str) -> "httpx2.URL":
    """Return the address without its fragment.

    Raises `AddressRefused` for what is no address, for other schemes than http and https, and for credentials.
    """
    import httpx2

    try:
        parsed = httpx2.URL(url.strip()).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise AddressRefused(
            "The address is not a valid URL.", hint="Give one like https://example.org/story."
        ) from error
    if parsed.scheme not in {"http", "https"}:
        raise AddressRefused(
            f"Pages are fetched over http and https only, not over {parsed.scheme[:20]!r}.",
            hint="Save the page and give the file.",
        )
    if parsed.userinfo:
        raise AddressRefused(
            f"The address of {parsed.host} holds a user name or password, which are never sent.",
            hint="Take them out, or save the page and give the file.",
        )
    if not parsed.host or not 0 < (parsed.port or 80) < 65_536 or len(url) > _LONGEST_URL:
        raise AddressRefused(
            "The address is not a valid URL.", hint="Give one like https://example.org/story."
        )
    return parsed


def _redirected(response: "httpx2.Response", name: str) -> "httpx2.Request":
    if response.next_request is None:
        raise FetchError(f"{name} redirects to no valid address.", hint=_SAVE_IT)
    try:
        checked_url(str(response.next_request.url))
    except AddressRefused as error:
        raise AddressRefused(f"{name} redirects: {error.message}", hint=error.hint) from error
    return response.next_request


def _refusal(name: str, status: int) -> FetchError:
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "no known status"
    said = f"{name} answered {status} ({phrase})."
    if status in _RETRYABLE or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return PageUnavailable(said, hint="Try again later.")
    match status:
        case 401 | 402 | 403 | 451:
            return FetchError(said, hint=f"The site does not give it to programs. {_SAVE_IT}")
        case 404 | 410:
            return FetchError(said, hint="Check the address.")
    return FetchError(said, hint=_SAVE_IT)


def _no_connection(name: str, error: Exception) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(
                f"The certificate of {name} is not valid: {cause.verify_message}.", hint=_SAVE_IT
            )
        cause = cause.__cause__ or cause.__context__
    proxy = (
        "" if not {"http", "https", "all"} & set(getproxies()) else " Pages are fetched without the proxy."
    )
    return PageUnavailable(f"No connection to {name}.", hint=f"Check the address and the network.{proxy}")


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Return the certificates of this machine, read once: that costs more than all the rest of a request."""
    import httpx2

    return httpx2.create_ssl_context()
