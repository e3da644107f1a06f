"""What an endpoint and model turn out to accept: begun from the profile, corrected by the endpoint's own complaints."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, Literal

from summarizer.model.fault import Fault
from summarizer.model.filling import schema_instruction
from summarizer.profiles import Profile

Enforcement = Literal["json_schema", "json_object", "prompt"]

_logger = logging.getLogger("summarizer.model")

_LIMITS = ("max_tokens", "max_completion_tokens")
_FORMAT = re.compile(
    r"response_?(format|schema)|json[_ ](schema|object|mode)|\bschema\b|structured[_ ]outputs?|text\.format|"
    r"\bgrammar\b|guided|\bsamplers\b"
)
_REFUSED = re.compile(
    r"\b(not|un)[ -]?(support|recogni|permit|allow|expect|known)|forbidden|instead|deprecated|extra|missing|required"
)
_ROLES = re.compile(
    r"(system|developer)\W*(role|message|prompt|instruction)s?\b.{0,60}(not|n't|un)|"
    r"(not|un)[ -]?support\w*.{0,60}\b(system|developer)\b|roles must alternate|only user and assistant roles"
)
_ROLE_PARAMETER = re.compile(r"messages\W+\d+\W+role")
_LIMIT_WORDS = re.compile(
    r"max_?(completion_|output_|new_)?tokens|maxoutputtokens|(completion|output|generated) tokens"
)
_COUNT = re.compile(r"(?<![\w.-])\d[\d,]{0,11}(?![\w-])")
_SUM = re.compile(r"(\d{1,9}) \+ (\d{1,9}) > (\d{1,9})")
_CONTEXT = re.compile(r"context (?:length|window|size|limit)\D{0,40}(\d{2,9})")
_PROMPT = re.compile(
    r"(\d{1,9})[^\d.,;]{0,12} (?:in the (?:messages|prompt)|(?:of |from the )?(?:text )?input|prompt tokens)"
)
# An answer shorter than this tells of nothing.
_LEAST_ANSWER = 512
_SPARE_TOKENS = 16


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
        self.most_tokens: int | None = None
        self.most_read = 0
        self.extra: dict[str, Any] = dict(profile.extra_body)
        self.system = True
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
        """Return the body of the call; `schema` is the name and schema of a JSON answer, `body` further fields."""
        limit = max_tokens + self._thinking
        request: dict[str, Any] = {
            "messages": list(messages),
            self.token_parameter: limit if self.most_tokens is None else min(limit, self.most_tokens),
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
        if not self.system:
            request["messages"] = _alternating(request["messages"])
        return {**request, **self.extra, **(body or {})}

    def fitted(self, fault: Fault, request: Mapping[str, Any]) -> int | None:
        """Return the tokens that an answer to `request` may have after a complaint about its size.

        What holds for every request is learned. None where it is about something else, or no useful answer would fit.
        """
        sent: int = request[self.token_parameter]
        text = fault.text
        room: int | None = None
        if fault.too_large is not None:
            allowed, asked = fault.too_large
            room = sent - (asked - allowed)
        elif found := _SUM.search(text):
            room = int(found[3]) - int(found[1])
        elif (context := _CONTEXT.search(text)) and (prompt := _PROMPT.search(text)):
            room = int(context[1]) - int(prompt[1]) - _SPARE_TOKENS
        elif _LIMIT_WORDS.search(text) and not fault.is_too_long:
            counts = [int(count.replace(",", "")) for count in _COUNT.findall(text)]
            if "exclusive" in text:
                counts = [count - 1 for count in counts]
            most = max((count for count in counts if count < sent), default=0)
            if most >= min(_LEAST_ANSWER, sent):
                self.most_tokens = most
                self._note(f"allows answers of {most:,} tokens and no more")
                return most
        return room if room is not None and min(_LEAST_ANSWER, sent) <= room < sent else None

    def learn(self, fault: Fault, request: Mapping[str, Any]) -> bool:
        """Correct the dialect by what is said about `request`; return whether it is worth sending again."""
        if fault.names_no_model or fault.is_about_the_key:
            return False
        if self.system and (
            _ROLES.search(fault.text) or (fault.parameter and _ROLE_PARAMETER.match(fault.parameter))
        ):
            self.system = False
            return self._note("takes no system message; it is put before the user's")
        if fault.is_by_chance:
            return self.weaken("fails again and again with", steps=1)
        # What is named as a parameter counts before what is mentioned.
        for place in filter(None, ((fault.parameter or "").casefold(), fault.text)):
            if self._drop(place, request):
                return True
        return False

    def _drop(self, text: str, request: Mapping[str, Any]) -> bool:
        """Leave out, or write otherwise, the first part of the request that the text names."""
        steps: Sequence[tuple[bool, Callable[[], bool]]] = (
            ("grammar" in request and "grammar" in text, self._drop_grammar),
            *(
                (key.casefold() in text, partial(self._drop_extra, key))
                for key in self.extra
                if key in request
            ),
            ("logprobs" in request and "logprobs" in text, self._drop_logprobs),
            (
                "response_format" in request and bool(_FORMAT.search(text)),
                partial(self.weaken, "does not take", steps=1),
            ),
            ("temperature" in request and "temperature" in text, self._drop_temperature),
            (
                not self._swapped and any(name in text for name in _LIMITS) and self._is_refused(text),
                self._swap,
            ),
        )
        return any(step() for named, step in steps if named)

    @staticmethod
    def _is_refused(text: str) -> bool:
        return text in _LIMITS or _REFUSED.search(text) is not None

    def weaken(self, verb: str = "does not enforce", *, steps: int = 2) -> bool:
        """Go down from a JSON Schema to JSON mode and, by two steps, to the schema in the prompt; False at the last."""
        if self.enforcement == "prompt":
            return False
        mode = "a JSON Schema" if self.enforcement == "json_schema" else "JSON mode"
        if self.enforcement == "json_schema" and steps == 1:
            self.enforcement = "json_object"
            return self._note(f"{verb} {mode}; JSON mode is used, with the schema in the prompt")
        self.enforcement = "prompt"
        return self._note(f"{verb} {mode}; the schema is put in the prompt")

    def _drop_grammar(self) -> bool:
        self.grammar = False
        return self._note("does not take a grammar; the options are asked for as JSON")

    def _drop_extra(self, key: str) -> bool:
        del self.extra[key]
        return self._note(f"does not take {key!r}; it is left out")

    def _drop_logprobs(self) -> bool:
        self.logprobs = False
        return self._note("gives no log-probabilities")

    def _drop_temperature(self) -> bool:
        self.temperature = None
        return self._note("does not take 'temperature'; its own is used")

    def _swap(self) -> bool:
        self._swapped = True
        old = self.token_parameter
        (self.token_parameter,) = set(_LIMITS) - {old}
        return self._note(f"does not take {old!r}; {self.token_parameter!r} is used")

    def _note(self, lesson: str) -> bool:
        self.note(lesson)
        self.lessons += 1
        return True

    def note(self, lesson: str) -> None:
        """Tell what turned out about the endpoint, once."""
        note = f"{self._name} {lesson}."
        if note not in self.notes:
            self.notes.append(note)
            _logger.warning(note)


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


def _alternating(messages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the messages as turns of a user and an assistant, what follows from the same side put into one."""
    sides = groupby(messages, key=lambda one: "assistant" if one["role"] == "assistant" else "user")
    return [{"role": role, "content": "\n\n".join(one["content"] for one in turn)} for role, turn in sides]
