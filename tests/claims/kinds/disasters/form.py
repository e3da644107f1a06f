"""Situation reports on disasters: where, how many people, what is needed, who helps."""

from enum import Enum

from summarizer.claims import (
    Claim,
    Country,
    GroundedBrief,
    Money,
    Name,
    Number,
    Place,
    Prose,
    Reference,
    Stated,
    When,
)


class Hazard(Enum):
    EARTHQUAKE = "earthquake"
    FLOOD = "flood"
    STORM = "storm"
    FIRE = "fire"
    DROUGHT = "drought"
    OTHER = "other"


class Disaster(Claim):
    """A disaster that the article reports on, with the latest figures for the people it hit."""

    hazard: Hazard
    places: list[Place]
    country: Country | None = None
    began: When | None = None
    dead: Number | None = None
    injured: Number | None = None
    missing: Number | None = None
    displaced: Number | None = None
    emergency_declared: Stated | None = None


class Help(Claim):
    """Help that somebody sends, gives or promises to the people hit."""

    by: list[Name]
    after: Reference[Disaster]
    money: Money | None = None
    what: Prose


class SituationReport(GroundedBrief):
    """Say what a disaster did, where, to how many people, what is needed and who helps."""

    disasters: list[Disaster]
    help: list[Help]
    needs: list[Prose]
