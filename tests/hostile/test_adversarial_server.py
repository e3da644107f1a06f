"""Both strategies over HTTP against a server that means harm: a brief that holds, or a named error."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from summarizer import Settings, summarize
from summarizer.errors import InvalidOutput, SummarizerError
from summarizer.profiles import Profile
from tests.hostile.adversary import POISONS, VARIANTS, prompt_pieces
from tests.hostile.articles import injected
from tests.hostile.invariants import check
from tests.hostile.test_hostile_articles import FAMILIES, MOST_REQUESTS, analysis_of
from tests.support.adversarial_server import adversarial_server

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.usefixtures("_short_waits"),
]

# One of each family, so that the server's answers meet every kind of article.
SOME = [next(one for one in injected() if one.family == family) for family in FAMILIES]
EMPTY: dict[str, Any] = {"summary": [], "actors": [], "quotes": [], "events": [], "moves": []}
# What pydantic must refuse, though a server that was told the schema should not say it.
MISSHAPEN = (
    {**EMPTY, "headline": {"text": "x", "s": ["<script>", None, 1.5]}},
    {**EMPTY, "headline": None, "events": [{"s": [1], "what": "x", "type": "HACKED", "as": ["<b>"]}]},
    {**EMPTY, "headline": [], "actors": [{"names": {"a": 1}, "kind": "admiral"}]},
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    document = analysis_of(injected()[0].article.text)
    drafts = [make(document).model_dump_json(by_alias=True) for make in VARIANTS.values() for _ in range(2)]
    texts = (*POISONS, *prompt_pieces()[:6])
    mended = json.dumps({"items": [{"n": n, "text": texts[n % len(texts)]} for n in range(-2, 200)]})
    with adversarial_server(forms={"Draft": drafts, "Mended": [mended]}, texts=texts) as base_url:
        yield base_url


def settings(base_url: str, model: str, **profile: Any) -> Settings:
    facts = Profile(match="*", context=1_000_000, **profile)
    return Settings(base_url=base_url, api_key="sk-canary-1234", model=model, model_profiles=(facts,))


@pytest.mark.parametrize(
    ("strategy", "model", "grammar"),
    [
        ("one_pass", "last", False),
        ("stepwise", "last", False),
        ("stepwise", "last", True),
        ("stepwise", "odd", True),
        ("stepwise", "garbled", True),
    ],
)
def test_every_article_ends_as_a_brief_that_holds(
    server: str, strategy: str, model: str, grammar: bool
) -> None:
    chosen = settings(server, model, grammar=grammar, logprobs=grammar, strategy=strategy)
    for hostile in SOME:
        brief = summarize(hostile.article, settings=chosen)
        check(brief, hostile.article)
        assert brief.provenance.requests <= MOST_REQUESTS
        assert "canary" not in brief.model_dump_json()


@pytest.mark.parametrize("grammar", [False, True])
def test_option_that_does_not_exist_is_a_named_error(server: str, grammar: bool) -> None:
    article = next(one.article for one in injected() if one.name == "direct 3")
    chosen = settings(server, "wrong", grammar=grammar, strategy="stepwise")
    with pytest.raises(InvalidOutput, match="asked 3 times"):
        summarize(article, settings=chosen)


def test_draft_of_the_wrong_form_is_a_named_error() -> None:
    with adversarial_server(forms={"Draft": [json.dumps(one) for one in MISSHAPEN]}, texts=["x"]) as base_url:
        for _ in MISSHAPEN:
            with pytest.raises(SummarizerError) as caught:
                summarize(injected()[0].article, settings=settings(base_url, "last", strategy="one_pass"))
            assert len(str(caught.value)) < 2_000
            assert "canary" not in str(caught.value)
