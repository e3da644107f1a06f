import gzip
import socket
import ssl
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address

import pytest
import trustme

from summarizer.errors import AddressRefused, FetchError, PageUnavailable
from summarizer.web.fetch import Fetcher, FetchLimits
from tests.web.conftest import PAGE, Answer, Names, Site, fetch

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "127.0.0.3"])

PUBLIC = "93.184.215.14"


@pytest.fixture
def url(site: Site) -> str:
    site.answers["/story"] = Answer()
    return f"http://news.example:{site.port}/story"


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, body=b"", headers={"Location": to})


def test_page_with_its_type_and_where_it_came_from(url: str, site: Site) -> None:
    fetched = fetch(f"{url}?id=7#comments")
    assert (fetched.data, fetched.content_type, fetched.charset) == (PAGE.encode(), "text/html", "utf-8")
    assert fetched.url == f"{url}?id=7"
    assert site.asked == [(f"news.example:{site.port}", "/story?id=7")]


def test_nothing_is_sent_that_tells_of_the_user(
    url: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    fetch(url)
    assert sorted(site.headers[0]) == "Accept Accept-Encoding Connection Host User-Agent".split()
    assert "summarizer/" in site.headers[0]["User-Agent"]


class TestAddressesThatAreRefused:
    @pytest.mark.parametrize(
        "address",
        ["10.1.2.3", "127.0.0.2", "169.254.169.254", "100.64.1.1", "::1", "::ffff:1.1.1.1", "fd00::1"],
    )
    def test_private_address(self, address: str) -> None:
        names = Names({"news.example": [[address]]})
        with pytest.raises(AddressRefused) as caught:
            fetch("http://news.example/", names=names)
        shown = ip_address(address)
        assert caught.value.message == (
            f"news.example ({shown}) is not an address of the public internet; pages are not fetched from there."
        )
        assert not caught.value.retryable

    def test_one_private_answer_among_public_ones(self) -> None:
        with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
            fetch("http://news.example/", names=Names({"news.example": [[PUBLIC, "10.0.0.1"]]}))

    def test_loopback_is_refused_unless_a_test_permits_it(self, url: str, site: Site) -> None:
        with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
            fetch(url, permits=Fetcher()._permits)
        assert site.asked == []

    def test_name_that_changes_its_address_after_the_check(self, site: Site) -> None:
        # DNS rebinding: the second answer would lead elsewhere; it is never asked for.
        site.answers["/"] = Answer()
        names = Names({"news.example": [["127.0.0.1"], ["10.0.0.1"]]})
        fetch(f"http://news.example:{site.port}/", names=names)
        assert names.asked == ["news.example"]

    def test_name_that_changes_its_address_between_redirects(self, site: Site) -> None:
        site.answers["/"] = redirect("/next")
        names = Names({"news.example": [["127.0.0.1"], ["10.0.0.1"]]})
        with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
            fetch(f"http://news.example:{site.port}/", names=names)
        assert [path for _, path in site.asked] == ["/"]

    @pytest.mark.parametrize(
        ("to", "said"),
        [
            ("http://inside.example/", r"inside\.example \(192\.168\.0\.1\) is not an address of the public"),
            ("http://169.254.169.254/latest/meta-data/", r"169\.254\.169\.254"),
            ("file:///etc/passwd", "over http and https only, not over 'file'"),
            ("gopher://news.example:70/", "not over 'gopher'"),
            ("http://ann:secret@news.example/", "holds a user name or password"),
        ],
    )
    def test_redirect_to_what_is_refused(self, site: Site, to: str, said: str) -> None:
        site.answers["/"] = redirect(to)
        names = Names(
            {
                "news.example": [["127.0.0.1"]],
                "inside.example": [["192.168.0.1"]],
                "169.254.169.254": [["169.254.169.254"]],
            }
        )
        with pytest.raises(AddressRefused, match=said) as caught:
            fetch(f"http://news.example:{site.port}/", names=names)
        assert "secret" not in str(caught.value)

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("ftp://news.example/a", "over http and https only, not over 'ftp'"),
            ("file:///etc/passwd", "not over 'file'"),
            ("javascript:alert(1)", "not over 'javascript'"),
            ("https://ann:secret@news.example/", "holds a user name or password"),
            ("https://token@news.example/", "holds a user name or password"),
            ("https:///story", "is not a valid URL"),
            ("https://news.example:99999/", "is not a valid URL"),
            ("https://news.example/" + "a" * 3000, "is not a valid URL"),
            ("http://news.example/\x00", "is not a valid URL"),
            ("http://news.example:22/", "not fetched from port 22"),
            ("http://news.example:6379/", "not fetched from port 6379"),
        ],
    )
    def test_url_that_is_refused(self, url: str, said: str) -> None:
        with pytest.raises(AddressRefused, match=said) as caught:
            fetch(url, ports=Fetcher()._ports)
        assert "secret" not in str(caught.value)
        assert "token" not in str(caught.value)


