from datetime import date
from enum import Enum
from typing import Annotated, Literal

from pydantic import Field

from summarizer.brief import Rejected
from summarizer.claims import (
    Claim,
    Country,
    GroundedBrief,
    Money,
    Name,
    Number,
    Place,
    Prose,
    Quotation,
    Reference,
    Stated,
    When,
)
from tests.claims.given import document_of, ground


class Step(Enum):
    IMPOSED = "imposed"
    LIFTED = "lifted"


class Sanction(Claim):
    """A sanction."""

    by: list[Name]
    measure: Literal["asset freeze", "travel ban"]
    step: Step = Step.IMPOSED
    amount: Money | None = None
    people: Number | None = None
    since: When | None = None
    in_words: Quotation | None = None
    sure: Stated | None = None
    why: Prose


class Reply(Claim):
    """An answer to a sanction."""

    to: Reference[Sanction]
    also: list[Reference[Sanction]]
    by: Name


class Sanctions(GroundedBrief):
    """List sanctions."""

    sanctions: list[Sanction]
    replies: list[Reply]
    companies: list[Name]
    where: Place | None = None
    total: Number | None = None


FREEZE = {
    "s": [1],
    "by": ["Norland"],
    "measure": "asset freeze",
    "step": "imposed",
    "why": "Norland froze assets of Baltic Harbour.",
}
BAN = {
    "s": [3],
    "by": ["Ilse Brandt"],
    "measure": "travel ban",
    "step": "imposed",
    "why": "Captains are barred.",
}


def refused(rejected: list[Rejected]) -> list[tuple[str, str, str]]:
    return [(one.field, one.value, one.reason) for one in rejected]


def test_every_value_points_at_its_characters() -> None:
    document = document_of()
    drafted = FREEZE | {
        "s": [1, 2, 3],
        "amount": "€14 million",
        "people": "12 captains",
        "since": "on Monday",
        "in_words": {"q": "Q1", "by": "Ilse Brandt"},
        "sure": True,
    }
    brief, rejected = ground(Sanctions, {"sanctions": [drafted], "companies": ["Baltic Harbour"]}, document)
    (sanction,) = brief.sanctions
    assert rejected == []
    assert (sanction.id, sanction.measure, sanction.step) == ("sanctions-1", "asset freeze", Step.IMPOSED)
    assert (sanction.amount.amount, sanction.amount.currency) == (14_000_000, "EUR")
    assert (sanction.people.value, sanction.people.unit) == (12, "captains")
    assert (sanction.since.start, sanction.since.end) == (date(2023, 5, 8), date(2023, 5, 8))
    assert sanction.in_words.text == "Nobody who feeds this war will bank with us,"
    assert sanction.in_words.speaker.name == "Ilse Brandt"
    assert sanction.sure.value is True
    for piece in (
        *sanction.evidence,
        *sanction.amount.evidence,
        *sanction.in_words.evidence,
        *brief.companies[0].mentions,
    ):
        assert document.text[piece.start : piece.end] == piece.text


def test_claim_that_does_not_bear_a_second_look_is_refused_and_what_refers_to_it_goes_too() -> None:
    drafted = {
        "sanctions": [FREEZE | {"doubt": "another bank did"}, BAN],
        "replies": [{"s": [1], "to": 1, "by": "Baltic Harbour"}],
        "total": {"v": "12 captains", "s": [3], "doubt": "of another port"},
    }
    brief, rejected = ground(Sanctions, drafted)
    assert [sanction.measure for sanction in brief.sanctions] == ["travel ban"]
    assert brief.replies == []
    assert brief.total is None
    reasons = [(one.field, one.reason) for one in rejected]
    assert ("sanctions", "does not bear a second look: another bank did") in reasons
    assert ("total", "does not bear a second look: of another port") in reasons


def test_what_the_article_lacks_is_left_out_with_its_reason() -> None:
    drafted = FREEZE | {
        "by": ["Norland", "Sweden"],
        "amount": "€15 million",
        "people": "on Monday",
        "since": "on Tuesday",
        "in_words": {"q": "Q9"},
    }
    brief, rejected = ground(Sanctions, {"sanctions": [drafted]})
    (sanction,) = brief.sanctions
    assert [name.name for name in sanction.by] == ["Norland"]
    assert sanction.amount is sanction.people is sanction.since is sanction.in_words is None
    assert refused(rejected) == [
        ("sanctions.by", "Sweden", "the article does not name it"),
        ("sanctions.amount", "€15 million", "the cited sentences do not say so"),
        ("sanctions.people", "on Monday", "states no number"),
        ("sanctions.since", "on Tuesday", "the article does not say so"),
        ("sanctions.in_words", '{"q":"Q9","by":null}', "there is no such quotation"),
    ]


def test_number_within_a_longer_number_is_another_number() -> None:
    document = document_of("Rivertown has 1.500 wells and 12,000 people. It lost 2 wells.")
    brief, rejected = ground(Sanctions, {"sanctions": [], "total": {"s": [1], "v": "500 wells"}}, document)
    assert brief.total is None
    assert rejected[0].reason == "the cited sentences have it only within a longer number"
    brief, _ = ground(Sanctions, {"sanctions": [], "total": {"s": [1], "v": "12,000 people"}}, document)
    assert (brief.total.value, brief.total.unit) == (12_000, "people")


