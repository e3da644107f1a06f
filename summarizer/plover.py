"""PLOVER 2.0: event types, their modes, quad classes and scores.

One file of more than 300 lines: it is the codebook as a table, to be read beside its source.

Source: the PLOVER codebook of the Open Event Data Alliance, PLOVER_MANUAL.tex of
github.com/openeventdata/PLOVER, licensed CC BY-SA 4.0. Taken from it: the sixteen types, the quad class of
each, the modes (its spelling), and the conflict-cooperation score of each type. In our own words: the
definitions. Two notes on figures and names:

- The codebook scores types, not modes; `score_of` therefore gives every mode the figure of its type.
- Its chapters still say DEMAND where version 2.0, as published with the POLECAT data, says REQUEST, which
also   takes in milder appeals. REQUEST has DEMAND's modes, quad class and score here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class EventType(StrEnum):
    """The sixteen PLOVER event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventMode(StrEnum):
    """How an act was done; what is asked for, refused or threatened. A mode may belong to several types."""

    # CONSULT
    VISIT = "visit"
    THIRD_PARTY = "third-party"
    MULTILATERAL = "multilateral"
    PHONE = "phone"
    # RETREAT
    WITHDRAW = "withdraw"
    RELEASE = "release"
    RETURN = "return"
    DISARM = "disarm"
    CEASEFIRE = "ceasefire"
    ACCESS = "access"
    RESIGN = "resign"
    # REQUEST, REJECT
    ASSIST = "assist"
    CHANGE = "change"
    YIELD = "yield"
    MEET = "meet"
    # ACCUSE
    DISAPPROVE = "disapprove"
    INVESTIGATE = "investigate"
    ALLEGE = "allege"
    # THREATEN, COERCE, SANCTION
    RESTRICT = "restrict"
    BAN = "ban"
    ARREST = "arrest"
    RELATIONS = "relations"
    EXPEL = "expel"
    TERRITORY = "territory"
    VIOLENCE = "violence"
    # PROTEST
    DEMO = "demo"
    RIOT = "riot"
    GENERAL = "general"
    STRIKE = "strike"
    HUNGER = "hunger"
    BOYCOTT = "boycott"
    OBSTRUCT = "obstruct"
    # SANCTION
    CONVICT = "convict"
    DISCONTINUE = "discontinue"
    # MOBILIZE
    TROOPS = "troops"
    WEAPONS = "weapons"
    POLICE = "police"
    MILITIA = "militia"
    # COERCE
    CONFISCATE = "confiscate"
    CENSOR = "censor"
    CURFEW = "curfew"
    MARTIAL_LAW = "martial-law"
    DEPORT = "deport"
    WITHHOLD = "withhold"
    # ASSAULT
    ABDUCT = "abduct"
    BEAT = "beat"
    TORTURE = "torture"
    EXECUTE = "execute"
    SEXUAL = "sexual"
    ASSASSINATE = "assassinate"
    DESTROY = "destroy"
    PRIMITIVE = "primitive"
    FIREARMS = "firearms"
    EXPLOSIVES = "explosives"
    SUICIDE_ATTACK = "suicide-attack"
    HEAVY_WEAPONS = "heavy-weapons"
    CLEANSING = "cleansing"
    MASSACRE = "massacre"
    UNCONVENTIONAL = "unconventional"
    SIDE_AB = "sideAB"


