import asyncio
import socket
from ipaddress import ip_address

import pytest

from summarizer.errors import PageUnavailable
from summarizer.web.addresses import is_public, resolve_host

CLOSED = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1
    239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808
    64:ff9b:1::1 100::1 2001::1 2001:0:808:808::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1
    2002:808:808::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1
""".split()
OPEN = """
    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255
    172.15.255.255 172.32.0.1 192.0.1.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255
    2001:200::1 2003::1 2606:4700::1111 2a00:1450::1
""".split()


def test_only_addresses_of_the_public_internet_are_public() -> None:
    assert [one for one in CLOSED + OPEN if is_public(ip_address(one))] == OPEN


def test_every_answer_of_the_resolver_is_returned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["192.0.2.1", "192.0.2.1", "2001:db8::1", "fe80::1%1"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (one, 80)) for one in answers])
    found = asyncio.run(resolve_host("news.example", 80))
    assert [str(one) for one in found] == ["192.0.2.1", "2001:db8::1", "fe80::1%1"]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1"])
def test_every_way_of_writing_an_address_is_resolved_before_it_is_checked(host: str) -> None:
    assert [str(one) for one in asyncio.run(resolve_host(host, 80))] == ["127.0.0.1"]


def test_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(PageUnavailable, match=r"The host 'news\.example' cannot be found\."):
        asyncio.run(resolve_host("news.example", 80))


def test_name_that_no_resolver_takes() -> None:
    with pytest.raises(PageUnavailable, match="cannot be found"):
        asyncio.run(resolve_host("a" * 70 + ".example", 80))
