"""Which acts are looked at: of news the most important ones, of a report some of each part."""

from summarizer.analysis.acts.candidates import find_candidates
from summarizer.analysis.analysis import Analysis, analyse
from summarizer.article import Article
from summarizer.strategies.stepwise.choosing import choose_candidates

ACTS = (
    "Rebels attacked the harbour of {place} and killed {n} sailors.",
    "{name} signed a trade agreement with {place} after talks about {n} ships.",
    "{name} accused the mayor of {place} of selling {n} rifles.",
    "Engineers measured the bridge of {place} for {n} days.",
)
SYLLABLES = "ra mo ti ve lu sho ka ni".split()


def word(number: int) -> str:
    """Return a name for a number, another one for each."""
    return "".join(SYLLABLES[number // 8**place % 8] for place in range(4)).capitalize()


def report(sentences: int, *, between: str = "") -> Analysis:
    lines = [
        ACTS[n % 4].format(
            place=f"{word(n * 37)} {word(n * 101)}", name=f"{word(n * 53)} {word(n * 71)}", n=n + 11
        )
        + between
        for n in range(sentences)
    ]
    return analyse(Article(text="\n".join(lines)))


def test_news_is_looked_at_by_importance_alone() -> None:
    analysis = report(60)
    choice = choose_candidates(analysis)
    first = [candidate.act.cue for candidate in find_candidates(analysis)[:24]]
    assert [candidate.act.cue for candidate in choice.candidates] == first
    assert (choice.events, choice.moves) == (10, 14)


def test_parts_all_over_a_report_have_their_say() -> None:
    analysis = report(1_200)
    choice = choose_candidates(analysis)
    parts = {(candidate.sentence.id - 1) * 20 // 1_200 for candidate in choice.candidates}
    assert len(parts) >= 8
    assert min(parts) < 5
    assert max(parts) >= 15
    assert choice.events == 20
    assert len(choice.candidates) <= 48


def test_what_a_report_says_again_and_again_is_looked_at_once() -> None:
    analysis = report(600, between=" The government denied it.")
    denied = [
        one for one in choose_candidates(analysis).candidates if "denied" in one.sentence.of(analysis.text)
    ]
    assert len(denied) == 1
