"""The body of an answer as it comes in: unpacked piece by piece, and never more of it than an answer can have."""

import zlib
from collections.abc import AsyncIterator, Iterator

import httpx2

from summarizer.model.faults import AnswerDamaged, AnswerTooLarge

ACCEPTED_CODING = "gzip"

# The longest answers of today's models have about a megabyte.
MOST_BYTES = 16 * 2**20
_PIECE = 65_536
_DIGITS = 18
_CODING = "content-encoding"
# What somebody asked for to be written to a file is bounded by whoever writes it.
_FILE_CONTENT = "/content"


async def bound(response: httpx2.Response) -> None:
    """Let the body of a response be read as it is bounded; called by the HTTP client before the body is read.

    Reading it then raises `AnswerTooLarge` or `AnswerDamaged`.
    """
    if response.request.url.path.endswith(_FILE_CONTENT):
        return
    coding = response.headers.get(_CODING, "identity").strip().lower()
    if coding not in ("identity", "", ACCEPTED_CODING):
        raise AnswerDamaged(f"it is packed as {coding[:40]!r}, which was not asked for")
    length = response.headers.get("content-length", "")
    # As text first: there are no bounds to what a header says.
    if length.isdecimal() and (len(length) > _DIGITS or int(length) > MOST_BYTES):
        raise _too_large()
    stream = response.stream
    if not isinstance(stream, httpx2.AsyncByteStream):
        raise TypeError("The client of an endpoint is asynchronous.")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if coding == ACCEPTED_CODING else None
    # What is read from now on is not packed any more.
    response.headers.pop(_CODING, None)
    response.stream = _Bounded(stream, unpack)


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, unpack: "zlib._Decompress | None") -> None:
        self._stream = stream
        self._unpack = unpack

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received = given = 0
        async for packed in self._stream:
            received += len(packed)
            if received > MOST_BYTES:
                raise _too_large()
            for piece in self._unpacked(packed):
                given += len(piece)
                if given > MOST_BYTES:
                    raise _too_large()
                yield piece
        if self._unpack is not None and received and not self._unpack.eof:
            raise AnswerDamaged("it breaks off (gzip)")

    def _unpacked(self, packed: bytes) -> Iterator[bytes]:
        unpack = self._unpack
        if unpack is None:
            yield packed
            return
        # What follows the packed data is no part of the answer. A full piece may have more behind it.
        piece = b""
        while not unpack.eof and (packed or len(piece) == _PIECE):
            try:
                piece = unpack.decompress(packed, _PIECE)
            except zlib.error:
                raise AnswerDamaged("it cannot be unpacked (gzip)") from None
            if piece:
                yield piece
            packed = unpack.unconsumed_tail

    async def aclose(self) -> None:
        await self._stream.aclose()


def _too_large() -> AnswerTooLarge:
    return AnswerTooLarge(f"it has more than {MOST_BYTES >> 20} MiB, and no more was read")
