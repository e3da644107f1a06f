"""Who says each quotation: the verb of saying that governs it, a label beside it, else what stands around it.

One file of more than 300 lines: the ways in which a text names a speaker are tried in one order, each after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from summarizer.reading.actors import Actor
from summarizer.reading.grammar import VERBS, children, first_child
from summarizer.reading.parse import Parse
from summarizer.reading.referents import Referents, is_pronoun
from summarizer.reading.saying import is_saying, sayer
from summarizer.text.spans import Quotation, Sentence, Span

_DASHES = frozenset("— – - ―".split())
_JOINTS = ("", "and", "or")
_NEAR = 4  # tokens


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a quotation: the words for them and the verb, as places of the article, and the actor they mean."""

    place: Span | None = None
    cue: Span | None = None
    actor: Actor | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    who: Token
    cue: Token | None


class Speakers:
    """The speakers of a parsed text; `kinds` has for each quotation full, partial or scare."""

    def __init__(self, parse: Parse, referents: Referents, kinds: Sequence[str]) -> None:
        self._parse, self._referents, self._kinds = parse, referents, kinds
        self.said: list[Said] = []
        self._inside: list[list[int]] = [[] for _ in parse.quotations]
        for index, number in enumerate(parse.quoted):
            if number is not None:
                self._inside[number].append(index)

    def attribute(self) -> list[Said]:
        """Return who says each quotation, in order; scare quotes are said by nobody."""
        own: list[bool] = []
        for number, kind in enumerate(self._kinds):
            inside = self._inside[number]
            if kind == "scare" or not inside:
                self.said.append(Said())
                own.append(False)
                continue
            if self._in_a_row(number):
                self.said.append(self.said[number - 1])
                own.append(own[number - 1])
                continue
            found = self._labelled(number) or self._governing(number)
            own.append(found is not None)
            said = self._as_said(found, sure=True) if found else self._from_context(number)
            if said.actor is not None:
                self._referents.last = said.actor
            self.said.append(said)
        for number in range(len(own) - 2, -1, -1):  # a quotation that does not close goes on in the next
            quotation = self._parse.quotations[number]
            if quotation.outer.end == quotation.end and own[number + 1] and not own[number]:
                self.said[number], own[number] = self.said[number + 1], True
        return self.said

    def _in_a_row(self, number: int) -> bool:
        """Tell whether a quotation only continues a list: they spoke of “peace”, “bread” and “land”."""
        if not number or self.said[number - 1].place is None:
            return False
        before, here = self._parse.quotations[number - 1], self._parse.quotations[number]
        between = self._parse.text[before.outer.end : here.outer.start].replace(",", " ").strip()
        return before.sentences[-1] == here.sentences[0] and between in _JOINTS

    def _as_said(self, found: _Found, *, sure: bool = False) -> Said:
        phrase = self._phrase(found.who)
        cue = Span(found.cue.idx, found.cue.idx + len(found.cue)) if found.cue is not None else None
        return Said(Span(phrase.start_char, phrase.end_char), cue, self._meant(found.who), sure)

    def _meant(self, who: Token) -> Actor | None:
        actor = self._referents.of(who)
        if actor is not None and actor.key[0] == "person":
            return actor
        for child in children(who, "appos"):  # the minister, Anna Lind, said
            if (named := self._referents.of(child)) is not None and named.kind == "person":
                return named
        if actor is None and who.pos_ == "NOUN":  # what somebody's statement says, they say
            return next(
                (
                    named
                    for child in children(who, "poss")
                    if (named := self._referents.of(child)) is not None
                ),
                None,
            )
        return actor

    def _phrase(self, who: Token) -> Phrase:
        """Return the words for a speaker: what stands before the noun, and what it is of."""
        if is_pronoun(who):
            return who.doc[who.i : who.i + 1]
        kept = {who.i}
        for child in who.lefts:
            if (
                child.dep_ not in {"punct", "relcl", "cc", "conj", "advmod", "mark", "prep", "acl"}
                and child.right_edge.i < who.i
            ):
                kept |= {token.i for token in child.subtree}
        for child in who.rights:
            if (
                child.dep_ == "prep"
                and child.lower_ in {"of", "for", "in", "at", "from"}
                and child.i == max(kept) + 1
            ):
                inner = {token.i for token in child.subtree}
                if len(inner) < 12 and not any(self._parse.quoted[index] is not None for index in inner):
                    kept |= inner
        start, end = min(kept), max(kept) + 1
        while start < who.i and (who.doc[start].is_punct or who.doc[start].is_space):
            start += 1
        while end - 1 > who.i and (who.doc[end - 1].is_punct or who.doc[end - 1].is_space):
            end -= 1
        return who.doc[start:end]

    # -- beside the words
    def _labelled(self, number: int) -> _Found | None:
        """Smith: “…”; “…” — Prime Minister Jonas Lind; Smith shot back, “…”: what stands right beside the marks."""
        parse, inside = self._parse, self._inside[number]
        behind = [token for token in parse.doc[inside[-1] + 1 : inside[-1] + 26] if not token.is_space]
        if behind and behind[0].text in _DASHES and self._closes(number):
            line = self._to_line_end(inside[-1] + 1)
            names = [token for token in line if token.text not in _DASHES]
            head = self._label_head(names)
            if head is not None and not any(
                token.pos_ in VERBS and token.tag_ in {"VBD", "VBZ", "VBP"} for token in names
            ):
                return _Found(head, None)
        before = [token for token in parse.doc[max(inside[0] - 14, 0) : inside[0]] if not token.is_space]
        if before and before[-1].text == ":" and parse.outside(before[-1]):
            line = self._from_line_start(inside[0])
            head = self._label_head([token for token in line if token.text != ":"])
            verbs = [token for token in line if token.pos_ in VERBS]
            if head is not None and not verbs and (head.pos_ == "PROPN" or len(line) <= 8):
                return _Found(head, None)
            for verb in reversed(verbs):
                if (
                    (who := sayer(verb)) is not None
                    and parse.outside(who)
                    and verb.tag_ in {"VBD", "VBZ", "VBP"}
                ):
                    return _Found(who, verb)
        return None

    def _closes(self, number: int) -> bool:
        quotation = self._parse.quotations[number]
        return (
            self._parse.text[quotation.end - 1 : quotation.end] in {".", "!", "?", "…", ","}
            or "\n" in self._parse.text[quotation.outer.end : quotation.outer.end + 2]
        )

    def _to_line_end(self, start: int) -> list[Token]:
        tokens = []
        for token in self._parse.doc[start : start + 30]:
            if "\n" in self._parse.text[token.idx : token.idx + len(token)] or not self._parse.outside(token):
                break
            if not token.is_space:
                tokens.append(token)
        return tokens

    def _from_line_start(self, end: int) -> list[Token]:
        tokens: list[Token] = []
        for token in reversed(self._parse.doc[max(end - 24, 0) : end]):
            if (
                "\n" in self._parse.text[token.idx : token.idx + len(token)]
                or not self._parse.outside(token)
                or (tokens and token.text in {".", "?", "!"})
            ):
                break
            if not token.is_space:
                tokens.insert(0, token)
            if token.is_sent_start:
                break
        return tokens

    def _label_head(self, tokens: Sequence[Token]) -> Token | None:
        for token in tokens:
            if token.pos_ in {"PROPN", "NOUN", "PRON"} and (
                token.head not in tokens or token.head.i == token.i or token.dep_ in {"nsubj", "ROOT"}
            ):
                named = self._referents.of(token)
                if named is not None or token.pos_ == "PROPN":
                    return token
        return next((token for token in tokens if token.pos_ == "PROPN"), None)

    # -- the verb of saying
    def _governing(self, number: int) -> _Found | None:
        """Return the verb of saying above the quoted words, or beside them in their sentence, and its subject."""
        parse, inside = self._parse, self._inside[number]
        within = set(inside)
        roots = [
            parse.doc[index]
            for index in inside
            if parse.doc[index].head.i not in within or parse.doc[index].head.i == index
        ]
        roots = [token for token in roots if token.dep_ != "punct"] or roots
        weak: _Found | None = None
        for root in [*roots[-1:], *roots[:1], *roots[:20]]:
            below = root
            for above in root.ancestors:
                if parse.outside(above):
                    who = sayer(above) if above.pos_ in VERBS or is_saying(above) else None
                    says = is_saying(above) or below.dep_ in {"ccomp", "parataxis", "oprd"}
                    if who is not None and who.i != below.i and parse.outside(who) and says:
                        return _Found(who, above)
                    owner = first_child(above, "poss")
                    if (
                        owner is not None
                        and above.pos_ == "NOUN"
                        and below.dep_ in {"acl", "relcl", "ccomp", "prep", "appos"}
                    ):
                        weak = weak or _Found(owner, above)
                below = above
        return self._beside(number) or self._before_mark(inside[0]) or weak or self._between(inside[-1] + 1)

    def _beside(self, number: int) -> _Found | None:
        parse, inside = self._parse, self._inside[number]
        spans = {parse.number(parse.doc[index]) for index in (inside[0], inside[-1])}
        found: list[tuple[int, int, _Found]] = []
        for index in spans:
            for token in parse.spans[index]:
                if not parse.outside(token) or not (is_saying(token) or token.lower_ == "according"):
                    continue
                who = sayer(token)
                if who is None or not parse.outside(who):
                    continue
                gap = min(abs(token.i - inside[0]), abs(token.i - inside[-1]), abs(who.i - inside[-1]))
                low, high = sorted((token.i, inside[0]))
                crossed = any(parse.quoted[at] not in (None, number) for at in range(low, high))
                if token.lower_ == "according":
                    gap += 20  # who reports it is not who says it
                if not crossed:
                    found.append((gap, token.i, _Found(who, token)))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _before_mark(self, start: int) -> _Found | None:
        """Smith shot back, “…”: any verb right before the mark."""
        before = [
            token
            for token in self._parse.doc[max(start - _NEAR, 0) : start]
            if not token.is_space and self._parse.outside(token)
        ]
        if not before or before[-1].text not in {",", ":"}:
            return None
        for token in reversed(before[:-1]):
            if token.pos_ == "VERB" and (who := sayer(token)) is not None:
                return _Found(who, token)
        return None

    def _between(self, end: int) -> _Found | None:
        """“…,” Anna Lind, head of the office, said: where the parser lost the subject, it stands between."""
        parse = self._parse
        stopped = parse.doc[max(end - 2, 0) : end].text.startswith(".")
        first = next(
            (
                token
                for token in parse.doc[end : end + _NEAR]
                if token.pos_ in {"PROPN", "NOUN", "PRON"} and parse.outside(token)
            ),
            None,
        )
        for token in parse.doc[end : end + 40]:
            if not parse.outside(token) or (token.is_sent_start and token.i > end):
                return None
            if stopped and (
                token.i > end + _NEAR
                or (token.pos_ == "VERB" and token.i + 1 < len(parse.doc) and token.nbor().text != ".")
            ):
                return None  # “….” Smith said. But not: “….” Smith said he would leave
            if token.i <= end + 1 and token.tag_ in {"VBD", "VBZ"}:
                who = sayer(token)
                if who is not None and who.i > token.i and parse.outside(who):
                    return _Found(who, token)
                if is_saying(token) and first is not None and first.i > token.i:
                    return _Found(
                        next((chunk.root for chunk in parse.doc[token.i : token.i + 12].noun_chunks), first),
                        token,
                    )
            if (
                first is not None
                and is_saying(token)
                and token.tag_ in {"VBD", "VBZ", "VBP"}
                and token.i > first.i
            ):
                while first.dep_ in {"compound", "nmod"} and end <= first.head.i < token.i:
                    first = first.head
                return _Found(first, token)
        return None

    # -- what stands around
    def _from_context(self, number: int) -> Said:
        parse, sentences = self._parse, self._parse.sentences
        quotation = parse.quotations[number]
        here = sentences[quotation.sentences[0] - 1]
        earlier = sentences[here.id - 2] if here.id > 1 else None
        lone = not parse.text[here.start : quotation.outer.start].strip()
        previous = self._previous(number)
        if previous is not None and self.said[previous].place is not None:
            before = parse.quotations[previous]
            then = sentences[before.sentences[-1] - 1]
            if self._asked(before) and lone and here.id - then.id <= 1:
                return self._answerer(previous) or Said()
            if before.outer.end == before.end or (
                then.paragraph == here.paragraph and here.id - then.id <= 1 and lone
            ):
                return self.said[previous]
        follows = lone and earlier is not None and earlier.paragraph == here.paragraph
        if earlier is not None and (follows or parse.text[earlier.end - 1] == ":"):
            if (found := self._telling(earlier)) is not None:
                return self._as_said(found)
            if (
                follows
                and (found := self._acting(earlier)) is not None
                and self._meant(found.who) is not None
            ):
                return self._as_said(found)
        if previous is not None and self.said[previous].place is not None:
            then = sentences[parse.quotations[previous].sentences[-1] - 1]
            if here.paragraph - then.paragraph <= (1 if lone else 0):
                return self.said[previous]
        for sentence in ([here] if not lone else []) + ([earlier] if earlier is not None else []):
            if (found := self._telling(sentence) or self._acting(sentence)) is not None:
                return self._as_said(found)
        return Said()

    def _previous(self, number: int) -> int | None:
        return next((index for index in range(number - 1, -1, -1) if self._kinds[index] != "scare"), None)

    def _asked(self, quotation: Quotation) -> bool:
        return self._parse.text[quotation.end - 1 : quotation.end] == "?"

    def _answerer(self, previous: int) -> Said | None:
        """Return who answers a question: whoever was spoken to, or of, before it and does not ask it."""
        asker = self.said[previous].actor
        asked_in = self._parse.quotations[previous].sentences[0]
        for index in range(previous - 1, max(previous - 4, -1), -1):
            if self.said[index].actor is not None and self.said[index].actor is not asker:
                return self.said[index]
        for sentence in reversed(self._parse.sentences[max(asked_in - 4, 0) : asked_in]):
            for token in self._tokens(sentence):
                actor = self._referents.of(token)
                if (
                    actor is not None
                    and actor.kind == "person"
                    and actor is not asker
                    and actor.key[0] == "person"
                ):
                    phrase = self._phrase(token)
                    return Said(Span(phrase.start_char, phrase.end_char), None, actor)
        return None

    def _tokens(self, sentence: Sentence) -> list[Token]:
        span = self._parse.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        return [token for token in span or () if self._parse.outside(token)]

    def _telling(self, sentence: Sentence) -> _Found | None:
        found = None
        for token in self._tokens(sentence):
            if is_saying(token) and (who := sayer(token)) is not None and self._parse.outside(who):
                found = _Found(who, token)
        return found

    def _acting(self, sentence: Sentence) -> _Found | None:
        found = [
            _Found(token, token.head)
            for token in self._tokens(sentence)
            if token.dep_ in {"nsubj", "nsubjpass"}
            and token.lower_ not in {"it", "that", "this", "who", "which", "there"}
        ]
        return next(
            (one for one in found if one.cue is not None and one.cue.dep_ == "ROOT"),
            found[0] if found else None,
        )
