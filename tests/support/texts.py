"""Texts for properties: characters that trip, words that the rules look for, and anything else."""

from typing import Any, get_args

from hypothesis import strategies as st

from summarizer.brief import ActorKind, EventStatus
from summarizer.draft import Draft
from summarizer.plover import EventMode, EventType

_TRIPPING = (
    " \t\n\r\v\f\x1c\x85\u00a0\u2028\u2029\u3000\ufeff\u200b\u200d\u00ad\u202e\x00\x1b"
    ".!?…。,;:-—–'\"“”„«»‘’‚`()[]{}<>/&0159½Ⅷ"
    "aAzZßİıŉﬁﷺée\u0301\u0316\u0345\u1112\u1161\u11ab한٣😀👩\U000e0041"
)
_WORDS = (
    "Marek Dolan|President|Veldaria|the United States|U.S.|Mr.|rebels|killed|said|accused|denied|of|and|that|on Monday|"
    'in May 2014|two weeks ago|at least 12|forty|people|in Lurno|“|”|"|‘|’|’s|, | |.|?|\n|\n\n|he|who|not|would|near|'
    "https://x.example/a|<b>|[3]|{{ x }}"
).split("|")

characters = st.one_of(st.sampled_from(_TRIPPING), st.characters(exclude_categories=["Cs"]))
texts = st.one_of(
    st.text(characters, max_size=80),
    st.lists(
        st.one_of(st.sampled_from(_WORDS), st.just(" "), st.text(characters, max_size=3)), max_size=60
    ).map("".join),
)


@st.composite
def drafts(draw: st.DrawFn, text: str) -> Draft:
    """Draw a draft about the text: stretches of it, or anything."""
    stretches = st.tuples(st.integers(0, len(text)), st.integers(0, 40)).map(lambda at: text[at[0] : sum(at)])
    words = st.one_of(stretches, texts, st.sampled_from(("", ".", "the", "Q1")))
    numbers = st.lists(st.one_of(st.integers(-2, 12), st.integers()), max_size=5)
    prose = st.fixed_dictionaries({"text": words, "s": numbers})
    act: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {
            "s": numbers,
            "what": words,
            "type": st.sampled_from(EventType),
            "as": st.lists(st.sampled_from((*EventMode, *get_args(EventStatus))), max_size=3),
            "by": st.lists(words, max_size=3),
            "to": st.lists(words, max_size=3),
            "at": st.none() | words,
            "when": st.none() | words,
        }
    )
    actor = st.fixed_dictionaries(
        {
            "names": st.lists(words, max_size=4),
            "kind": st.sampled_from(get_args(ActorKind)),
            "role": st.none() | words,
            "country": st.sampled_from((None, "USA", "usa", "XXX", "")),
        }
    )
    quote = st.fixed_dictionaries({"q": st.sampled_from(("Q1", "Q2", "Q0", "")), "by": words})
    return Draft.model_validate(
        {
            "headline": draw(prose),
            "summary": draw(st.lists(prose, max_size=3)),
            "actors": draw(st.lists(actor, max_size=3)),
            "quotes": draw(st.lists(quote, max_size=3)),
            "events": draw(st.lists(act, max_size=3)),
            "moves": draw(st.lists(act, max_size=3)),
        }
    )
