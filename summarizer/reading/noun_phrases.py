"""What a noun phrase names: its words without articles, numbers and what is said about it."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from summarizer.reading.grammar import children, objects_of
from summarizer.reading.known import state
from summarizer.reading.words import words

_PART_OF_NAME = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_SAYS_NOTHING = frozenset(
    "other same several many such more own last next first second few recent former latest new local various".split()
)
_NO_BEGINNING = frozenset("the a an 's".split())
_NO_END = frozenset("'s s".split())
_PLACES = frozenset(
    "city town village province district region island port base camp stronghold area capital state border".split()
)
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
# A body or office is named by what it is of: Ministry of Defence, president of Iran.
_OF = frozenset(
    "ministry department republic united university bank house council court league state union army front".split()
)


def is_head(token: Token) -> bool:
    """Tell whether a noun heads a phrase of its own rather than standing before another noun."""
    return token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod", "npadvmod", "nummod"}


def entity(token: Token) -> Span | None:
    """Return the named entity that a token heads, or None."""
    if not token.ent_type_:
        return None
    start = end = token.i
    while start and token.doc[start].ent_iob_ != "B":
        start -= 1
    while end + 1 < len(token.doc) and token.doc[end + 1].ent_iob_ == "I":
        end += 1
    span: Span = token.doc[start : end + 1]
    return span if span.root.i == token.i or token.dep_ not in {"compound", "nmod", "amod", "poss"} else None


def name_span(head: Token) -> Span:
    """Return the words that name what a noun phrase is about, without its article and its numbers."""
    found = entity(head)
    if found is not None and found.label_ in _NAMED:
        return _trimmed(head.doc[found.start : max(found.end, head.i + 1)], head)
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _PART_OF_NAME:
            break
        if child.lower_ in _SAYS_NOTHING or child.dep_ == "nummod" or child.tag_ == "PRP$":
            break
        if head.pos_ == "PROPN" and child.dep_ == "amod" and child.text.islower():
            break
        start = child.left_edge.i
    end = head.i + 1
    if (
        head.lemma_.lower() in _OF
        or (head.pos_ == "PROPN" and head.ent_type_ in {"", "ORG"})
        or head.lemma_.lower() in words("roles")
    ):
        of = [
            objects_of(child) for child in children(head, "prep") if child.lower_ == "of" and child.i == end
        ]
        end = of[0][0].i + 1 if of and of[0] else end
    return _trimmed(head.doc[start:end], head)


def country_code_in(tokens: Iterable[Token]) -> str | None:
    """Return the alpha-3 code of the one country that words name, or None."""
    found = [state(token.text) for token in tokens]
    codes = {one.code for one in found if one is not None and one.sense in {"name", "demonym"}}
    return codes.pop() if len(codes) == 1 else None


def _trimmed(span: Span, head: Token) -> Span:
    start, end, doc = span.start, span.end, span.doc
    while start > 1 and doc[start - 2 : start].text.endswith("-") and not doc[start - 2].whitespace_:
        start -= 2  # al-Shabaab
        while (
            start and doc[start - 1].dep_ == "compound" and doc[start - 1].ent_type_ == doc[start].ent_type_
        ):
            start -= 1  # Abdel Fatah al-Sisi
    while end + 1 < len(doc) and doc[end - 1 : end + 1].text.endswith("-") and not doc[end].whitespace_:
        end += 2
    while start < head.i and (doc[start].lower_ in _NO_BEGINNING or not doc[start].text[:1].isalnum()):
        start += 1
    while end - 1 > start and (doc[end - 1].lower_ in _NO_END or not doc[end - 1].text[-1:].isalnum()):
        end -= 1
    return doc[start:end]


def part_of(head: Token) -> Token:
    """Return what a phrase counts or parts: hundreds of [fighters], members of [parliament]."""
    for _ in range(3):
        if head.lemma_.lower() not in words("partitives") | _PLACES or head.pos_ == "PROPN":
            return head
        of = [
            noun
            for child in children(head, "prep")
            if child.lower_ in {"of", "among"}
            for noun in objects_of(child)
        ]
        if not of:
            return head
        head = of[0]
    return head
