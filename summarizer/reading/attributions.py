"""The words that say whose a quotation is: a label beside it, or a verb of saying and its subject."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from summarizer.reading.grammar import VERBS, children
from summarizer.reading.parse import Parse
from summarizer.reading.referents import Referents
from summarizer.reading.saying import is_finite, is_saying, sayer
from summarizer.text.spans import Sentence

_DASHES = frozenset("— – - ― --".split())
_NEAR = 4  # tokens
_LABEL, _TAIL = 30, 40  # tokens of a line or sentence beside the marks


@dataclass(frozen=True, slots=True)
class Attribution:
    """The noun for who says a quotation, and the verb of saying if there is one."""

    who: Token
    cue: Token | None = None


class Attributions:
    """Finds attributions in a parsed text."""

    def __init__(self, parse: Parse, referents: Referents) -> None:
        self._parse, self._referents = parse, referents

    def of(self, inside: list[int]) -> Attribution | None:
        """Return what attributes a quotation in its own sentence or line, or None; `inside` are its tokens."""
        start, end = inside[0], inside[-1] + 1
        return (
            self._behind_dash(end)
            or self._before_colon(start)
            or self._above(inside)
            or self._beside(end - 1)
            or self._behind(end)
        )

    def done_in(self, sentence: Sentence) -> Attribution | None:
        """Return who does what a sentence tells."""
        span = self._parse.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        found = [one for one in span or () if one.dep_ in {"nsubj", "nsubjpass"} and self._parse.outside(one)]
        found.sort(key=lambda token: token.head.dep_ != "ROOT")
        return Attribution(found[0], found[0].head) if found else None

    # -- labels
    def _behind_dash(self, end: int) -> Attribution | None:
        """“…” — Prime Minister Jonas Lind."""
        behind = [token for token in self._parse.doc[end : end + _LABEL] if not token.is_space]
        if not behind or behind[0].text not in _DASHES:
            return None
        line = list(self._line(self._parse.doc[behind[0].i : end + _LABEL]))
        return None if any(is_finite(token) for token in line) else self._label(line)

    def _before_colon(self, start: int) -> Attribution | None:
        """Smith: “…”; Smith had this to say: “…”."""
        before = [token for token in self._parse.doc[max(start - _NEAR, 0) : start] if not token.is_space]
        if not before or before[-1].text.strip(")") != ":":
            return None
        line = list(self._line(reversed(self._parse.doc[max(start - _LABEL, 0) : before[-1].i])))[::-1]
        verbs = [token for token in line if token.pos_ in VERBS]
        if not verbs:
            return self._label(line)
        found = [
            Attribution(who, verb)
            for verb in reversed(verbs)
            if is_finite(verb) and (who := self._sayer(verb))
        ]
        return found[0] if found else None

    def _line(self, tokens: Iterable[Token]) -> Iterator[Token]:
        for token in tokens:
            if "\n" in self._parse.text[token.idx : token.idx + len(token)] or not self._parse.outside(token):
                return
            if not token.is_space:
                yield token

    def _label(self, line: list[Token]) -> Attribution | None:
        """Return the first actor or name of a line that has no verb."""
        nouns = [token for token in line if token.pos_ in {"PROPN", "NOUN"}]
        found = [token for token in nouns if token.pos_ == "PROPN" or self._referents.of(token) is not None]
        return Attribution(_last_of_name(found[0])) if found else None

    # -- verbs
    def _sayer(self, verb: Token) -> Token | None:
        who = sayer(verb)
        return who if who is not None and self._parse.outside(who) else None

    def _above(self, inside: list[int]) -> Attribution | None:
        """Return the verb that governs the quoted words."""
        doc, within = self._parse.doc, set(inside)
        roots = [doc[at] for at in inside if doc[at].head.i not in within or doc[at].head.i == at]
        roots = [token for token in roots if token.dep_ != "punct"] or roots
        for below in (roots[-1], roots[0]):
            for above in below.ancestors:
                if self._parse.outside(above) and above.pos_ in VERBS:
                    says = is_saying(above) or below.dep_ in {"ccomp", "parataxis", "oprd"}
                    if says and (who := self._sayer(above)) is not None:
                        return Attribution(who, above)
                below = above
        return None

    def _beside(self, last: int) -> Attribution | None:
        """Return the verb of saying of the sentence that is nearest, or whose subject is."""
        parse, found = self._parse, []
        for token in parse.spans[parse.number(parse.doc[last])]:
            if (is_saying(token) or token.lower_ == "according") and (who := self._sayer(token)) is not None:
                found.append((min(abs(token.i - last), abs(who.i - last)), token.i, Attribution(who, token)))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _behind(self, end: int) -> Attribution | None:
        """“…,” Anna Lind, head of the office, said; “…,” recalled one of them: where the parser lost the subject."""
        parse = self._parse
        stopped = parse.doc[max(end - 2, 0) : end].text.startswith(".")
        first: Token | None = None
        for token in parse.doc[end : end + _TAIL]:
            if not parse.outside(token) or (token.is_sent_start and token.i > end):
                return None
            if stopped and token.pos_ == "VERB" and token.nbor().text != ".":
                return None  # “….” Smith said. But not: “….” Smith said he would leave
            if first is None and is_finite(token) and token.i <= end + 1:
                nouns = [*children(token, "nsubj"), *children(token, "dobj", "oprd", "attr", "npadvmod")]
                return next((Attribution(noun, token) for noun in nouns if noun.i > token.i), None)
            if first is None and token.pos_ in {"PROPN", "NOUN", "PRON"}:
                first = token
            elif first is not None and is_saying(token):
                return Attribution(_last_of_name(first), token)
        return None


def _last_of_name(token: Token) -> Token:
    while token.dep_ in {"compound", "nmod"} and token.head.i > token.i:
        token = token.head
    return token
