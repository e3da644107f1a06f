"""How endpoints really answer, one row a behaviour: what they do, and what must become of an article.

Told in the documentation and the issue threads of the servers and gateways that the names say.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from summarizer.errors import (
    ArticleTooLong,
    AuthenticationFailed,
    EndpointUnavailable,
    InvalidOutput,
    ModelNotFound,
    OutputTruncated,
    PromptCut,
    QuotaSpent,
    Refused,
    RequestRejected,
    SummarizerError,
)
from tests.support.counting import DRAFT
from tests.support.steps import Step, answer, completion_body, error, models, reply

TEXT = json.dumps(DRAFT)
GOOD = answer(TEXT)
THOUGHT_OF = json.dumps({**DRAFT, "headline": {"text": "A draft that was only thought of.", "s": [1]}})
THOUGHTS = f"Perhaps {{this}}?\n```json\n{THOUGHT_OF}\n```\nNo: Marek Dolan left."


class Row(NamedTuple):
    """What is answered to one request after the other, the last one to all that follow.

    `error` None means a brief; else `said` stands in its sentence and `hint` in its hint. `requests` are made in all.
    `sent` must stand in the last request, `unsent` must not. `query` is put behind the address.
    """

    steps: list[Step]
    requests: int = 1
    error: type[SummarizerError] | None = None
    said: str = ""
    hint: str = ""
    sent: tuple[str, ...] = ()
    unsent: tuple[str, ...] = ()
    model: str = "m"
    key: str | None = "key-4711"
    profile: Mapping[str, Any] = MappingProxyType({})
    query: str = ""


def choice(**fields: Any) -> Step:
    """Answer with one choice, however it looks."""
    return reply(200, completion_body([{"index": 0, "finish_reason": "stop", **fields}]))


def message(content: object, **more: Any) -> Step:
    return choice(message={"role": "assistant", "content": content, **more})


def told(status: int, body: object, **headers: str) -> Step:
    return reply(status, json.dumps(body), **headers)


def cut(content: str, prompt: int, completion: int, **more: Any) -> Step:
    return answer(content, finish="length", tokens=(prompt, 0, completion), **more)


def read(prompt: int) -> Step:
    """Answer, and tell of a prompt of so many tokens."""
    return answer(TEXT, tokens=(prompt, 0, 50))


GEMINI_KEY = [
    {
        "error": {
            "code": 400,
            "message": "API key not valid. Please pass a valid API key.",
            "status": "INVALID_ARGUMENT",
            "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}],
        }
    }
]
GEMINI_LIMIT = [
    {
        "error": {
            "code": 429,
            "message": "You exceeded your current quota.",
            "status": "RESOURCE_EXHAUSTED",
            "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.05s"}],
        }
    }
]
UPSTREAM = {
    "error": {
        "message": "Provider returned error",
        "code": 502,
        "metadata": {"raw": '{"error": {"message": "the model is overloaded"}}', "provider_name": "Hosts"},
    }
}
GROQ_JSON = error(400, "Failed to generate JSON. Please adjust your prompt.", code="json_validate_failed")
PARSER = error(500, "The model produced output that does not match the expected peg-native format")
MISTRAL_EXTRA = {
    "object": "error",
    "message": {
        "detail": [
            {
                "type": "extra_forbidden",
                "loc": ["body", "max_completion_tokens"],
                "msg": "Extra inputs are not permitted",
                "input": 16384,
            }
        ]
    },
    "type": "invalid_request_error",
    "param": None,
}
NO_KEY = error(401, "Missing bearer authentication in header.")

ROWS: dict[str, Row] = {
    # 1: thoughts in the text
    "think element": Row([answer(f"<think>{THOUGHTS}</think>\n{TEXT}")]),
    "lone end of thoughts": Row([answer(f"{THOUGHTS}\n</think>\n\n{TEXT}")]),
    "thoughts of Magistral": Row([answer(f"[THINK]{THOUGHTS}[/THINK]{TEXT}")]),
    "channels of gpt-oss": Row(
        [
            answer(
                f"<|channel|>analysis<|message|>{THOUGHTS}<|end|><|start|>assistant<|channel|>final "
                f"<|constrain|>json<|message|>{TEXT}<|return|>"
            )
        ]
    ),
    "channels without their marks": Row([answer(f"analysisWe need {THOUGHTS}assistantfinal{TEXT}")]),
    "thoughts to the end": Row(
        [cut(f"<think>{THOUGHTS}", 900, 4096)], 1, OutputTruncated, "still thought", "thinking_tokens"
    ),
    # 2: parts
    "parts of Mistral": Row(
        [
            message(
                [
                    {"type": "thinking", "thinking": [{"type": "text", "text": THOUGHTS}]},
                    {"type": "text", "text": TEXT},
                ]
            )
        ]
    ),
    "one part": Row([message([{"type": "output_text", "text": TEXT}])]),
    # 3: fields for thoughts
    "vLLM: all of it in reasoning_content": Row([message(None, reasoning_content=TEXT)]),
    "OpenRouter: all of it in reasoning": Row([message("", reasoning=TEXT)]),
    "thoughts and no answer": Row(
        [message(None, reasoning_content=THOUGHTS)], 3, InvalidOutput, "holds thoughts and no answer"
    ),
    "thoughts in their field, answer in its": Row([message(TEXT, reasoning_content=THOUGHTS)]),
    # 4: errors inside status 200
    "OpenRouter: upstream fails once": Row([told(200, UPSTREAM), GOOD], 2),
    "OpenRouter: upstream fails": Row(
        [told(200, UPSTREAM)],
        3,
        EndpointUnavailable,
        "failed with status 502 after 3 attempts: Provider returned error: the model is overloaded.",
    ),
    "OpenRouter: error in the choice": Row(
        [choice(finish_reason="error", error={"code": 429, "message": "Try again in 0.05s."}), GOOD], 2
    ),
    "finish reason error": Row([choice(finish_reason="error", message={"content": '{"he'}), GOOD], 2),
    "no choices once": Row([told(200, {"id": "x", "choices": None}), told(200, {"choices": []}), GOOD], 3),
    "no choices": Row(
        [told(200, {"choices": None})], 3, InvalidOutput, "without a choice in its answer after 3 attempts"
    ),
    "wrong key inside 200": Row(
        [told(200, {"error": {"code": 401, "message": "No auth credentials found"}})],
        1,
        AuthenticationFailed,
        "did not accept the key",
    ),
    # 5: grammars that a model fails now and then
    "Groq: JSON fails once": Row([GROQ_JSON, GOOD], 2, sent=("json_schema",)),
    "Groq: JSON fails twice": Row([GROQ_JSON, GROQ_JSON, GOOD], 3, sent=("json_object",)),
    "Groq: JSON fails always": Row(
        [GROQ_JSON],
        6,
        InvalidOutput,
        "is not what was asked for: Failed to generate JSON.",
        unsent=("response_format",),
    ),
    "llama.cpp: its parser of answers fails once": Row([PARSER, GOOD], 2, sent=("json_schema",)),
    # 6: errors as a list
    "Gemini: wrong key": Row(
        [told(400, GEMINI_KEY)],
        1,
        AuthenticationFailed,
        "did not accept the key (status 400): API key not valid.",
    ),
    "Gemini: wait in a field": Row([told(429, GEMINI_LIMIT), GOOD], 2),
    "Gemini: choice without a message": Row([choice(), GOOD], 2),
    "Gemini: filter without a message": Row(
        [choice(finish_reason="SAFETY")], 1, Refused, "A content filter of"
    ),
    # 7: parameters
    "Anthropic: temperature deprecated": Row(
        [error(400, "`temperature` is deprecated for this model."), GOOD], 2, unsent=("temperature",)
    ),
    "OpenAI: temperature of one value": Row(
        [error(400, "Unsupported value: does not support 0 with this model.", param="temperature"), GOOD],
        2,
        unsent=("temperature",),
    ),
    "vLLM: parameter unknown": Row(
        [told(422, {"detail": [{"loc": ["body", "temperature"], "msg": "field is no good"}]}), GOOD],
        2,
        unsent=("temperature",),
    ),
    "Mistral: other name of the limit": Row(
        [told(422, MISTRAL_EXTRA), GOOD],
        2,
        sent=('"max_tokens"',),
        unsent=("max_completion_tokens",),
        profile={"match": "m", "token_parameter": "max_completion_tokens"},
    ),
    "parameter of a profile": Row(
        [error(400, 'Unknown name "top_k": Cannot find field.'), GOOD],
        2,
        unsent=("top_k",),
        profile={"match": "m", "extra_body": {"top_k": 1}},
    ),
    # 8: sizes
    "OpenAI: longest answer": Row(
        [
            error(400, "max_tokens is too large: 4096. This model supports at most 2048 completion tokens."),
            GOOD,
        ],
        2,
        sent=('"max_tokens": 2048',),
    ),
    "Anthropic: longest answer": Row(
        [
            error(
                400, "max_tokens: 4096 > 1024, which is the maximum allowed number of output tokens for m-3"
            ),
            GOOD,
        ],
        2,
        sent=('"max_tokens": 1024',),
    ),
    "DeepSeek: longest answer": Row(
        [error(400, "Invalid max_tokens value, the valid range of max_tokens is [1, 2048]"), GOOD],
        2,
        sent=('"max_tokens": 2048',),
    ),
    "vLLM: prompt and answer over the context": Row(
        [
            error(
                400,
                "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is "
                "4096 tokens and your request has 2000 input tokens (4096 > 4096 - 2000).",
            ),
            GOOD,
        ],
        2,
        sent=('"max_tokens": 2080',),
    ),
    "Anthropic: sum over the context": Row(
        [error(400, "input length and `max_tokens` exceed context limit: 198000 + 4096 > 200000"), GOOD],
        2,
        sent=('"max_tokens": 2000',),
    ),
    "Groq: more than a minute allows": Row(
        [
            error(
                413,
                "Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 7000, please "
                "reduce your message size and try again.",
                code="rate_limit_exceeded",
            ),
            GOOD,
        ],
        2,
        sent=('"max_tokens": 3096',),
    ),
    "OpenAI: much more than a minute allows": Row(
        [
            error(
                429,
                "Request too large for m on tokens per min (TPM): Limit 2000, Requested 9000.",
                code="rate_limit_exceeded",
            )
        ],
        6,  # the article, the first of its halves, of its quarters and so on
        ArticleTooLong,
        "allows 2,000 tokens at a time, and this request needs 9,000",
        "--max-output-tokens",
    ),
    "llama.cpp: prompt over the context": Row(
        [
            told(
                400,
                {
                    "error": {
                        "code": 400,
                        "type": "exceed_context_size_error",
                        "message": "request (9030 tokens) exceeds the available context size (4096 tokens)",
                    }
                },
            )
        ],
        6,
        ArticleTooLong,
        "does not fit the context",
        "--strategy stepwise",
    ),
    # 9: cuts without a word
    "Ollama: prompt cut to num_ctx": Row([read(1024)], 1, PromptCut, "read 1,024 of about", "num_ctx"),
    "prompt cut to what no context is": Row([read(600)], 1, PromptCut, "read 600 of about", "num_ctx"),
    "answer cut by the context": Row(
        [cut('{"he', 1500, 548)],
        1,
        OutputTruncated,
        "cut at 548 of 4,096 tokens: with the prompt's 1,500 its context",
        "--context 2048",
    ),
    "Mistral: model_length": Row(
        [choice(finish_reason="model_length", message={"content": '{"h'})], 1, OutputTruncated, "was cut"
    ),
    "Ollama: white space behind the JSON": Row([cut(TEXT + "\n" * 900, 4000, 4096)]),
    # 10: addresses and headers
    "Azure: version in the address": Row(
        [GOOD], query="?api-version=2024-10-21", sent=("/chat/completions?api-version=2024-10-21",)
    ),
    "Azure: key in a header of its own": Row(
        [GOOD],
        profile={"match": "*", "key_header": "api-key"},
        sent=('"api-key": "key-4711"',),
        unsent=("authorization",),
    ),
    "Azure: no such deployment": Row(
        [
            error(404, "The API deployment for this resource does not exist.", code="DeploymentNotFound"),
            models("a"),
        ],
        2,
        ModelNotFound,
        "does not offer the model 'm': The API deployment for this resource does not exist. It offers: a.",
    ),
    "Azure: content filter": Row(
        [error(400, "The response was filtered.", code="content_filter")], 1, Refused, "declined the request"
    ),
    # 11: roles
    "vLLM: no system role": Row([error(400, "System role not supported"), GOOD], 2, unsent=('"system"',)),
    "llama.cpp: roles must alternate": Row(
        [error(500, "Conversation roles must alternate user/assistant/user/assistant/..."), GOOD],
        2,
        unsent=('"system"',),
    ),
    "OpenAI: role of a message": Row(
        [error(400, "Unsupported value: 'system'.", param="messages[0].role"), GOOD], 2, unsent=('"system"',)
    ),
    # 12: keys
    "no key": Row(
        [NO_KEY], 1, AuthenticationFailed, "asks for a key, and no key was sent", "OPENAI_API_KEY", key=None
    ),
    "key none": Row([NO_KEY], 1, AuthenticationFailed, "no key was sent", key="none"),
    "no key, none needed": Row([GOOD], key=None, unsent=("authorization",)),
    # And more
    "LM Studio: no JSON mode": Row(
        [told(400, {"error": "'response_format.type' must be 'json_schema' or 'text'"}), GOOD],
        2,
        sent=("JSON Schema",),
        unsent=("response_format",),
        profile={"match": "m", "output": "json_object"},
    ),
    "OpenAI: schema with a keyword too many": Row(
        [error(400, "Invalid schema: 'pattern' is not permitted.", param="response_format"), GOOD],
        2,
        sent=("json_object",),
    ),
    "llama.cpp: schema that makes no grammar": Row(
        [error(500, "Failed to initialize samplers: failed to parse grammar"), GOOD], 2, sent=("json_object",)
    ),
    "llama.cpp: model is loading": Row(
        [told(503, {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}), GOOD],
        2,
    ),
    "Ollama: model not pulled": Row(
        [error(404, 'model "m" not found, try pulling it first', code="not_found"), models("llama3.2")],
        2,
        ModelNotFound,
        "It offers: llama3.2.",
    ),
    "LiteLLM: status as a text": Row(
        [
            told(
                200,
                {"error": {"message": "litellm.RateLimitError", "type": None, "param": None, "code": "429"}},
            ),
            GOOD,
        ],
        2,
    ),
    "LiteLLM: answer in a call of a tool": Row(
        [
            message(
                None,
                tool_calls=[
                    {"id": "1", "type": "function", "function": {"name": "json_tool_call", "arguments": TEXT}}
                ],
            )
        ]
    ),
    "OpenRouter: no credit": Row([error(402, "Insufficient credits")], 1, QuotaSpent, "is used up"),
    "OpenRouter: blank lines while it waits": Row([reply(200, "\n         \n\n" + GOOD["body"])]),
    "Anthropic: overloaded": Row([error(529, "Overloaded"), GOOD], 2),
    "DeepSeek: empty answer": Row([answer(""), GOOD], 2),
    "OpenRouter: an article that a filter does not like": Row(
        [
            error(
                403,
                "m requires moderation on Hosts. Your input was flagged for 'violence'. No credits were charged.",
            )
        ],
        1,
        Refused,
        "A content filter of",
    ),
    "OpenAI: a country": Row(
        [error(403, "Country, region, or territory not supported")],
        1,
        AuthenticationFailed,
        "does not allow this (status 403): Country, region, or territory not supported.",
    ),
    "LM Studio: address without /v1": Row(
        [told(200, {"error": "Unexpected endpoint or method. (POST /chat/completions)"})],
        1,
        RequestRejected,
        "has no chat API at this address (status 404): Unexpected endpoint",
        "/v1",
    ),
    "redirected to another method": Row(
        [error(405, "Method Not Allowed")], 1, RequestRejected, "has no chat API at this address", "/v1"
    ),
    "nginx: body too large": Row(
        [reply(413, "<html><title>413</title></html>", content_type="text/html")],
        6,
        ArticleTooLong,
        "does not fit",
        "--strategy stepwise",
    ),
    "Cloudflare: the host behind it is slow": Row(
        [reply(524, "<html>error code: 524</html>", content_type="text/html"), GOOD], 2
    ),
    "Groq: no capacity": Row([error(498, "Flex tier capacity exceeded"), GOOD], 2),
    "Anthropic: schema is passed over": Row(
        [answer("The article says that Marek Dolan left."), GOOD], 2, sent=("JSON Schema",)
    ),
    "answer as a string of JSON": Row([answer(json.dumps(TEXT))]),
    "remark with braces behind the answer": Row([answer(f"{TEXT}\n\nNote: {{all}} of it is {{}} there.")]),
    "thoughts that are never ended": Row(
        [answer(f"<think>{THOUGHTS}")], 3, InvalidOutput, "holds thoughts and no answer"
    ),
    "answer as JSON within the JSON": Row([message(DRAFT)]),
    "GLM: in a box": Row([answer(f"<|begin_of_box|>{TEXT}<|end_of_box|>")]),
    "draft before the answer": Row(
        [answer(f"First:\n```json\n{THOUGHT_OF}\n```\nBetter:\n```json\n{TEXT}\n```")]
    ),
    "prose with braces before the answer": Row([answer(f"I use {{these}} braces.\n{TEXT}\nDone.")]),
    "answer as a text of the choice": Row([choice(text=TEXT)]),
}