def test_prose_that_breaks_a_rule_is_the_articles_sentence() -> None:
    brief, rejected = ground(
        Sanctions, {"sanctions": [FREEZE | {"why": "Norland froze 99 ships of Denmark."}]}
    )
    assert (
        brief.sanctions[0].why.text == "Norland froze assets of Baltic Harbour worth €14 million on Monday."
    )
    assert rejected[0].field == "sanctions.why"


def test_claim_without_a_sentence_is_rejected_and_others_stay() -> None:
    brief, rejected = ground(Sanctions, {"sanctions": [FREEZE | {"s": [9]}, BAN]})
    assert [(one.id, one.measure) for one in brief.sanctions] == [("sanctions-1", "travel ban")]
    assert [one.reason for one in rejected] == [
        "the article has no such sentence",
        "cites no sentence of the article",
    ]


def test_claim_that_says_the_same_again_is_joined() -> None:
    brief, _ = ground(Sanctions, {"sanctions": [FREEZE, FREEZE | {"s": [3]}]})
    (sanction,) = brief.sanctions
    assert len(sanction.evidence) == 2


def test_references_follow_the_claims_that_are_kept() -> None:
    replies = [{"s": [2], "to": 2, "also": [1, 2, 7], "by": "Brandt"}, {"s": [2], "to": 1, "by": "Brandt"}]
    brief, rejected = ground(Sanctions, {"sanctions": [FREEZE | {"s": []}, BAN], "replies": replies})
    (reply,) = brief.replies
    assert reply.to.id == "sanctions-1" == brief.sanctions[0].id
    assert [one.id for one in reply.also] == ["sanctions-1"]
    assert "its 'to' cannot be verified" in [one.reason for one in rejected]


def test_references_that_hang_on_each_other_fall_together_however_many() -> None:
    class Step(Claim):
        """A step."""

        after: Reference["Step"]

    class Steps(GroundedBrief):
        """List steps."""

        steps: list[Step]

    chain = [{"s": [1], "after": number + 2} for number in range(40)]
    brief, rejected = ground(Steps, {"steps": [*chain, {"s": [9], "after": 1}]})
    assert brief.steps == []
    assert ("steps.after", "41", "no such entry of 'steps' is published") in refused(rejected)


def test_two_names_of_one_bearer_meet() -> None:
    brief, _ = ground(Sanctions, {"sanctions": [BAN | {"by": ["Brandt"]}, FREEZE | {"by": ["Ilse Brandt"]}]})
    assert {name.name for one in brief.sanctions for name in one.by} == {"Ilse Brandt"}


def test_what_a_users_own_rules_refuse_is_rejected_not_raised() -> None:
    class Crowd(Claim):
        """People."""

        who: Annotated[list[Name], Field(min_length=1)]

    class Crowds(GroundedBrief):
        """List crowds."""

        crowds: list[Crowd]

    brief, rejected = ground(Crowds, {"crowds": [{"s": [1], "who": ["Sweden"]}]})
    assert brief.crowds == []
    assert rejected[-1].reason.startswith("its 'who' does not fit")


def test_claims_may_hold_claims() -> None:
    class Payment(Claim):
        """Money paid."""

        amount: Money

    class Deal(Claim):
        """A deal."""

        payments: list[Payment]

    class Deals(GroundedBrief):
        """List deals."""

        deals: list[Deal]

    drafted = {"s": [1], "payments": [{"s": [1], "amount": "€14 million"}, {"s": [1], "amount": "€9"}]}
    brief, rejected = ground(Deals, {"deals": [drafted]})
    assert [one.id for one in brief.deals[0].payments] == ["deals-1.payments-1"]
    assert rejected[-1].field == "deals.payments"


def test_country_is_one_of_today_by_its_name() -> None:
    class Where(GroundedBrief):
        """Say where."""

        countries: list[Country]

    document = document_of("Chad and Middle-earth signed nothing. Peru did.")
    cited = [{"s": [1], "v": "Chad"}, {"s": [1], "v": "Middle-earth"}, {"s": [2], "v": "Peru"}]
    brief, rejected = ground(Where, {"countries": cited}, document)
    assert [(one.name, one.code) for one in brief.countries] == [("Chad", "TCD"), ("Peru", "PER")]
    assert rejected[0].reason == "is not known as a country"


def test_time_to_come_is_the_near_one() -> None:
    class Times(GroundedBrief):
        """List times."""

        times: list[When]

    document = document_of(
        "The ban holds from 1 March; the last one ended in August.", published=date(2024, 2, 15)
    )
    cited = [{"s": [1], "v": "from 1 March"}, {"s": [1], "v": "in August"}]
    brief, _ = ground(Times, {"times": cited}, document)
    assert [one.start for one in brief.times] == [date(2024, 3, 1), date(2023, 8, 1)]
