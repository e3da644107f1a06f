"""What an endpoint and model turn out to accept: begun from the profile, corrected by the endpoint's own complaints."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from summarizer.model.answers import schema_instruction
from summarizer.profiles import Profile

Enforcement = Literal["json_schema", "json_object", "prompt"]

_logger = logging.getLogger("summarizer.model")

_UNKNOWN_PARAMETER = (
    "unsupported",
    "not support",
    "unrecognized",
    "unknown",
    "unexpected",
    "not permitted",
    "forbidden",
    "not allowed",
    "only the default",
    "instead",
)
_FORMAT_WORDS = (
    "response_format",
    "json_schema",
    "json schema",
    "json_object",
    "structured output",
    "text.format",
)


class Dialect:
    """How requests to one model are written; each lesson is learned once, kept, and told in `notes`.

    `lessons` counts them: a complaint about a request that was written before the last lesson teaches nothing new.
    """

    def __init__(self, profile: Profile, *, name: str) -> None:
        self._name = name
        self._thinking = profile.thinking_tokens
        self.enforcement: Enforcement = profile.output
        self.grammar = profile.grammar
        self.logprobs = profile.logprobs
        self.temperature = profile.temperature
        self.token_parameter: str = profile.token_parameter
        self.extra: dict[str, Any] = dict(profile.extra_body)
        self.notes: list[str] = []
        self.lessons = 0
        self._swapped = False

    def request(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        max_tokens: int,
        schema: tuple[str, dict[str, Any]] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the arguments of the call; `schema` is the name and schema of a JSON answer, `body` further fields."""
        request: dict[str, Any] = {
            "messages": list(messages),
            self.token_parameter: max_tokens + self._thinking,
        }
        if self.temperature is not None:
            request["temperature"] = self.temperature
        if schema is not None:
            name, definition = schema
            if self.enforcement == "json_schema":
                held = {"name": name, "schema": definition, "strict": True}
                request["response_format"] = {"type": "json_schema", "json_schema": held}
            else:
                request["messages"] = _instructed(messages, schema_instruction(definition))
                if self.enforcement == "json_object":
                    request["response_format"] = {"type": "json_object"}
        extra = {**self.extra, **(body or {})}
        if extra:
            request["extra_body"] = extra
        return request

    def learn(self, complaint: str, parameter: str | None, request: Mapping[str, Any]) -> bool:
        """Correct the dialect by what a 400 or 422 says about `request`; return whether it is worth sending again."""
        text = complaint.casefold()
        extra = request.get("extra_body", {})

        def named(*words: str) -> bool:
            return parameter in words or any(word in text for word in words)

        if "grammar" in extra and "grammar" in text and self.grammar:
            self.grammar = False
            return self._note("does not take a grammar; the options are asked for as JSON")
        for key in extra:
            if key in self.extra and named(key):
                del self.extra[key]
                return self._note(f"does not take {key!r}; it is left out")
        if named("logprobs", "top_logprobs") and self.logprobs:
            self.logprobs = False
            return self._note("gives no log-probabilities")
        if "response_format" in request and (named(*_FORMAT_WORDS)):
            return self.weaken("does not take")
        refused = any(word in text for word in _UNKNOWN_PARAMETER)
        if "temperature" in request and named("temperature") and refused:
            self.temperature = None
            return self._note("does not take 'temperature'; its own is used")
        if named("max_tokens", "max_completion_tokens") and refused and not self._swapped:
            self._swapped = True
            old = self.token_parameter
            self.token_parameter = "max_tokens" if old == "max_completion_tokens" else "max_completion_tokens"
            return self._note(f"does not take {old!r}; {self.token_parameter!r} is used")
        return False

    def weaken(self, verb: str = "does not enforce") -> bool:
        """Go one step down: JSON Schema, then JSON mode, then the schema in the prompt; False at the last."""
        if self.enforcement == "json_schema" and verb == "does not take":
            self.enforcement = "json_object"
            return self._note("does not take a JSON Schema; JSON mode is used, with the schema in the prompt")
        if self.enforcement == "prompt":
            return False
        mode = "a JSON Schema" if self.enforcement == "json_schema" else "JSON mode"
        self.enforcement = "prompt"
        return self._note(f"{verb} {mode}; the schema is put in the prompt")

    def _note(self, lesson: str) -> bool:
        note = f"{self._name} {lesson}."
        self.notes.append(note)
        self.lessons += 1
        _logger.warning(note)
        return True


_shared: dict[tuple[str, str], Dialect] = {}


def shared_dialect(profile: Profile, *, name: str) -> Dialect:
    """Return this process's dialect for an endpoint and model, so that a thousand articles learn a lesson once."""
    return _shared.setdefault((name, profile.model_dump_json()), Dialect(profile, name=name))


def forget_dialects() -> None:
    """Forget every lesson of this process."""
    _shared.clear()


def _instructed(messages: Sequence[Mapping[str, Any]], instruction: str) -> list[Mapping[str, Any]]:
    """Return the messages with the instruction at the end of the system message, so that the prefix stays constant."""
    if messages and messages[0]["role"] == "system":
        first = {**messages[0], "content": f"{messages[0]['content']}\n\n{instruction}"}
        return [first, *messages[1:]]
    return [{"role": "system", "content": instruction}, *messages]
