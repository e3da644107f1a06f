"""Words of the article that say an act alone: its whole clause with its subject, or the sentence without its asides."""

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
    """Return the stretch that tells an act: its clause, of a long sentence, where that stands alone."""
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
        first, last = token.left_edge.i, token.right_edge.i
        if (
            last - first + 1 != sum(1 for _ in token.subtree)
            or first < sentence.start
            or last >= sentence.end
        ):
            continue
        if _is_aside(token):
            behind = last + 1 if last + 1 < sentence.end and sentence.doc[last + 1].text == "," else last
            dropped.update(range(first - 1, behind + 1))
        elif _is_day(token):
            leads = first == sentence.start and sentence.doc[last + 1].text == ","
            dropped.update(range(first, last + 2 if leads else last + 1))
    kept = [token for token in sentence if token.i not in dropped]
    words = "".join(
        _spaced(token, following, parse) for token, following in zip(kept, [*kept[1:], None], strict=True)
    )
    return words[:1].upper() + words[1:]


def _spaced(token: Token, following: Token | None, parse: Parse) -> str:
    """Return a token as the article writes it, with a blank where one stood or words were left out behind it."""
    word = parse.text[token.idx : token.idx + len(token)]
    gap = (
        following is not None
        and following.i - token.i > 1
        and not following.is_punct
        and following.tag_ != "POS"
    )
    between = following is None or following.i - token.i == 1
    return word + (" " if gap or (between and token.whitespace_) else "")


def _is_day(token: Token) -> bool:
    if any(child.shape_ == "dddd" for child in token.subtree):
        return False  # a year makes it history
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
