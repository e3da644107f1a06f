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
_LONGEST_OF = 8  # tokens
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


def is_country_adjective(token: Token) -> bool:
    """Tell whether a word only says of what country, party or faith a noun is."""
    return token.dep_ in {"amod", "compound", "nmod"} and token.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}


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
    if found is not None and found.label_ in _NAMED and (len(found) > 1 or not _modified(head)):
        start, end = found.start, max(found.end, head.i + 1)
        if found.label_ == "PERSON" or head.pos_ == "PROPN":
            return _trimmed(head.doc[start:end], head)
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
        or (head.lemma_.lower() in words("roles") and head.dep_ != "appos")
    ):
        for child in children(head, "prep"):
            objects = objects_of(child)
            if (
                child.lower_ == "of"
                and child.i == head.i + 1
                and objects
                and objects[0].i - head.i < _LONGEST_OF
            ):
                end = objects[0].i + 1
    return _trimmed(head.doc[start:end], head)


def country_code_in(tokens: Iterable[Token]) -> str | None:
    """Return the alpha-3 code of the one country that words name, or None."""
    found = [state(token.text) for token in tokens]
    codes = {one.code for one in found if one is not None and one.sense in {"name", "demonym"}}
    return codes.pop() if len(codes) == 1 else None


def _modified(head: Token) -> bool:
    return any(child.dep_ in {"compound", "nmod", "amod"} for child in head.lefts)


def _trimmed(span: Span, head: Token) -> Span:
    start, end, doc = span.start, span.end, span.doc
    while (
        start > 1
        and doc[start - 1].text == "-"
        and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_)
    ):
        start -= 2  # al-Shabaab
        while (
            start
            and doc[start - 1].pos_ == "PROPN"
            and doc[start - 1].ent_type_ == doc[start].ent_type_ == "PERSON"
        ):
            start -= 1  # Abdel Fatah al-Sisi
    while (
        end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
    ):
        end += 2
    while start < head.i and (
        span.doc[start].lower_ in {"the", "a", "an", "'s", "'"}
        or span.doc[start].is_punct
        or span.doc[start].is_space
        or span.doc[start].is_quote
    ):
        start += 1
    while end - 1 > start and (
        span.doc[end - 1].lower_ in {"'s", "'", "s"}
        or span.doc[end - 1].is_space
        or span.doc[end - 1].is_quote
        or span.doc[end - 1].text == ","
    ):
        end -= 1
    return span.doc[start:end]


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
