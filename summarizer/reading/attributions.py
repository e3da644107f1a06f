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
_NO_DOER = frozenset("it that this who which there".split())
_FAR = 20  # tokens: who reports that somebody says it is not who says it


@dataclass(frozen=True, slots=True)
class Attribution:
    """The noun for who says a quotation, and the verb of saying if there is one."""

    who: Token
    cue: Token | None = None


class Attributions:
    """Finds attributions in a parsed text; `places` has for each quotation the first and last token, marks included."""

    def __init__(self, parse: Parse, referents: Referents) -> None:
        self._parse, self._referents = parse, referents

    def of(self, number: int, inside: list[int]) -> Attribution | None:
        """Return what attributes a quotation in its own sentence or line, or None; `inside` are its tokens."""
        start, end = inside[0], inside[-1] + 1
        return (
            self._behind_dash(end)
            or self._before_colon(start)
            or self._above(inside)
            or self._beside(number, start, end - 1)
            or self._behind(end)
        )

    def done_in(self, sentence: Sentence) -> Attribution | None:
        """Return who does what a sentence tells."""
        found = [
            token
            for token in self._tokens(sentence)
            if token.dep_ in {"nsubj", "nsubjpass"} and token.lower_ not in _NO_DOER
        ]
        found.sort(key=lambda token: token.head.dep_ != "ROOT")
        return Attribution(found[0], found[0].head) if found else None

    def people_in(self, sentence: Sentence) -> Iterator[Token]:
        """Yield the nouns that name persons."""
        for token in self._tokens(sentence):
            actor = self._referents.of(token)
            if actor is not None and actor.key[0] == "person":
                yield token

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
        if not before or before[-1].text.strip(")") != ":" or not self._parse.outside(before[-1]):
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
        """Return the first person, else the first actor or name of a line that has no verb."""
        nouns = [token for token in line if token.pos_ in {"PROPN", "NOUN"}]
        meant = [(token, self._referents.of(token)) for token in nouns]
        people = [token for token, actor in meant if actor is not None and actor.key[0] == "person"]
        heads = [token for token, actor in meant if actor is not None or token.pos_ == "PROPN"]
        found = (people or heads)[:1]
        return Attribution(_last_of_name(found[0])) if found else None

    # -- verbs
    def _sayer(self, verb: Token) -> Token | None:
        who = sayer(verb)
        return who if who is not None and self._parse.outside(who) else None

    def _above(self, inside: list[int]) -> Attribution | None:
        """Return the verb that governs the quoted words."""
        for root in self._roots(inside):
            below = root
            for above in root.ancestors:
                if self._parse.outside(above) and (above.pos_ in VERBS or is_saying(above)):
                    who = self._sayer(above)
                    says = is_saying(above) or below.dep_ in {"ccomp", "parataxis", "oprd"}
                    if who is not None and who.i != below.i and says:
                        return Attribution(who, above)
                below = above
        return None

    def _roots(self, inside: list[int]) -> list[Token]:
        within, doc = set(inside), self._parse.doc
        roots = [
            doc[index] for index in inside if doc[index].head.i not in within or doc[index].head.i == index
        ]
        roots = [token for token in roots if token.dep_ != "punct"] or roots
        return [*roots[-1:], *roots[:-1]]

    def _beside(self, number: int, first: int, last: int) -> Attribution | None:
        """Return the nearest verb of saying of the sentence with no other quotation between."""
        parse, found = self._parse, []
        for index in {parse.number(parse.doc[first]), parse.number(parse.doc[last])}:
            for token in parse.spans[index]:
                reported = token.lower_ == "according"
                if not parse.outside(token) or not (is_saying(token) or reported):
                    continue
                who = self._sayer(token)
                between = range(*sorted((token.i, first)))
                if who is None or any(parse.quoted[at] not in (None, number) for at in between):
                    continue
                gap = min(abs(token.i - first), abs(token.i - last), abs(who.i - last)) + _FAR * reported
                found.append((gap, token.i, Attribution(who, token)))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _behind(self, end: int) -> Attribution | None:
        """“…,” Anna Lind, head of the office, said; “…,” recalled one of them: where the parser lost the subject."""
        parse = self._parse
        stopped = parse.doc[max(end - 2, 0) : end].text.startswith(".")
        first: Token | None = None
        for token in parse.doc[end : end + _TAIL]:
            if not parse.outside(token) or (token.is_sent_start and token.i > end):
                return None
            if stopped and (token.i > end + _NEAR or (token.pos_ == "VERB" and token.nbor().text != ".")):
                return None  # “….” Smith said. But not: “….” Smith said he would leave
            if first is None and is_finite(token) and token.i <= end + 1:
                nouns = [*children(token, "nsubj"), *children(token, "dobj", "oprd", "attr", "npadvmod")]
                return next(
                    (Attribution(noun, token) for noun in nouns if noun.i > token.i and parse.outside(noun)),
                    None,
                )
            if first is None and token.i < end + _NEAR and token.pos_ in {"PROPN", "NOUN", "PRON"}:
                first = token
            elif first is not None and is_saying(token) and is_finite(token):
                return Attribution(_last_of_name(first), token)
        return None

    def _tokens(self, sentence: Sentence) -> list[Token]:
        span = self._parse.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        return [token for token in span or () if self._parse.outside(token)]


def _last_of_name(token: Token) -> Token:
    while token.dep_ in {"compound", "nmod"} and token.head.i > token.i:
        token = token.head
    return token
