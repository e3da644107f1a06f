"""An answer, read from whatever shape an endpoint gives it: one text without thoughts, its tokens, or what is wrong."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.errors import EndpointUnavailable, InvalidOutput, OutputTruncated, Refused
from summarizer.model.fault import read_fault
from summarizer.model.faults import AnswerDamaged, FaultInAnswer
from summarizer.model.target import Target
from summarizer.model.thoughts import is_json, without_thoughts
from summarizer.model.translation import ADDRESS_HINT
from summarizer.model.usage import Usage, read_usage

CONTEXT_SETTINGS = (
    "num_ctx or OLLAMA_CONTEXT_LENGTH of Ollama, --ctx-size of llama.cpp, --max-model-len of vLLM, "
    "Context Length of LM Studio"
)
_EXCERPT = 80
# How the lines of a streamed answer begin.
_STREAMED = ("data:", "event:", "id:", "retry:", ":")
# The words for the same end: of OpenAI, Anthropic, Gemini, Mistral.
_CUT = frozenset({"length", "max_tokens", "model_length"})
_FILTERED = frozenset(
    {"content_filter", "safety", "recitation", "prohibited_content", "blocklist", "refusal"}
)
_THOUGHTS = ("reasoning_content", "reasoning", "thinking")
# Servers count the end of an answer as a token of it, or do not.
_COUNTED_APART = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says: `text` without its thoughts, `thoughts` where a field has them or they are all there is.

    `logprobs` are the tokens of the answer with their alternatives, as the endpoint tells them; `usage` counts no
    request.
    """

    text: str
    thoughts: str
    logprobs: Sequence[object]
    usage: Usage

    @property
    def lack(self) -> str:
        """Return what is wrong with an answer without a text, as part of a sentence."""
        return "it holds thoughts and no answer to them" if self.thoughts else "it is empty"


