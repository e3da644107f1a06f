"""One request to the engine besides those of the client: slots saved, restored and read into."""

import http.client
import json
from collections.abc import Mapping
from typing import Any


def send(port: int, api_key: str, path: str, body: Mapping[str, object], seconds: float) -> dict[str, Any]:
    """Return what the engine answers.

    Raises `OSError` where no answer comes, and `ValueError` with what the engine says where it refuses.
    """
    # Not through urllib: a proxy that the environment names has no business with this machine's loopback.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    headers = {"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"}
    try:
        connection.request("POST", path, json.dumps(body), headers)
        response = connection.getresponse()
        content = response.read()
    except http.client.HTTPException as error:
        raise ConnectionError(str(error) or type(error).__name__) from error
    finally:
        connection.close()
    if response.status != http.HTTPStatus.OK:
        raise ValueError(content.decode("utf-8", "replace").strip())
    return dict(json.loads(content))
