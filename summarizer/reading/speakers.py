"""Who says each quotation: whom the words beside it name, else who spoke or acted just before."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from summarizer.reading.actor import Actor
from summarizer.reading.attributions import Attribution, Attributions
from summarizer.reading.grammar import children
from summarizer.reading.parse import Parse
from summarizer.reading.referents import Referents
from summarizer.reading.words import words
from summarizer.text.spans import Sentence, Span

_BACK = 400  # tokens
_JOINTS = ("", "and", "or")
_BESIDE_A_NOUN = frozenset("of for in at from".split())
_NOT_IN_PHRASE = frozenset("punct cc advmod mark".split())


@dataclass(frozen=True, slots=True)
class Said:
    """Who says a quotation: the words for them and the verb, as places of the article, and the actor they mean."""

    place: Span | None = None
    cue: Span | None = None
    actor: Actor | None = None


class Speakers:
    """The speakers of a parsed text; `kinds` has for each quotation full, partial or scare."""

    def __init__(self, parse: Parse, referents: Referents, kinds: Sequence[str]) -> None:
        self._parse, self._referents, self._kinds = parse, referents, kinds
        self._attributions = Attributions(parse, referents)
        self.said: list[Said] = []

    def attribute(self) -> list[Said]:
        """Return who says each quotation, in order; scare quotes are said by nobody."""
        inside: list[list[int]] = [[] for _ in self._parse.quotations]
        for index, number in enumerate(self._parse.quoted):
            if number is not None:
                inside[number].append(index)
        for number, kind in enumerate(self._kinds):
            if kind == "scare" or not inside[number]:
                said = Said()
            elif self._in_a_row(number):
                said = self.said[number - 1]
            elif (found := self._attributions.of(inside[number])) is not None:
                said = self._as_said(found)
            else:
                said = self._from_context(number, inside[number][0])
            self.said.append(said)
        for number, quotation in reversed(list(enumerate(self._parse.quotations[:-1]))):
            if quotation.outer.end == quotation.end and self.said[number + 1].place is not None:
                self.said[number] = self.said[number + 1]  # what does not close goes on in the next
        return self.said

    def _in_a_row(self, number: int) -> bool:
        """Tell whether a quotation only continues a list: they spoke of “peace”, “bread” and “land”."""
        if not number or self.said[number - 1].place is None:
            return False
        before, here = self._parse.quotations[number - 1], self._parse.quotations[number]
        between = self._parse.text[before.outer.end : here.outer.start].replace(",", " ").strip()
        return before.sentences[-1] == here.sentences[0] and between in _JOINTS

    # -- who is meant
    def _as_said(self, found: Attribution) -> Said:
        phrase = self._phrase(found.who)
        cue = Span(found.cue.idx, found.cue.idx + len(found.cue)) if found.cue is not None else None
        return Said(Span(phrase.start_char, phrase.end_char), cue, self._meant(found.who))

    def _meant(self, who: Token) -> Actor | None:
        actor = self._referents.of(who)
        if actor is not None and actor.key[0] == "person":
            return actor
        for noun in [*children(who, "appos"), *who.doc[who.i + 1 : who.i + 2]]:  # the minister, Anna Lind
            named = self._referents.of(noun)
            if named is not None and named.key[0] == "person":
                return named
        alone = [child.lower_ for child in children(who, "det", "prep")] == ["the"]
        if (
            alone
            and actor is not None
            and actor.kind == "person"
            and min(actor.mentions).start >= who.left_edge.idx
        ):
            last = self._last_person(who.left_edge.i)  # the monarch, not named so before
            return self._referents.of(last) if last is not None else actor
        if actor is None and who.pos_ == "NOUN":  # what somebody's statement says, they say
            owners = [self._referents.of(child) for child in children(who, "poss")]
            if not owners and self.said and who.lemma_ in words("saying", "nouns"):
                owners = [self.said[-1].actor]  # the statement that was quoted before
            return next((owner for owner in owners if owner is not None), None)
        return actor

    def _phrase(self, who: Token) -> Phrase:
        """Return the words for a speaker: what stands before the noun, and what it is of."""
        start, end = who.left_edge.i, who.i + 1
        while start < who.i and who.doc[start].dep_ in _NOT_IN_PHRASE:
            start += 1
        for child in children(who, "prep"):
            inner = list(child.subtree)
            outside = all(self._parse.outside(token) for token in inner)
            if child.lower_ in _BESIDE_A_NOUN and child.i == end and outside:
                end = inner[-1].i + 1
        while end - 1 > who.i and (who.doc[end - 1].is_punct or who.doc[end - 1].is_space):
            end -= 1
        return who.doc[start:end]

    # -- what stands around
    def _from_context(self, number: int, first: int) -> Said:
        """Return who goes on, answers, or was told of in the sentence before, or in this one."""
        sentences, quotation = self._parse.sentences, self._parse.quotations[number]
        here = sentences[quotation.sentences[0] - 1]
        earlier = sentences[here.id - 2] if here.id > 1 else None
        lone = not self._parse.text[here.start : quotation.outer.start].strip()
        previous = next((index for index in range(number - 1, -1, -1) if self._kinds[index] != "scare"), None)
        then: Sentence | None = None
        if previous is not None and self.said[previous].place is not None:
            then = sentences[self._parse.quotations[previous].sentences[-1] - 1]
            asked = self._asks(previous) or (previous and self._asks(number) and self._asks(previous - 1))
            if asked and lone and here.id - then.id <= 1:
                other = self._last_person(first, self.said[previous].actor)
                return self._as_said(Attribution(other)) if other is not None else Said()
        if lone and earlier is not None and earlier.paragraph == here.paragraph:
            found = self._attributions.done_in(earlier)
            if found is not None:
                return self._as_said(found)
        if previous is not None and then is not None and here.paragraph - then.paragraph <= lone:
            return self.said[previous]
        for sentence in [*([] if lone else [here]), *([earlier] if earlier is not None else [])]:
            if (found := self._attributions.done_in(sentence)) is not None:
                return self._as_said(found)
        return Said()

    def _asks(self, number: int) -> bool:
        end = self._parse.quotations[number].end
        return self._parse.text[end - 1 : end] == "?"

    def _last_person(self, before: int, but: Actor | None = None) -> Token | None:
        """Return the last word before a token that names a person, outside quotations."""
        for token in reversed(self._parse.doc[max(before - _BACK, 0) : before]):
            actor = self._referents.of(token) if self._parse.outside(token) else None
            if actor is not None and actor.key[0] == "person" and actor is not but:
                return token
        return None
