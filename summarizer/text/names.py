"""Where a text has a name, by the script that it is written in."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from summarizer.text.endings import are_forms, has_endings, least_stem
from summarizer.text.folding import Folded, fold
from summarizer.text.letters import marks_as_letters
from summarizer.text.spans import Span

_WORD = re.compile(r"[^\W_]+")
# Scripts that set no blanks between words, or attach particles: Thai, Lao, Burmese, Hangul, Khmer, Kana, Han.
_ANYWHERE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# What Arabic and Hebrew write as one word with the name behind it: conjunctions, prepositions, the article.
_ATTACHED = re.compile("[وف]?[بكلس]?(?:ال)?|[وف]?لل|[ושכ]{0,3}[בכלמ]?ה?")
_LONGEST_ATTACHED = 5
# The article of a name, and what is written for a preposition with it.
_WITH_ARTICLE = (("ال", "لل"), ("ה", "ב"), ("ה", "ל"), ("ה", "כ"))
_LEAST_ATTACHED = 3  # letters of a name that may stand behind them
# Between two words of a name: blanks, hyphens, an apostrophe; a full stop behind an initial.
_GAP = re.compile(r"[\s\-‐‑–'’״׳\u00ad\u200b-\u200f]{1,4}")
_INITIAL, _BEHIND_INITIAL = 2, re.compile(r"\.\s{0,2}")


class Names:
    """Finds names in one text, whose language is an ISO 639 code.

    A name is found between word boundaries; anywhere in scripts that know none; behind what Arabic and Hebrew attach to
    it; and in another form where the language has endings. It is never found inside another word ("Iran" in "Tirana").
    """

    def __init__(self, text: str, folded: Folded, language: str) -> None:
        self._text = text
        self._folded = folded
        self._language = language
        self._inflects = has_endings(language)
        self._stem = least_stem(language)

    def find(self, name: str) -> Iterator[Span]:
        """Yield every place that names this, those with the very words first."""
        found: set[Span] = set()
        for span in self._folded.find_all(name):
            if self._is_apart(span):
                found.add(span)
                yield span
        if not name.isascii():
            for article, written in _WITH_ARTICLE:
                if name.startswith(article):
                    for span in self._folded.find_all(written + name.removeprefix(article)):
                        if self._is_apart(span):
                            yield span
        if self._inflects:
            yield from (span for span in self._other_forms(name) if span not in found)

    def _is_apart(self, span: Span) -> bool:
        text = self._text
        if _joins(text[span.end - 1 : span.end], text[span.end : span.end + 1]):
            return False
        if not _joins(text[span.start : span.start + 1], text[max(span.start - 1, 0) : span.start]):
            return True
        if span.end - span.start < _LEAST_ATTACHED:
            return False
        first = max(0, span.start - _LONGEST_ATTACHED - 1)
        before = text[first : span.start]
        attached = next((n for n, c in enumerate(reversed(before)) if not _is_letter(c)), len(before))
        word = before[len(before) - attached :]
        return attached <= _LONGEST_ATTACHED and _ATTACHED.fullmatch(word) is not None

    def _other_forms(self, name: str) -> Iterator[Span]:
        places = _words(name)
        if not places or places[-1].end - places[0].start < len(name) or not name.isprintable():
            return
        if not _belong_together(name, places):
            return
        wanted = [fold(place.of(name)) for place in places]
        words = self._words
        for index in self._by_stem.get(wanted[0][: self._stem], ()):
            stretch = words[index : index + len(wanted)]
            same = len(stretch) == len(wanted) and all(map(self._is_form, wanted, stretch))
            if same and _belong_together(self._text, stretch):
                yield Span(stretch[0].start, stretch[-1].end)

    def has_form_of(self, word: str) -> bool:
        """Tell whether the text has this folded word in any form."""
        return any(self._is_form(word, self._words[n]) for n in self._by_stem.get(word[: self._stem], ()))

    def _is_form(self, wanted: str, place: Span) -> bool:
        written = self._folded_words[place]
        return are_forms(wanted, written, self._language)

    @cached_property
    def _words(self) -> Sequence[Span]:
        return _words(self._text)

    @cached_property
    def _folded_words(self) -> dict[Span, str]:
        return {place: fold(place.of(self._text)) for place in self._words}

    @cached_property
    def _by_stem(self) -> dict[str, list[int]]:
        stems: dict[str, list[int]] = {}
        for index, place in enumerate(self._words):
            stems.setdefault(self._folded_words[place][: self._stem], []).append(index)
        return stems


def _words(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(marks_as_letters(text))]


def _belong_together(text: str, words: Sequence[Span]) -> bool:
    """Tell whether nothing stands between words but what may stand inside a name."""
    return all(
        _GAP.fullmatch(text, one.end, other.start)
        or (one.end - one.start <= _INITIAL and _BEHIND_INITIAL.fullmatch(text, one.end, other.start))
        for one, other in pairwise(words)
    )


def _joins(edge: str, beside: str) -> bool:
    """Tell whether a character beside the edge of a name makes it part of a longer word."""
    return _is_letter(beside) and not (_ANYWHERE.match(edge) or _ANYWHERE.match(beside))


def _is_letter(character: str) -> bool:
    return character.isalnum() or (not character.isascii() and marks_as_letters(f"a{character}").isalpha())
