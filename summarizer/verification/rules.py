"""The rules that prose must pass, each named after what it forbids, and their order."""

from collections.abc import Callable
from pathlib import Path
from weakref import WeakKeyDictionary

from summarizer.text.document import Document
from summarizer.verification.claims import Claim, FailedClaim, Prose, cited_sentences
from summarizer.verification.foreign import foreign_character, foreign_markup
from summarizer.verification.instructions import repeats_instructions
from summarizer.verification.wording import unsupported_names, unsupported_numbers, with_what_it_counts

Rule = Callable[[Claim, Document], str | None]

MAX_PROSE = 600
# Where in a draft the descriptions of acts stand.
_ACTS = ("events", "moves")


def missing_evidence(claim: Claim, _: Document) -> str | None:
    """Forbid prose that cites no sentence of the article."""
    return None if claim.sentences else "cites no sentence of the article"


def empty_words(claim: Claim, _: Document) -> str | None:
    """Forbid prose without a word."""
    return None if any(map(str.isalnum, claim.text)) else "says nothing"


def endless_words(claim: Claim, _: Document) -> str | None:
    """Forbid prose that is longer than a brief bears."""
    return None if len(claim.text) <= MAX_PROSE else f"is longer than {MAX_PROSE} characters"


def foreign_characters(claim: Claim, document: Document) -> str | None:
    """Forbid control and format characters, markup and links that the article lacks."""
    title = document.article.title
    article = f"{document.text}\n{title}" if title else document.text
    if character := foreign_character(claim.text, article):
        return f"has a character that the article lacks: U+{ord(character):04X}"
    if piece := foreign_markup(claim.text, article):
        return f"has markup that the article lacks: {piece}"
    return None


def invented_numbers(claim: Claim, document: Document) -> str | None:
    """Forbid numbers that the cited sentences do not contain."""
    cited = " ".join(sentence.of(document.text) for sentence in claim.sentences)
    found = unsupported_numbers(claim.text, cited)
    if found and claim.path.startswith(_ACTS):
        # A name that stands for a pronoun may count: "the presidents of five Central Asian states".
        named = {number: with_what_it_counts(number, claim.text) for number in found}
        found = tuple(number for number in found if not named[number] or not document.find(named[number]))
    return f"has numbers that the cited sentences lack: {', '.join(found)}" if found else None


def invented_names(claim: Claim, document: Document) -> str | None:
    """Forbid proper names that the article does not contain."""
    found = unsupported_names(claim.text, document)
    return f"has names that the article lacks: {', '.join(found)}" if found else None


PROSE_RULES: tuple[Rule, ...] = (missing_evidence, empty_words, endless_words, foreign_characters)
# What words can break only where they are not the article's own.
WORDING_RULES: tuple[Rule, ...] = (invented_numbers, invented_names)

# Behind these a word has ended, unless a letter or a figure follows ("1,000").
_STOPS = frozenset('.,;:!?…”)"')


def is_copied(claim: Claim, document: Document) -> bool:
    """Tell whether a cited sentence says this in whole words, as it does for most descriptions of acts."""
    text, words = document.text, claim.text
    for sentence in claim.sentences:
        start = text.find(words, sentence.start, sentence.end)
        if start >= 0:
            end = start + len(words)
            before, behind, further = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
            ends = not behind.strip() or (behind in _STOPS and not further.isalnum())
            return ends and not before.strip()
    return False


# A draft is checked before it is mended, and again before it is published; kept for as long as its document.
_Key = tuple[str, bool, tuple[int, ...], Path | None]
_checked: WeakKeyDictionary[Document, dict[_Key, str | None]] = WeakKeyDictionary()


def check_prose(prose: Prose, document: Document, prompts: Path | None = None) -> FailedClaim | None:
    """Return the first rule's objection to a piece of prose, or None when it may be published.

    `prompts` is the folder whose prompts replace those of the package: nothing of either may be recited.
    """
    known = _checked.get(document)
    if known is None:
        known = _checked.setdefault(document, {})
    key = (prose.text, prose.path.startswith(_ACTS), tuple(prose.sentences), prompts)
    if key not in known:
        known[key] = _first_objection(_claim(prose, document), document, prompts)
    reason = known[key]
    return FailedClaim(_claim(prose, document), reason) if reason else None


def _claim(prose: Prose, document: Document) -> Claim:
    return Claim(prose.path, prose.text, cited_sentences(prose, document))


def _first_objection(claim: Claim, document: Document, prompts: Path | None) -> str | None:
    for rule in PROSE_RULES:
        if reason := rule(claim, document):
            return reason
    if is_copied(claim, document):
        return None
    for rule in WORDING_RULES:
        if reason := rule(claim, document):
            return reason
    if repeats_instructions(claim.text, document.text, prompts):
        return "repeats the instructions that the model was given"
    return None
