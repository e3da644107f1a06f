"""How recordings are kept: what is left out of them, how requests are compared, and where each one came from."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vcr.request import Request
from vcr.serializers import yamlserializer

CASSETTES = Path(__file__).parents[2] / "cassettes"

# Where recorded requests seem to go: the servers are local ones on any free port.
REPLAYED = "http://recorded.invalid/v1"

_REQUEST_HEADERS = frozenset({"content-type"})
_RESPONSE_HEADERS = frozenset({"content-type", "retry-after"})


def kept_request(request: Request) -> Request:
    """Return the request without host, port and all headers but the allowed ones."""
    parts = urlsplit(request.uri)
    request.uri = parts._replace(scheme="http", netloc="recorded.invalid").geturl()
    request.headers = {
        key: value for key, value in request.headers.items() if key.lower() in _REQUEST_HEADERS
    }
    return request


def kept_response(response: dict[str, Any]) -> dict[str, Any]:
    """Return the response with the allowed headers; its body stays as it was sent, byte for byte."""
    headers = {key: value for key, value in response["headers"].items() if key.lower() in _RESPONSE_HEADERS}
    return {**response, "headers": headers}


class OriginSerializer:
    """Writes cassettes as YAML whose first line says who answered; `origin` is set by the fixture that knows."""

    origin = ""

    def serialize(self, cassette: dict[str, Any]) -> str:
        if not self.origin:
            raise ValueError(
                "A recording must say where it came from: use the fixture `endpoint` or `recorded_from`."
            )
        recording: str = yamlserializer.serialize(cassette)
        return f"# Recorded from {self.origin}. Made again by: make cassettes\n{recording}"

    def deserialize(self, text: str) -> Any:
        return yamlserializer.deserialize(text)


SERIALIZER = OriginSerializer()
