"""What an endpoint says about an error, read from whatever shape it says it in."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

# Among them one of Groq (498: no capacity); of what begins with 5 only what will never be done is missing.
_PASSING = frozenset({408, 409, 425, 429, 498, *range(500, 600)} - {501, 505})
_OVERLOADED = frozenset({0, 408, 502, 503, 504, 529})
_COMPLAINTS = frozenset({400, 404, 413, 422, 501})

_SPENT = ("insufficient_quota", "billing_hard_limit_reached", "insufficient_credits")
_TOO_LONG = ("context_length_exceeded", "exceed_context_size_error")
_TOO_LONG_WORDS = re.compile(
    r"(maximum|available) context|context (length|window|size|limit)|(prompt|input|request) is too (long|large)|"
    r"too many (input )?tokens|reduce (the length|your (message|prompt))"
)
_FILTERED = ("content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation")
_FILTERED_WORDS = re.compile(r"\bmoderation\b|was flagged|content management policy")
# LM Studio says so with status 200.
_NO_API_WORDS = "unexpected endpoint"
_NO_MODEL = ("model_not_found", "invalid_model", "DeploymentNotFound")
_NO_MODEL_WORDS = re.compile(
    r"(not found|does not exist|not exist|unknown|invalid|no such|not a valid)[^.]{0,20}\bmodel|"
    r"\bmodel\b.*(not found|does not exist|not exist|unknown|no such|not a valid|is not available)"
)
# LiteLLM without a database knows no key but its own.
_WRONG_KEY = ("invalid_api_key", "API_KEY_INVALID", "authentication_error", "no_db_connection")
_WRONG_KEY_WORDS = re.compile(r"api[ _-]?key[^.]{0,40}(not valid|invalid|incorrect|missing|expired|required)")
# A grammar was too hard for the model this time (Groq, llama.cpp); another time it is not.
_BY_CHANCE = ("json_validate_failed", "tool_use_failed")
_BY_CHANCE_WORDS = "output that does not match the expected"
# What some servers answer with status 500 though it is the request that they do not take.
_ABOUT_THE_REQUEST = re.compile(r"\b(schema|grammar|response_format|chat template|roles?)\b")
_STATUS_OF = {
    "rate_limit_exceeded": 429,
    "RESOURCE_EXHAUSTED": 429,
    "rate_limit_error": 429,
    "overloaded_error": 529,
    "UNAVAILABLE": 503,
    "insufficient_quota": 429,
    "invalid_request_error": 400,
    "INVALID_ARGUMENT": 400,
    "invalid_api_key": 401,
    "authentication_error": 401,
    "model_not_found": 404,
    "context_length_exceeded": 400,
    "server_error": 500,
}
# "Limit 6000, Requested 9000": no waiting helps a request that is larger than all that is allowed at a time.
_LIMIT_AND_REQUEST = re.compile(r"limit:? *(?P<limit>\d{1,12})\b.{0,80}?requested:? *(?P<asked>\d{1,12})\b")
_WAIT_FIELDS = ("retry_after", "retry_after_seconds", "retryDelay")
_WAIT_WORDS = re.compile(r"(?:try again|retry|wait)\D{0,20}((?:\d[\d.]{0,9} ?[a-z]{1,12},? ?)+)")
_DURATION = re.compile(r"(\d[\d.]{0,9}) ?(ms|milli|s|m|h)")
_SECONDS = {"ms": 0.001, "milli": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_SAYING = ("message", "detail", "msg", "error", "error_message", "errors")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: `status` as of HTTP (0 where none is said), the endpoint's own words, its code, the parameter.

    `wait` are the seconds that it asks to wait.
    """

    status: int
    words: str = ""
    code: str = ""
    parameter: str | None = None
    wait: float | None = None

    @property
    def text(self) -> str:
        """Return the words for comparison."""
        return self.words.casefold()

    @property
    def is_spent(self) -> bool:
        """Return whether the account has no credit left."""
        return self.status == 402 or (self.status == 429 and self.code in _SPENT)

    @property
    def too_large(self) -> tuple[int, int] | None:
        """Return the tokens that are allowed at a time and those that were asked for, where that is more."""
        found = _LIMIT_AND_REQUEST.search(self.text) if self.status in (0, 413, 429) else None
        if found is None or int(found["asked"]) <= int(found["limit"]):
            return None
        return int(found["limit"]), int(found["asked"])

    @property
    def is_limit(self) -> bool:
        """Return whether no more requests are allowed for now."""
        return self.status == 429 and not self.is_spent and self.too_large is None

    @property
    def is_overload(self) -> bool:
        """Return whether the endpoint cannot keep up."""
        return self.status in _OVERLOADED

    @property
    def is_complaint(self) -> bool:
        """Return whether it is about how the request is written, or how large it is, and may be mended there."""
        return (
            self.status in _COMPLAINTS
            or self.too_large is not None
            or (self.status == 500 and _ABOUT_THE_REQUEST.search(self.text) is not None)
        )

    @property
    def may_pass(self) -> bool:
        """Return whether the same request may succeed later."""
        return self.is_passing and not (self.is_complaint or self.is_by_chance or self.is_spent)

    @property
    def is_passing(self) -> bool:
        """Return whether the status is one of those that pass."""
        return self.status in _PASSING or self.status == 0

    @property
    def is_by_chance(self) -> bool:
        """Return whether the model failed a grammar, which it may not do the next time."""
        return self.code in _BY_CHANCE or _BY_CHANCE_WORDS in self.text

    @property
    def is_too_long(self) -> bool:
        """Return whether prompt and answer do not fit the context."""
        return self.status == 413 or (
            self.status in (0, 400, 422, 500)
            and (self.code in _TOO_LONG or _TOO_LONG_WORDS.search(self.text) is not None)
        )

    @property
    def is_about_the_key(self) -> bool:
        """Return whether the key is missing or wrong."""
        return self.status in (401, 403) or (self.status in (0, 400) and self.speaks_of_a_key)

    @property
    def speaks_of_a_key(self) -> bool:
        """Return whether the words are about a key."""
        return self.code in _WRONG_KEY or _WRONG_KEY_WORDS.search(self.text) is not None

    @property
    def names_no_model(self) -> bool:
        """Return whether the endpoint does not know the model."""
        return self.status in (400, 404) and (
            self.code in _NO_MODEL or _NO_MODEL_WORDS.search(self.text) is not None
        )

    @property
    def is_filtered(self) -> bool:
        """Return whether a filter declined the request."""
        return self.code in _FILTERED or (
            self.status in (400, 403) and _FILTERED_WORDS.search(self.text) is not None
        )

    @property
    def names_no_api(self) -> bool:
        """Return whether there is no chat API at the address."""
        return self.status in (404, 405) or _NO_API_WORDS in self.text


