"""A brief of an article that tries everything: every field that holds text of the article holds some of it."""

from datetime import date

from summarizer.article import Article
from summarizer.brief import Actor, Brief, Evidence, Mention, Rejected, SummarySentence
from tests.render.sample_brief import SAMPLE

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '<img src=x onerror="alert(3)">',
    "\"' onmouseover='alert(4)' x=\"",
    "</mark></p></aside><h1>gone</h1>",
    "</style><style>body{display:none}</style>",
    "&lt;b&gt; &amp; &#60;script&#62; &nbsp;",
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "<!-- <![CDATA[ ]]> -->",
    "\x1b[31mred\x1b]8;;http://example.org\x07 bell\x00",
    "safe \u202etxt.exe\u202c \u2066isolated",
    "mini\u200bster min\u00adister \ufeff",
    "👩\u200d🚀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 na\u0308iv",
    "line\u2028separator\r\nand\rreturn\x85end",
)
HOSTILE_TEXT = "\ufeff\r\n" + "\r\n".join(f"Minister Ana Ruiz said {attack} on Friday." for attack in ATTACKS)
WORDS = " ".join(ATTACKS)

_PICTURES: dict[str, int | str | None] = {
    "\x1b": "\u241b",
    "\x07": "\u2407",
    "\x00": "\u2400",
    "\x85": "\ufffd",
}
# What a page has of the text: controls as their pictures, one for one, and all else as it is.
HOSTILE_SHOWN = HOSTILE_TEXT.translate(str.maketrans(_PICTURES))


def _evidence(words: str) -> Evidence:
    start = HOSTILE_TEXT.index(words)
    return Evidence(start=start, end=start + len(words), text=words)


_PIECES = [_evidence(attack) for attack in ATTACKS]
_WHOLE = Evidence(start=2, end=len(HOSTILE_TEXT), text=HOSTILE_TEXT[2:])
_NAME = Mention(**_evidence("Ana Ruiz").model_dump())

HOSTILE: Brief = SAMPLE.model_copy(
    update={
        "article": SAMPLE.article.model_copy(
            update={
                "id": Article(text=HOSTILE_TEXT).id,
                "title": WORDS,
                "source": WORDS,
                "url": "javascript:alert(5)",
                "published": date(2024, 3, 9),
                "language": '"><script>alert(6)</script>',
                "characters": len(HOSTILE_TEXT),
            }
        ),
        "headline": WORDS,
        "summary": [SummarySentence(text=WORDS, evidence=[_WHOLE, *_PIECES])],
        "key_events": [
            event.model_copy(
                update={
                    "description": WORDS,
                    "location": WORDS,
                    "evidence": _PIECES[number::2],
                    "casualties": event.casualties
                    and event.casualties.model_copy(update={"evidence": [_PIECES[0]]}),
                }
            )
            for number, event in enumerate(SAMPLE.key_events)
        ],
        "actors": [
            Actor(
                id=f"A{number}",
                name=f"{WORDS} {number}",
                kind="person",
                role=WORDS,
                country=None,
                mentions=[_NAME],
            )
            for number in range(1, 5)
        ],
        "quotes": [
            quote.model_copy(
                update={
                    "text": piece.text,
                    "speaker_text": WORDS,
                    "cue": WORDS,
                    "evidence": [piece],
                }
            )
            for quote, piece in zip(SAMPLE.quotes, _PIECES, strict=False)
        ],
        "diplomatic_moves": [
            move.model_copy(update={"description": WORDS, "evidence": [_WHOLE]})
            for move in SAMPLE.diplomatic_moves
        ],
        "rejected": [Rejected(field=WORDS, value=WORDS, reason=WORDS)],
        "provenance": SAMPLE.provenance.model_copy(
            update={"model": WORDS, "endpoint": WORDS, "prompt": WORDS}
        ),
    }
)