class TestRedirects:
    def test_redirect_is_followed(self, url: str, site: Site) -> None:
        for status in (301, 302, 303, 307, 308):
            site.answers["/old"] = redirect("story?a=1#top", status)
            assert fetch(url.replace("/story", "/old")).url == f"{url}?a=1"

    def test_redirect_to_another_host_asks_for_that_host(self, url: str, site: Site) -> None:
        site.answers["/old"] = redirect(f"http://www.news.example:{site.port}/story")
        fetch(url.replace("/story", "/old"))
        assert [host.partition(":")[0] for host, _ in site.asked] == ["news.example", "www.news.example"]

    def test_too_many(self, url: str, site: Site) -> None:
        for number in range(20):
            site.answers[f"/{number}"] = redirect(f"/{number + 1}")
        with pytest.raises(FetchError, match=r"/0 redirects more than 10 times\."):
            fetch(url.replace("/story", "/0"))
        assert len(site.asked) == 11

    def test_no_address(self, url: str, site: Site) -> None:
        site.answers["/story"] = redirect("http://news.example:port/")
        with pytest.raises(FetchError, match=r"/story redirects to no valid address\."):
            fetch(url)

    def test_body_without_end_is_not_waited_for(self, url: str, site: Site) -> None:
        def pour(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n")
            while not site.closing.is_set():
                request.wfile.write(b"x" * 65_536)

        site.answers["/story"], site.answers["/next"] = Answer(act=pour), Answer()
        assert fetch(url).data == PAGE.encode()

    def test_cookies_are_not_sent_back(self, url: str, site: Site) -> None:
        site.answers["/old"] = Answer(302, b"", {"Location": "/story", "Set-Cookie": "reader=ann"})
        fetch(url.replace("/story", "/old"))
        assert "Cookie" not in site.headers[-1]


def test_status_is_told(url: str, site: Site) -> None:
    for status, said, retryable in (
        (401, "401 (Unauthorized)", False),
        (402, "402 (Payment Required)", False),
        (403, "403 (Forbidden)", False),
        (404, "404 (Not Found)", False),
        (410, "410 (Gone)", False),
        (204, "204 (No Content)", False),
        (304, "304 (Not Modified)", False),
        (429, "429 (Too Many Requests)", True),
        (500, "500 (Internal Server Error)", True),
        (503, "503 (Service Unavailable)", True),
        (599, "599 (no known status)", True),
    ):
        site.answers["/story"] = Answer(status=status, body=b"")
        with pytest.raises(FetchError) as caught:
            fetch(url + "?key=secret")
        assert caught.value.message == f"{url} answered {said}."
        assert (caught.value.retryable, caught.value.exit_code) == (retryable, 3)
        assert caught.value.hint


class TestLimits:
    def test_body_without_end(self, url: str, site: Site) -> None:
        def pour(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while not site.closing.is_set():
                request.wfile.write(b"x" * 65_536)

        site.answers["/story"] = Answer(act=pour)
        with pytest.raises(FetchError, match="larger than 100,000 bytes"):
            fetch(url, limits=FetchLimits(bytes=100_000, seconds=10))

    @pytest.mark.parametrize("packed", ["gzip", "deflate"])
    def test_small_answer_that_unpacks_to_a_large_one(self, url: str, site: Site, packed: str) -> None:
        bomb = b"\x00" * 50_000_000
        body = gzip.compress(bomb) if packed == "gzip" else zlib.compress(bomb)
        assert len(body) < 100_000
        site.answers["/story"] = Answer(body=body, headers={"Content-Encoding": packed})
        with pytest.raises(FetchError, match="larger than 5,000,000 bytes"):
            fetch(url)

    @pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n\r\n<html>"])
    def test_time_in_all_is_bounded_though_a_byte_always_comes(
        self, url: str, site: Site, first: bytes
    ) -> None:
        def drip(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(first)
            while not site.closing.wait(0.02):
                request.wfile.write(b"x")

        site.answers["/story"] = Answer(act=drip)
        with pytest.raises(PageUnavailable, match=r"/story did not answer within 0\.1 seconds\."):
            fetch(url, limits=FetchLimits(seconds=0.1))

    def test_resolver_that_hangs_does_not_outlast_the_time(
        self, monkeypatch: pytest.MonkeyPatch, site: Site
    ) -> None:
        from summarizer.web.addresses import resolve_host

        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: site.closing.wait() and [])
        with pytest.raises(PageUnavailable, match="did not answer within"):
            fetch("http://news.example/", limits=FetchLimits(seconds=0.1), resolve=resolve_host)

    @pytest.mark.parametrize("name", ["X-Long", "Set-Cookie"])
    def test_headers_without_end(self, url: str, site: Site, name: str) -> None:
        def pour(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not site.closing.is_set():
                request.wfile.write(f"{name}: {'x' * 1000}\r\n".encode())

        site.answers["/story"] = Answer(act=pour)
        with pytest.raises(PageUnavailable, match="did not answer as a web server does"):
            fetch(url)


class TestBodies:
    @pytest.mark.parametrize(
        ("coding", "body"),
        [
            ("gzip", gzip.compress(PAGE.encode())),
            ("deflate", zlib.compress(PAGE.encode())),
            ("deflate", zlib.compress(PAGE.encode())[2:-4]),  # without the header, as some servers send it
            ("identity", PAGE.encode()),
        ],
    )
    def test_packed_answer_is_unpacked(self, url: str, site: Site, coding: str, body: bytes) -> None:
        site.answers["/story"] = Answer(body=body, headers={"Content-Encoding": coding})
        assert fetch(url).data == PAGE.encode()

    def test_damaged_packing(self, url: str, site: Site) -> None:
        site.answers["/story"] = Answer(body=b"no gzip at all", headers={"Content-Encoding": "gzip"})
        with pytest.raises(FetchError, match="sent a damaged answer"):
            fetch(url)

    def test_packing_that_was_not_asked_for(self, url: str, site: Site) -> None:
        site.answers["/story"] = Answer(headers={"Content-Encoding": "br"})
        with pytest.raises(FetchError, match="packed as 'br', which was not asked for"):
            fetch(url)

    def test_answer_shorter_than_announced(self, url: str, site: Site) -> None:
        site.answers["/story"] = Answer(headers={"Content-Length": "100000"})
        with pytest.raises(PageUnavailable, match="did not answer as a web server does"):
            fetch(url)

    def test_no_web_server(self, url: str, site: Site) -> None:
        def greet(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(b"220 mail.example ESMTP\r\n")

        site.answers["/story"] = Answer(act=greet)
        with pytest.raises(PageUnavailable, match="did not answer as a web server does"):
            fetch(url)


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(PageUnavailable, match=rf"No connection to http://news\.example:{port}/a\."):
        fetch(f"http://news.example:{port}/a")


def test_second_address_is_tried_where_the_first_does_not_answer(url: str, site: Site) -> None:
    names = Names({"news.example": [["127.0.0.3", "127.0.0.1"]]})
    fetched = fetch(url, names=names, permits=lambda address: address.is_loopback)
    assert fetched.data == PAGE.encode()


def test_proxy_of_the_environment_is_not_used(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    assert fetch(url).data == PAGE.encode()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


class TestCertificates:
    @pytest.fixture
    def trusted(self, authority: trustme.CA) -> ssl.SSLContext:
        context = ssl.create_default_context()
        authority.configure_trust(context)
        return context

    @pytest.fixture
    def secure(self, authority: trustme.CA) -> Iterator[Site]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("news.example").configure_cert(context)
        self.server_names: list[str] = []
        context.sni_callback = lambda _, name, __: self.server_names.append(name)
        site = Site(context)
        site.answers["/story"] = Answer()
        yield site
        site.stop()

    def test_certificate_of_the_name_at_the_checked_address(
        self, secure: Site, trusted: ssl.SSLContext
    ) -> None:
        fetched = fetch(f"https://news.example:{secure.port}/story", certificates=trusted)
        assert fetched.data == PAGE.encode()
        assert self.server_names == ["news.example"]

    def test_certificate_of_another_name(self, secure: Site, trusted: ssl.SSLContext) -> None:
        with pytest.raises(
            FetchError, match=r"certificate of https://www\.example:\d+/story is not valid"
        ) as caught:
            fetch(f"https://www.example:{secure.port}/story", certificates=trusted)
        assert not caught.value.retryable
        assert secure.asked == []

    def test_certificate_of_nobody_known(self, secure: Site) -> None:
        with pytest.raises(FetchError, match="is not valid"):
            fetch(f"https://news.example:{secure.port}/story")
