"""One page over the network: nothing but the address that the user named, and what it redirects to."""

import asyncio
import ssl
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.request import getproxies

from summarizer import __version__
from summarizer.errors import AddressRefused, FetchError, PageUnavailable
from summarizer.web.addresses import Permits, Resolver, is_public, resolve_host
from summarizer.web.body import ACCEPTED_CODINGS, read_body, too_large
from summarizer.web.kinds import PAGE_BYTES, shown_url

if TYPE_CHECKING:
    import httpcore2
    import httpx2

PORTS = frozenset({80, 443, 8080, 8443})

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
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
        import httpcore2

        from summarizer.web.guard import GuardedBackend

        target = checked_url(url)
        backend = GuardedBackend(resolve=self._resolve, permits=self._permits, ports=self._ports)
        try:
            async with (
                asyncio.timeout(self.limits.seconds),
                httpcore2.AsyncConnectionPool(
                    ssl_context=self._certificates or _certificates(), network_backend=backend
                ) as pool,
            ):
                return await self._follow(pool, target)
        except TimeoutError as error:
            raise PageUnavailable(
                f"{shown_url(str(target))} did not answer within {self.limits.seconds:g} seconds.",
                hint=_SAVE_IT,
            ) from error

    async def _follow(self, pool: "httpcore2.AsyncConnectionPool", target: "httpx2.URL") -> Fetched:
        seen = [str(target)]
        while True:
            answer = await self._ask(pool, target)
            if isinstance(answer, Fetched):
                return answer
            target = answer
            if str(target) in seen:
                raise FetchError(
                    f"{shown_url(str(target))} redirects in a loop.", hint=f"It may want cookies. {_SAVE_IT}"
                )
            seen.append(str(target))
            if len(seen) > self.limits.redirects + 1:
                raise FetchError(
                    f"{shown_url(seen[0])} redirects more than {self.limits.redirects} times.",
                    hint=_SAVE_IT,
                )

    async def _ask(
        self, pool: "httpcore2.AsyncConnectionPool", target: "httpx2.URL"
    ) -> "Fetched | httpx2.URL":
        """Return the page, or where the answer redirects to."""
        import httpcore2

        name = shown_url(str(target))
        try:
            async with pool.stream(
                "GET",
                httpcore2.URL(
                    scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path
                ),
                headers={
                    "User-Agent": f"Mozilla/5.0 (compatible; summarizer/{__version__})",
                    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
                    "Accept-Encoding": ACCEPTED_CODINGS,
                },
            ) as response:
                headers = _headers(response)
                if response.status in _REDIRECTS and "location" in headers:
                    return _redirected(target, headers["location"])
                if response.status != HTTPStatus.OK:
                    raise _refusal(name, response.status)
                return await self._read(response, headers, target)
        except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
            raise _no_connection(name, error) from error
        except httpcore2.ProtocolError as error:
            raise PageUnavailable(f"{name} did not answer as a web server does.", hint=_SAVE_IT) from error

    async def _read(
        self, response: "httpcore2.Response", headers: dict[str, str], target: "httpx2.URL"
    ) -> Fetched:
        name = shown_url(str(target))
        announced = headers.get("content-length", "")
        if announced.isdecimal() and len(announced) < 20 and int(announced) > self.limits.bytes:
            raise too_large(name, self.limits.bytes)
        data = await read_body(
            response.aiter_stream(),
            coding=headers.get("content-encoding", "").strip().lower(),
            limit=self.limits.bytes,
            name=name,
        )
        content_type, _, parameters = headers.get("content-type", "").lower().partition(";")
        charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'")
        language = headers.get("content-language", "").strip()
        return Fetched(str(target), data, content_type.strip(), charset or None, language or None)


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


def _redirected(target: "httpx2.URL", location: str) -> "httpx2.URL":
    import httpx2

    try:
        return checked_url(str(target.join(location)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchError(f"{shown_url(str(target))} redirects to no valid address.", hint=_SAVE_IT) from error
    except AddressRefused as error:
        raise AddressRefused(
            f"{shown_url(str(target))} redirects: {error.message}", hint=error.hint
        ) from error


def _headers(response: "httpcore2.Response") -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}


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
