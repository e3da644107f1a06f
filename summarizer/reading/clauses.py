"""Words of the article that say an act alone: its whole clause with its subject, or the sentence without its asides."""

from collections.abc import Iterator

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from summarizer.reading.grammar import VERBS, first_child
from summarizer.reading.parse import Parse
from summarizer.reading.referents import is_pronoun
from summarizer.text.spans import Span

_LEAST, _LONGEST = 40, 220
# What begins with one of these leans on what was told before, or turns it.
_TURNING = frozenset("unless if until but except though although however without".split())
_TIME = frozenset({"DATE", "TIME"})
_ASIDE = frozenset({"appos", "relcl", "advcl", "parataxis"})
_BESIDE = frozenset("while as after before amid since when whereas following".split())


def clause_of(head: Token, parse: Parse, sentence: Span) -> Span:
    """Return the stretch that tells an act: its clause where that stands alone and is much shorter, else the sentence."""
    if sentence.end - sentence.start <= _LONGEST:
        return sentence
    top = head
    while (
        top.dep_ in {"xcomp", "conj"}
        and first_child(top, "nsubj", "nsubjpass") is None
        and top.head.pos_ in VERBS
    ):
        top = top.head
    if head.pos_ == "NOUN":
        top = next((above for above in head.ancestors if above.pos_ in VERBS), head)
    own = first_child(top, "nsubj", "nsubjpass")
    if own is None or is_pronoun(own) or own.tag_ in {"WP", "WDT"}:
        return sentence
    kept = [token for token in top.subtree if not _of_another(token, top)]
    start, end = own.left_edge, kept[-1]
    while end.is_punct and end.i > start.i and not end.is_quote:
        end = end.nbor(-1)
    behind = end.doc[end.i + 1 : end.i + 3].text.lower().lstrip(" ,;–—-").split(" ")[0]
    found = Span(start.idx, end.idx + len(end))
    whole = start.sent == end.sent and sentence.start <= found.start and found.end <= sentence.end
    paired = parse.quoted[start.i] == parse.quoted[end.i] or (end.is_quote or parse.quoted[end.i] is None)
    if (
        not whole
        or not paired
        or behind in _TURNING
        or not found.end - found.start >= _LEAST
        or not found.start <= head.idx < found.end
    ):
        return sentence
    return found


def _of_another(token: Token, top: Token) -> bool:
    """Tell whether a token belongs to a clause joined behind, with a subject of its own."""
    for above in (token, *token.ancestors):
        if above.i == top.i:
            return False
        if (
            above.dep_ == "conj"
            and above.head.i == top.i
            and first_child(above, "nsubj", "nsubjpass") is not None
        ):
            return True
        if above.dep_ == "cc" and above.head.i == top.i:
            following = next(
                (child for child in top.children if child.dep_ == "conj" and child.i > above.i), None
            )
            if following is not None and first_child(following, "nsubj", "nsubjpass") is not None:
                return True
    return False


def without_asides(sentence: Phrase, parse: Parse) -> str:
    """Return a sentence without days and without what is set off by commas; nothing that could turn it is left out."""
    dropped: set[int] = set()
    for token in sentence:
        if _is_day(token) or _is_aside(token):
            inside = list(token.subtree)
            if inside[-1].i - inside[0].i + 1 == len(inside) and all(one.sent == sentence for one in inside):
                dropped |= {one.i for one in inside}
    return "".join(_joined(sentence, dropped, parse))


def _joined(sentence: Phrase, dropped: set[int], parse: Parse) -> Iterator[str]:
    """Yield the kept words, with one comma less on each side of what is left out."""
    kept = [token for token in sentence if token.i not in dropped]
    words: list[Token] = []
    for index, token in enumerate(kept):
        after_gap = bool(words) and token.i - words[-1].i > 1
        if token.text == "," and (
            after_gap
            or not words
            or index + 1 == len(kept)
            or kept[index + 1].text in {",", "."}
            or kept[index + 1].i in dropped
        ):
            continue
        if token.text == "," and index + 1 < len(kept) and kept[index + 1].i - token.i > 1:
            continue
        words.append(token)
    for index, token in enumerate(words):
        text = parse.text[token.idx : token.idx + len(token)]
        spaced = index + 1 < len(words) and (
            bool(token.whitespace_)
            or (
                words[index + 1].i - token.i > 1
                and words[index + 1].text not in {",", ".", "'s", "’s", ":", ";", "?", "!"}
            )
        )
        yield (text[:1].upper() + text[1:] if not index else text) + (" " if spaced else "")


def _is_day(token: Token) -> bool:
    if token.dep_ == "npadvmod" and token.ent_type_ in _TIME:
        return True
    return (
        token.dep_ == "prep"
        and token.lower_ in {"on", "in", "at"}
        and all(child.ent_type_ in _TIME for child in token.children)
        and any(token.children)
        and token.head.pos_ in VERBS
    )


def _is_aside(token: Token) -> bool:
    if token.dep_ not in _ASIDE or token.left_edge.i == token.sent.start:
        return False
    before = token.doc[token.left_edge.i - 1]
    if before.text != ",":
        return False
    if token.dep_ == "appos":
        last = token.right_edge.i + 1
        return last < len(token.doc) and token.doc[last].text == "," and token.head.pos_ == "PROPN"
    if token.dep_ == "relcl":
        return any(child.tag_ in {"WP", "WDT", "WP$"} for child in token.subtree)
    if token.dep_ == "advcl":
        return any(child.dep_ in {"mark", "advmod"} and child.lower_ in _BESIDE for child in token.children)
    return False