def read_fault(status: int, body: object, headers: Mapping[str, str] | None = None) -> Fault:
    """Return what a body says about an error: an object, a list of objects, a text; `status` 200 is none yet."""
    told = _told(body)
    words = _words(told)
    code = _code(told)
    if status == 200:
        number = str(told.get("code", told.get("status"))) if isinstance(told, dict) else ""
        status = int(number) if re.fullmatch(r"[45][0-9]{2}", number) else _STATUS_OF.get(code, 0)
        if status == 0 and _NO_API_WORDS in words.casefold():
            status = 404
    parameter = told.get("param") if isinstance(told, dict) else None
    return Fault(
        status,
        words,
        code,
        parameter if isinstance(parameter, str) else None,
        _wait(headers or {}, told, words),
    )


def _told(body: object) -> object:
    """Return the part of a body that speaks of the error."""
    if isinstance(body, list):
        body = next((one for one in body if isinstance(one, dict)), "")
    if isinstance(body, dict) and isinstance(body.get("error"), dict | str) and body["error"]:
        return body["error"]
    return body


def _code(told: object) -> str:
    """Return the name of a fault; some put the status where others have the name, and the name into the type."""
    if not isinstance(told, dict):
        return ""
    details = told.get("details")
    reasons = (
        [one.get("reason") for one in details if isinstance(one, dict)] if isinstance(details, list) else []
    )
    named = (*reasons, told.get("code"), told.get("type"), told.get("status"))
    return next((one for one in named if isinstance(one, str) and one and not one.isdecimal()), "")


def _words(told: object, depth: int = _DEEPEST) -> str:
    """Return what is said, wherever it is said, with what a gateway's upstream said; nothing of a web page."""
    if isinstance(told, str):
        return "" if "<" in told[:200] else told
    if depth == 0:
        return ""
    if isinstance(told, list):
        return "; ".join(filter(None, (_words(one, depth - 1) for one in told[:5])))
    if not isinstance(told, dict):
        return ""
    said = next(filter(None, (_words(told.get(key), depth - 1) for key in _SAYING)), "")
    place = told.get("loc")
    if isinstance(place, list) and said:
        said = f"{'.'.join(str(part) for part in place if part != 'body')}: {said}"
    more = told.get("metadata")
    upstream = _raw(more.get("raw"), depth - 1) if isinstance(more, dict) else ""
    if not said and not upstream and depth == _DEEPEST:
        return json.dumps(told, ensure_ascii=False)
    return ": ".join(filter(None, (said, upstream)))


def _raw(raw: object, depth: int) -> str:
    if isinstance(raw, str):
        with suppress(ValueError, RecursionError):
            return _words(_told(json.loads(raw)), depth)
    return _words(_told(raw), depth)


def _wait(headers: Mapping[str, str], told: object, words: str) -> float | None:
    """Return the seconds to wait, as headers say it, or fields of the error, or its words."""
    found = _wait_of_headers(headers)
    if found is not None or not isinstance(told, dict):
        return found
    more = told.get("metadata")
    more = more if isinstance(more, dict) else {}
    if isinstance(more.get("headers"), dict):
        named = {str(key).casefold(): str(value) for key, value in more["headers"].items()}
        if (found := _wait_of_headers(named)) is not None:
            return found
    details = told.get("details")
    places = [told, more, *(details if isinstance(details, list) else ())]
    for asked in (place.get(key) for place in places if isinstance(place, dict) for key in _WAIT_FIELDS):
        if (found := _seconds(asked)) is not None:
            return found
    in_words = _WAIT_WORDS.search(words.casefold())
    return _seconds(in_words[1]) if in_words else None


def _wait_of_headers(headers: Mapping[str, str]) -> float | None:
    """Return what Retry-After asks for, whole seconds or a date, or Retry-After-Ms, which is exact."""
    asked = headers.get("retry-after", "").strip()
    for number, seconds in ((headers.get("retry-after-ms", ""), 0.001), (asked, 1.0)):
        with suppress(ValueError):
            return max(0.0, float(number) * seconds)
    try:
        until = parsedate_to_datetime(asked)
        if until.tzinfo is None:
            until = until.replace(tzinfo=UTC)
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):  # no date either, or one in no year that there is
        return None


def _seconds(asked: Any) -> float | None:
    """Return the seconds of a number, or of a duration like "36.2s" or "7m12s"."""
    if isinstance(asked, bool):
        return None
    if isinstance(asked, int | float):
        return float(asked) if 0 <= asked < 1e9 else None
    parts = _DURATION.findall(asked) if isinstance(asked, str) else []
    try:
        return sum(float(number) * _SECONDS[unit] for number, unit in parts) if parts else None
    except ValueError:  # "1.2.3s"
        return None