class QuadClass(StrEnum):
    """Verbal or material, cooperation or conflict."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """What the codebook says of one type; `score` runs from -10 (conflict) to 10 (cooperation)."""

    definition: str
    quad_class: QuadClass
    score: float
    modes: tuple[EventMode, ...] = ()


_TALK, _HELP = QuadClass.VERBAL_COOPERATION, QuadClass.MATERIAL_COOPERATION
_WORDS, _FORCE = QuadClass.VERBAL_CONFLICT, QuadClass.MATERIAL_CONFLICT
_ASKED = (EventMode.ASSIST, EventMode.CHANGE, EventMode.YIELD, EventMode.MEET)

CODEBOOK: Mapping[EventType, TypeInfo] = MappingProxyType(
    {
        EventType.AGREE: TypeInfo(
            "agrees, offers or promises to do something in common, or says it is willing to", _TALK, 4.2
        ),
        EventType.CONSULT: TypeInfo(
            "meets, visits, receives, telephones, negotiates or mediates",
            _TALK,
            2.1,
            (EventMode.VISIT, EventMode.THIRD_PARTY, EventMode.MULTILATERAL, EventMode.PHONE),
        ),
        EventType.SUPPORT: TypeInfo(
            "praises, backs or recognises somebody, opens diplomatic ties, signs or ratifies a treaty",
            _TALK,
            4.6,
        ),
        EventType.CONCEDE: TypeInfo(
            "gives way in words: apologises, pardons, eases a rule, announces a ceasefire or a withdrawal",
            _TALK,
            5.0,
        ),
        EventType.COOPERATE: TypeInfo(
            "does something material with another to the benefit of both: trade, joint exercises, "
            "extradition, shared intelligence",
            _HELP,
            6.8,
        ),
        EventType.AID: TypeInfo("gives money, arms, relief, protection or asylum to another", _HELP, 7.4),
        EventType.RETREAT: TypeInfo(
            "gives way in deed: withdraws, releases, returns, disarms, stops fighting, "
            "lets observers in, resigns",
            _HELP,
            7.6,
            (
                EventMode.WITHDRAW,
                EventMode.RELEASE,
                EventMode.RETURN,
                EventMode.DISARM,
                EventMode.CEASEFIRE,
                EventMode.ACCESS,
                EventMode.RESIGN,
            ),
        ),
        EventType.REQUEST: TypeInfo(
            "asks, urges, demands or orders that another do something", _WORDS, -5.0, _ASKED
        ),
        EventType.ACCUSE: TypeInfo(
            "criticises, blames, accuses, sues or investigates",
            _WORDS,
            -2.0,
            (EventMode.DISAPPROVE, EventMode.INVESTIGATE, EventMode.ALLEGE),
        ),
        EventType.REJECT: TypeInfo(
            "refuses, declines, turns down, vetoes, defies or cancels a meeting", _WORDS, -4.2, _ASKED
        ),
        EventType.THREATEN: TypeInfo(
            "warns of harm it will do, threatens, gives an ultimatum; the mode is what is threatened",
            _WORDS,
            -5.1,
            (
                EventMode.RESTRICT,
                EventMode.BAN,
                EventMode.ARREST,
                EventMode.RELATIONS,
                EventMode.EXPEL,
                EventMode.TERRITORY,
                EventMode.VIOLENCE,
            ),
        ),
        EventType.PROTEST: TypeInfo(
            "demonstrates, marches, strikes, riots, boycotts or blocks a way in protest",
            _FORCE,
            -6.6,
            (
                EventMode.DEMO,
                EventMode.RIOT,
                EventMode.GENERAL,
                EventMode.STRIKE,
                EventMode.HUNGER,
                EventMode.BOYCOTT,
                EventMode.OBSTRUCT,
            ),
        ),
        EventType.SANCTION: TypeInfo(
            "cuts back relations: breaks ties, stops aid or talks, imposes an embargo, "
            "expels an organisation, convicts",
            _FORCE,
            -5.2,
            (EventMode.CONVICT, EventMode.EXPEL, EventMode.WITHDRAW, EventMode.DISCONTINUE),
        ),
        EventType.MOBILIZE: TypeInfo(
            "moves or readies armed force without using it: deployment, alert, exercise, call-up",
            _FORCE,
            -5.3,
            (EventMode.TROOPS, EventMode.WEAPONS, EventMode.POLICE, EventMode.MILITIA),
        ),
        EventType.COERCE: TypeInfo(
            "represses: arrests, bans, censors, confiscates, deports, imposes a curfew or a blockade",
            _FORCE,
            -7.2,
            (
                EventMode.CONFISCATE,
                EventMode.RESTRICT,
                EventMode.BAN,
                EventMode.CENSOR,
                EventMode.CURFEW,
                EventMode.MARTIAL_LAW,
                EventMode.ARREST,
                EventMode.DEPORT,
                EventMode.WITHHOLD,
            ),
        ),
        EventType.ASSAULT: TypeInfo(
            "uses violence: attacks, kills, bombs, abducts, tortures, fights, takes territory by force",
            _FORCE,
            -9.3,
            (
                EventMode.ABDUCT,
                EventMode.BEAT,
                EventMode.TORTURE,
                EventMode.EXECUTE,
                EventMode.SEXUAL,
                EventMode.ASSASSINATE,
                EventMode.DESTROY,
                EventMode.PRIMITIVE,
                EventMode.FIREARMS,
                EventMode.EXPLOSIVES,
                EventMode.SUICIDE_ATTACK,
                EventMode.HEAVY_WEAPONS,
                EventMode.CLEANSING,
                EventMode.MASSACRE,
                EventMode.UNCONVENTIONAL,
                EventMode.SIDE_AB,
            ),
        ),
    }
)


MODE_MEANINGS: Mapping[EventMode, str] = MappingProxyType(
    {
        EventMode.THIRD_PARTY: "a mediator takes part",
        EventMode.MULTILATERAL: "three or more sides",
        EventMode.WITHDRAW: "forces, envoys, observers or funds leave",
        EventMode.RELEASE: "of captives",
        EventMode.RETURN: "of property or people",
        EventMode.CEASEFIRE: "fighting is stopped",
        EventMode.ACCESS: "observers or relief are let in",
        EventMode.ASSIST: "help, trade, ties",
        EventMode.CHANGE: "another policy, law or leader",
        EventMode.YIELD: "stop fighting, free captives, lift sanctions, give in",
        EventMode.MEET: "talks",
        EventMode.DISAPPROVE: "criticises",
        EventMode.INVESTIGATE: "opens an inquiry",
        EventMode.ALLEGE: "charges with a wrong or crime, sues",
        EventMode.RESTRICT: "movement, trade or rights",
        EventMode.RELATIONS: "break off ties, aid or talks",
        EventMode.TERRITORY: "occupy, blockade",
        EventMode.DEMO: "a peaceful one",
        EventMode.GENERAL: "a general strike",
        EventMode.STRIKE: "in one trade",
        EventMode.HUNGER: "a hunger strike",
        EventMode.OBSTRUCT: "block a way",
        EventMode.CONVICT: "a court finds guilty",
        EventMode.EXPEL: "diplomats, a member, an organisation",
        EventMode.DISCONTINUE: "cut ties, trade, aid, meetings",
        EventMode.DEPORT: "of persons",
        EventMode.WITHHOLD: "power, water, food",
        EventMode.EXECUTE: "by sentence of a court",
        EventMode.DESTROY: "property",
        EventMode.PRIMITIVE: "knives, stones, fire",
        EventMode.EXPLOSIVES: "bombs, mines",
        EventMode.HEAVY_WEAPONS: "shells, missiles, air strikes",
        EventMode.CLEANSING: "a people driven out",
        EventMode.UNCONVENTIONAL: "chemical, biological, nuclear",
        EventMode.SIDE_AB: "both sides fight each other",
    }
)
"""What a mode means in a few words, where its name does not say it."""


def modes_of(event_type: EventType) -> tuple[EventMode, ...]:
    """Return the modes that the codebook gives the type, none for purely verbal ones."""
    return CODEBOOK[event_type].modes


def quad_class_of(event_type: EventType) -> QuadClass:
    """Return whether the type is verbal or material, cooperation or conflict."""
    return CODEBOOK[event_type].quad_class


def score_of(event_type: EventType) -> float:
    """Return the codebook's conflict-cooperation score, -10 to 10, the same for every mode of the type."""
    return CODEBOOK[event_type].score
