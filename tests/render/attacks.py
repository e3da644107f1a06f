"""A brief whose every text tries to be more than text; the article says all of it, so nothing is false."""

from typing import Any

from summarizer.article import Article
from summarizer.brief import Brief, Evidence, Mention
from tests.render.sample_brief import SAMPLE

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><svg/onload=alert(1)>",
    "&lt;b&gt; &#60;i&#62; &amp;amp;",
    "=cmd|' /C calc'!A0",
    "+1+cmd()",
    "-2+3+cmd()",
    "@SUM(A1:A9)",
    "\t=cmd()",
    "\r=cmd()",
    " =cmd()",
    "\x00=cmd()",
    "＝cmd()",
    "'=cmd()",
    "\u202e=live\u202c\u2066 evil\u2069",
    "mini\u200bster\u200d\ufeff\u00ad",
    "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x9b2J",
    "[bold red]markup[/bold red] [link=http://example.org]click[/link] [/]",
    "# heading | cell | [x](javascript:alert(1)) [^1]: `code` **b** ---",
    'one\r\ntwo\rthree\n\nfour\u2028five "quoted", a, b; c',
    "NA",
    "nan",
    "None",
    "1e5",
)
ORDINARY, LONG = "word", "some words in a row"
TEXT = "Begin.\n" + "\n".join(ATTACKS) + f"\n{ORDINARY}\n{LONG}\nEnd."


def _spans(attack: str) -> list[dict[str, object]]:
    start = TEXT.index(attack)
    return [{"start": start, "end": start + len(attack), "text": attack}]


def hostile(attack: str) -> Brief:
    """Return the sample brief with the attack in place of every free text and all evidence."""
    evidence = [Evidence.model_validate(span) for span in _spans(attack)]
    mentions = [Mention.model_validate(span) for span in _spans(attack)]

    def put(part: Any, *fields: str) -> Any:
        return part.model_copy(update={"evidence": evidence, **dict.fromkeys(fields, attack)})

    events = [
        put(event, "description", "location").model_copy(
            update={
                "when": event.when.model_copy(update={"text": attack}) if event.when else None,
                "casualties": put(event.casualties) if event.casualties else None,
            }
        )
        for event in SAMPLE.key_events
    ]
    info = SAMPLE.article.model_copy(
        update={
            "id": Article(text=TEXT).id,
            "characters": len(TEXT),
            **dict.fromkeys(("title", "source", "url", "language"), attack),
        }
    )
    made = SAMPLE.provenance.model_copy(update=dict.fromkeys(("model", "endpoint", "prompt"), attack))
    return Brief(
        article=info,
        headline=attack,
        summary=[put(sentence, "text") for sentence in SAMPLE.summary],
        key_events=events,
        actors=[
            actor.model_copy(update={"name": attack, "role": attack, "mentions": mentions})
            for actor in SAMPLE.actors
        ],
        quotes=[put(quote, "text", "speaker_text", "cue") for quote in SAMPLE.quotes],
        diplomatic_moves=[put(move, "description") for move in SAMPLE.diplomatic_moves],
        rejected=[
            claim.model_copy(update=dict.fromkeys(("field", "value", "reason"), attack))
            for claim in SAMPLE.rejected
        ],
        provenance=made,
    )


HOSTILE = tuple(hostile(attack) for attack in ATTACKS)
