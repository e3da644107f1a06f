"""What an answer has to be before anybody reads it: endpoints send whatever they like, and the client hands it on."""

import json
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel
from pydantic_core import from_json

from summarizer.errors import EndpointUnavailable, InvalidOutput, OutputTruncated, Refused
from summarizer.model.answers import excerpt
from summarizer.model.faults import ADDRESS_HINT, AnswerDamaged, Target

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

# How the lines of a streamed answer begin.
_STREAMED = ("data:", "event:", "id:", "retry:", ":")


def parsed(raw: Any) -> Any:
    """Return what a raw response of the openai client holds, where that is JSON; the text of any other body.

    Raises `json.JSONDecodeError` where it breaks off, and `AnswerDamaged` for JSON that Python cannot hold.
    """
    try:
        return raw.parse()
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError) as error:  # other bytes than UTF-8, endless digits, endless nesting
        raise AnswerDamaged("it is no JSON that can be read") from error


def listed_names(raw: Any, target: Target) -> list[str]:
    """Return the names of models that a raw response lists; what is no list of models names none."""
    try:
        found = from_json(raw.content)
    except ValueError:
        raise _no_json(raw.text, target) from None
    models = found.get("data") if isinstance(found, dict) else None
    names = (
        [model.get("id") for model in models if isinstance(model, dict)] if isinstance(models, list) else []
    )
    return [name for name in names if isinstance(name, str)]


def checked(response: Any, target: Target) -> "ChatCompletion":
    """Return an answer that holds a text, or none; what is raised otherwise, asking again would not change."""
    if isinstance(response, str):
        raise _no_json(response, target)
    told = (getattr(response, "model_extra", None) or {}).get("error")
    if told:
        said = told.get("message") if isinstance(told, dict) else told
        raise EndpointUnavailable(f"{target} reported an error: {target.clean(str(said))}.")
    choices = getattr(response, "choices", None)
    first = choices[0] if isinstance(choices, list) and choices else None
    message = getattr(first, "message", None)
    if message is None:
        raise InvalidOutput(f"{target} answered without a choice in its answer.")
    finish = getattr(first, "finish_reason", None)
    refusal = getattr(message, "refusal", None)
    if refusal:
        raise Refused(f"{target} refused to answer: {excerpt(target.clean(str(refusal)))}.")
    if finish == "content_filter":
        raise Refused(f"A content filter of {target} stopped the answer.")
    if finish == "length":
        raise OutputTruncated(f"The answer of {target} was cut at the token limit.")
    if not isinstance(message, BaseModel) or not isinstance(getattr(message, "content", None), str | None):
        raise InvalidOutput(f"{target} answered with something other than a text.")
    completion = cast("ChatCompletion", response)
    _tidy(completion)
    return completion


def _tidy(completion: "ChatCompletion") -> None:
    """Leave in the first choice only what has the form that its type says."""
    first = completion.choices[0]
    text, logprobs = first.message.content, first.logprobs
    if text is not None and not text.isascii():
        # JSON can spell half a surrogate pair, which is no character.
        first.message.content = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not isinstance(logprobs, BaseModel) or not isinstance(logprobs.content, list | None):
        first.logprobs = None


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
