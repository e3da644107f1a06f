"""The rules that prose must pass, each named after what it forbids, and their order."""

from collections.abc import Callable, Iterable

from summarizer.claims.field import Cited
from summarizer.claims.foreign import foreign_character, foreign_markup
from summarizer.claims.recital import repeats_instructions
from summarizer.claims.wording import unsupported_numbers, with_what_it_counts

Rule = Callable[[str, Cited], str | None]

MAX_PROSE = 600


def empty_words(words: str, _: Cited) -> str | None:
    """Forbid prose without a word."""
    return None if any(map(str.isalnum, words)) else "says nothing"


def endless_words(words: str, _: Cited) -> str | None:
    """Forbid prose that is longer than a brief bears."""
    return None if len(words) <= MAX_PROSE else f"is longer than {MAX_PROSE} characters"


def foreign_characters(words: str, cited: Cited) -> str | None:
    """Forbid control and format characters, markup and links that the article lacks."""
    title = cited.document.article.title
    article = f"{cited.document.text}\n{title}" if title else cited.document.text
    if character := foreign_character(words, article):
        return f"has a character that the article lacks: U+{ord(character):04X}"
    if piece := foreign_markup(words, article):
        return f"has markup that the article lacks: {piece}"
    return None


def invented_numbers(words: str, cited: Cited) -> str | None:
    """Forbid numbers that the cited sentences do not contain."""
    return _lacking("numbers that the cited sentences lack", _unsupported(words, cited))


def numbers_of_no_name(words: str, cited: Cited) -> str | None:
    """Forbid the same but for names that count, for a pronoun: "the presidents of five Central Asian states"."""
    named = {number: with_what_it_counts(number, words) for number in _unsupported(words, cited)}
    found = (number for number, name in named.items() if not name or not cited.document.find(name))
    return _lacking("numbers that the cited sentences lack", found)


def invented_names(words: str, cited: Cited) -> str | None:
    """Forbid proper names that the article does not contain."""
    return _lacking("names that the article lacks", cited.vocabulary.unsupported_names(words))


def recited_instructions(words: str, cited: Cited) -> str | None:
    """Forbid what the prompts say."""
    recited = repeats_instructions(words, cited.document.text, cited.prompts)
    return "repeats the instructions that the model was given" if recited else None


PROSE_RULES: tuple[Rule, ...] = (empty_words, endless_words, foreign_characters)
# What words can break only where they are not the article's own.
WORDING_RULES: tuple[Rule, ...] = (invented_numbers, invented_names, recited_instructions)

# Behind these a word has ended, unless a letter or a figure follows ("1,000").
_STOPS = frozenset('.,;:!?…”)"')


def objection_to(words: str, cited: Cited, wording: Iterable[Rule] = WORDING_RULES) -> str | None:
    """Return the first rule's objection to prose that rests on cited sentences, or None when it may be published."""
    for rule in PROSE_RULES:
        if reason := rule(words, cited):
            return reason
    if is_copied(words, cited):
        return None
    return next((reason for rule in wording if (reason := rule(words, cited))), None)


def is_copied(words: str, cited: Cited) -> bool:
    """Tell whether a cited sentence says this in whole words, as it does for most descriptions of acts."""
    text = cited.document.text
    for sentence in cited.sentences:
        start = text.find(words, sentence.start, sentence.end)
        if start >= 0:
            end = start + len(words)
            before, behind, further = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
            ends = not behind.strip() or (behind in _STOPS and not further.isalnum())
            return ends and not before.strip()
    return False


def _unsupported(words: str, cited: Cited) -> tuple[str, ...]:
    return unsupported_numbers(words, " ".join(map(cited.text_of, cited.sentences)))


def _lacking(what: str, found: Iterable[str]) -> str | None:
    listed = ", ".join(found)
    return f"has {what}: {listed}" if listed else None
