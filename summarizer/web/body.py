"""The body of an answer, read piece by piece: never more of it than the limits allow, compressed or not."""

import zlib
from collections.abc import AsyncIterable

from summarizer.errors import FetchError

ACCEPTED_CODINGS = "gzip, deflate"

_PIECE = 65_536


async def read_body(pieces: AsyncIterable[bytes], *, coding: str, limit: int, name: str) -> bytes:
    """Return the whole body, unpacked; `limit` is in bytes and holds for it packed and unpacked.

    Raises `FetchError` when it is larger, packed in a way that was not asked for, damaged, or cut short.
    """
    unpack = _unpacker(coding, name)
    body = bytearray()
    received = 0
    async for piece in pieces:
        received += len(piece)
        if received > limit:
            raise too_large(name, limit)
        if unpack is None:
            body += piece
            continue
        rest = piece
        while rest:
            try:
                body += unpack.decompress(rest, _PIECE)
            except zlib.error as error:
                raise FetchError(f"{name} sent a damaged answer ({coding}).", hint="Try again.") from error
            if len(body) > limit:
                raise too_large(name, limit)
            if unpack.eof:  # what follows the packed data is no part of the page
                return bytes(body)
            rest = unpack.unconsumed_tail
    if unpack is not None and received and not unpack.eof:
        # All was taken in, and yet a last piece may be held back: where one ended exactly at a limit.
        body += unpack.decompress(b"", _PIECE)
    if unpack is not None and received and not unpack.eof:
        raise FetchError(f"{name} sent an answer that breaks off.", hint="Try again.")
    return bytes(body)


def too_large(name: str, limit: int) -> FetchError:
    """Return the error of a page that has more bytes than the limit."""
    return FetchError(
        f"{name} is larger than {limit:,} bytes.", hint="Save its text to a file and give the file."
    )


class _Deflate:
    """Unpacks "deflate", which some servers send without the header of zlib: the first byte tells."""

    def __init__(self) -> None:
        self._unpack: zlib._Decompress | None = None

    @property
    def eof(self) -> bool:
        return self._unpack is not None and self._unpack.eof

    @property
    def unconsumed_tail(self) -> bytes:
        return b"" if self._unpack is None else self._unpack.unconsumed_tail

    def decompress(self, data: bytes, most: int) -> bytes:
        if self._unpack is None:
            with_header = data[0] & 0x0F == zlib.DEFLATED
            self._unpack = zlib.decompressobj(zlib.MAX_WBITS if with_header else -zlib.MAX_WBITS)
        return self._unpack.decompress(data, most)


def _unpacker(coding: str, name: str) -> "zlib._Decompress | _Deflate | None":
    match coding:
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Deflate()
    raise FetchError(f"{name} sent its answer packed as {coding[:40]!r}, which was not asked for.")
