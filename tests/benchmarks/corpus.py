"""Articles to measure with: the sample, and news-like text of any length that does not repeat itself."""

import random
from datetime import date
from pathlib import Path

from summarizer.article import Article

_ROOT = Path(__file__).parents[2]
SAMPLE = (_ROOT / "seeds" / "000_02450d971c8d9e03.txt").read_bytes().decode("utf-8")
_DRAFT = Path(__file__).parent / "draft_of_the_sample.json"

_SYLLABLES = "ba do fen gra hil jor ka lu mor nes ol pra quin ros sta tur ul ver wen yar zel".split()
_ROLES = ("President", "Foreign Minister", "General", "Prime Minister", "rebel commander", "aid worker")
_DID = (
    "threatened to close the border with", "signed an agreement with", "recalled its ambassador from",
    "shelled a market town in", "sent 40 trucks of food to", "accused the government of", "opened talks with",
)  # fmt: skip
_SAID = (
    "We have waited long enough", "Nobody will be left behind", "This is not the time for threats",
    "The talks were useful, and they will go on", "They fired at 12 people who carried water",
)  # fmt: skip


def recorded_draft() -> str:
    """Return the answer of a model to the sample, as it was recorded."""
    return _DRAFT.read_text(encoding="utf-8")


def editions(count: int, first: int = 0) -> list[Article]:
    """Return the sample under other ends, so that nothing kept of one serves another."""
    return [
        Article(text=f"{SAMPLE}\n\nEdition {first + number}.\n", published=date(2014, 6, 23))
        for number in range(count)
    ]


def news(characters: int, seed: int = 1) -> str:
    """Return paragraphs of news about people and places that are made up as it goes."""
    chance = random.Random(seed)  # noqa: S311  nothing secret

    def name() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()

    paragraphs: list[str] = []
    length = 0
    while length < characters:
        person, place, other = f"{name()} {name()}", name(), name()
        paragraph = (
            f"{chance.choice(_ROLES)} {person} of {place} {chance.choice(_DID)} {other} on Tuesday, "
            f"killing {chance.randint(2, 90)} people. “{chance.choice(_SAID)},” {person.split()[1]} said in "
            f"the port of {name()}. The government of {other} denied it.\n\n"
        )
        paragraphs.append(paragraph)
        length += len(paragraph)
    return "".join(paragraphs)[:characters]