def read_body(content: bytes, kind: str, target: Target) -> object:
    """Return what the body of an answer holds, which is JSON; `kind` is its content type.

    Raises `json.JSONDecodeError` where it breaks off, `AnswerDamaged` for JSON that Python cannot hold, and
    `EndpointUnavailable` for something else.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:  # ValueError: other bytes than UTF-8, endless digits
        if "json" not in kind:
            raise _no_json(content.decode("utf-8", "replace"), target) from None
        if isinstance(error, json.JSONDecodeError):
            raise
        raise AnswerDamaged("it is no JSON that can be read") from error


def read_answer(body: object, target: Target, *, limit: int | None = None) -> Answer:
    """Return the answer in a body; `limit` is how many tokens it was allowed.

    Raises `FaultInAnswer` for an error that came in place of an answer, or for none at all, which may pass; and
    `Refused`, `OutputTruncated` and `InvalidOutput` for what asking again would not change.
    """
    choice = _choice(body, target)
    usage = read_usage(body.get("usage") if isinstance(body, dict) else None)
    message = choice.get("message") or choice.get("delta") or choice.get("text")
    message = {"content": message} if isinstance(message, str) and "text" in choice else message
    finish = str(choice.get("finish_reason")).casefold()
    if isinstance(message, dict) and message.get("refusal"):
        raise Refused(f"{target} refused to answer: {excerpt(target.clean(str(message['refusal'])))}.")
    if finish in _FILTERED:
        raise Refused(f"A content filter of {target} stopped the answer.")
    if message is None and finish not in _CUT:
        raise FaultInAnswer(read_fault(200, ""))
    said, thoughts = _parts(message or {}, target)
    text = without_thoughts(said)
    if finish in _CUT and not is_json(text):
        raise _cut(target, usage, limit, thinking=not text.strip() and bool(said or thoughts))
    if not text.strip():
        thoughts = thoughts or said
    # What is told of the tokens of thoughts says nothing of the answer.
    return Answer(_whole(text), _whole(thoughts), _logprobs(choice) if text == said else (), usage)


def excerpt(text: str) -> str:
    """Return the start of an answer, short enough for a message."""
    line = " ".join(text[: _EXCERPT * 4].split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def listed_names(body: object) -> list[str]:
    """Return the names of models that a body lists; what is no list of models names none."""
    models = body.get("data") if isinstance(body, dict) else None
    found = [one.get("id") for one in models if isinstance(one, dict)] if isinstance(models, list) else []
    return [name for name in found if isinstance(name, str)]


def _choice(body: object, target: Target) -> Mapping[str, Any]:
    """Return the first choice; raises what `read_answer` raises where an error, or nothing, stands in its place."""
    told = body if isinstance(body, dict) else {}
    choices = told.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    choice = first if isinstance(first, dict) else {}
    for place in (told, choice):
        if place.get("error"):
            raise FaultInAnswer(read_fault(200, {"error": place["error"]}))
    if choice.get("finish_reason") == "error":
        raise FaultInAnswer(read_fault(200, {"error": "the model behind it failed"}))
    if choice:
        return choice
    # A list of errors, or an object with nothing but a message, is an error without that name.
    fault = read_fault(200, body if isinstance(body, list) or told.keys() & {"message", "detail"} else "")
    if fault.words or "choices" in told:
        raise FaultInAnswer(fault)
    raise InvalidOutput(f"{target} answered without a choice in its answer.", hint=ADDRESS_HINT)


def _parts(message: object, target: Target) -> tuple[str, str]:
    """Return the text of a message and its thoughts, each put together from the parts that hold it."""
    content = message.get("content") if isinstance(message, dict) else None
    thoughts = ""
    if isinstance(message, dict):
        found = (message.get(key) for key in _THOUGHTS)
        thoughts = next((one for one in found if isinstance(one, str) and one), "")
    if isinstance(content, list):
        parts = [one if isinstance(one, dict) else {"type": "text", "text": one} for one in content]
        texts = [one.get("text") for one in parts if one.get("type") in ("text", "output_text", None)]
        if not all(isinstance(one, str) for one in texts):
            raise _no_text(target)
        return "".join(map(str, texts)), thoughts
    if isinstance(content, dict):  # the JSON that was asked for, as JSON
        return json.dumps(content, ensure_ascii=False), thoughts
    if not content and isinstance(message, dict):
        content = _called(message.get("tool_calls")) or content
    if content is None and isinstance(message, dict):
        content = ""
    if not isinstance(content, str):
        raise _no_text(target)
    return content, thoughts


def _called(calls: object) -> str | None:
    """Return what a tool was called with: some gateways make a call of the answer that was to be JSON."""
    first = calls[0] if isinstance(calls, list) and calls else None
    function = first.get("function") if isinstance(first, dict) else None
    arguments = function.get("arguments") if isinstance(function, dict) else None
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    return arguments if isinstance(arguments, str) else None


def _logprobs(choice: Mapping[str, Any]) -> Sequence[object]:
    told = choice.get("logprobs")
    tokens = told.get("content") if isinstance(told, dict) else None
    return tokens if isinstance(tokens, list) else ()


def _whole(text: str) -> str:
    """Return the text without halves of surrogate pairs, which JSON can spell and which are no characters."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _cut(target: Target, usage: Usage, limit: int | None, *, thinking: bool) -> OutputTruncated:
    total = usage.prompt + usage.completion
    if limit is not None and usage.prompt and 0 < usage.completion < limit - _COUNTED_APART:
        return OutputTruncated(
            f"The answer of {target} was cut at {usage.completion:,} of {limit:,} tokens: with the prompt's "
            f"{usage.prompt:,} its context, or a limit of its own, was full.",
            hint=f"Raise the context of the server ({CONTEXT_SETTINGS}), or say it with --context {total}.",
        )
    if thinking:
        return OutputTruncated(
            f"The answer of {target} was cut at the token limit while the model still thought.",
            hint="Raise --max-output-tokens or, in a profile of the model, thinking_tokens; or turn its thinking off.",
        )
    return OutputTruncated(f"The answer of {target} was cut at the token limit.")


def _no_text(target: Target) -> InvalidOutput:
    return InvalidOutput(f"{target} answered with something other than a text.")


def _no_json(text: str, target: Target) -> EndpointUnavailable:
    if text.lstrip().startswith(_STREAMED):
        return EndpointUnavailable(
            f"{target} streamed its answer, though it was not asked to.",
            hint="Turn streaming off at the endpoint, or use another one.",
        )
    return EndpointUnavailable(
        f"{target} answered with something other than JSON: {excerpt(target.clean(text))!r}.",
        hint=ADDRESS_HINT,
    )
