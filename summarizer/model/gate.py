"""Where requests wait before they are sent: one gate for all that share an endpoint's limits."""

from dataclasses import dataclass
from typing import Literal, Protocol

Outcome = Literal["answered", "limited", "overloaded", "failed"]


@dataclass(frozen=True, slots=True)
class Departure:
    """How a request ended: `limited` is a 429, `overloaded` a server that cannot keep up.

    `wait` are the seconds that the endpoint asks everybody to wait, where it says so. Tokens are those it counted.
    """

    outcome: Outcome
    wait: float | None = None
    prompt: int = 0
    cached: int = 0
    completion: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a request has that passed the gate: when, by the gate's clock, and for about how many tokens of prompt."""

    at: float
    tokens: int


class Gate(Protocol):
    """Lets requests out; every `enter` that returned is followed by exactly one `leave` with its ticket."""

    @property
    def paces(self) -> bool:
        """Return whether the gate itself waits out a 429; then one counts neither as an attempt nor against time."""
        ...

    async def enter(self, tokens: int) -> Ticket:
        """Wait until a request with a prompt of about `tokens` tokens may be sent; raises when it never may."""
        ...

    def leave(self, ticket: Ticket, departure: Departure) -> None:
        """Say how the request ended that entered with the ticket."""
        ...


class OpenGate:
    """Lets everything pass at once."""

    paces = False

    async def enter(self, tokens: int) -> Ticket:
        """Return at once."""
        return Ticket(0.0, tokens)

    def leave(self, ticket: Ticket, departure: Departure) -> None:
        """Do nothing."""


OPEN_GATE = OpenGate()
