"""An opened endpoint: one connection, what was learned about it, one gate; a client for each article."""

import asyncio

from summarizer.model.client import Client
from summarizer.model.connection import Connection, Server
from summarizer.model.dialect import Dialect, shared_dialect
from summarizer.model.gate import OPEN_GATE, Gate
from summarizer.model.provider_batch import ProviderBatches
from summarizer.model.retries import Budget, Sleep
from summarizer.model.target import Target
from summarizer.profiles import Profile
from summarizer.settings import Settings


class Endpoint:
    """One model behind one server.

    May be used from several event loops in turn, and by several tasks of one loop at once; close it in each loop that
    used it. Where more than `articles_at_once` are in work, they are in each other's way. With `share_lessons`, what is
    learned about the endpoint serves the later ones of this process. Every request passes the `gate`.
    """

    def __init__(
        self,
        server: Server,
        *,
        model: str,
        profile: Profile,
        settings: Settings,
        label: str | None = None,
        sleep: Sleep = asyncio.sleep,
        share_lessons: bool = False,
        gate: Gate = OPEN_GATE,
        articles_at_once: int | None = None,
    ) -> None:
        self.profile = profile
        self.articles_at_once = articles_at_once
        self._connection = Connection(
            server, read_timeout=settings.request_timeout, key_header=profile.key_header
        )
        self._target = Target(server.base_url, model, key=server.api_key, label=label)
        name = str(self._target)
        self._dialect = shared_dialect(profile, name=name) if share_lessons else Dialect(profile, name=name)
        self._settings = settings
        self._sleep = sleep
        self._gate = gate

    @property
    def name(self) -> str:
        """Return the model's name as the endpoint knows it."""
        return self._target.model

    @property
    def address(self) -> str:
        """Return the address that answers, without credentials, or "embedded"."""
        return self._target.address

    def client(self, budget: Budget | None = None) -> Client:
        """Return a client with a count of its own; all its requests together may take the `budget`.

        Without one they may take `settings.timeout` seconds, counted from the first.
        """
        return Client(
            self._connection,
            self._target,
            self._dialect,
            profile=self.profile,
            settings=self._settings,
            budget=budget or Budget(self._settings.timeout),
            gate=self._gate,
            sleep=self._sleep,
        )

    def batches(self) -> ProviderBatches:
        """Return the files and batches of the endpoint."""
        return ProviderBatches(
            self._connection,
            self._target,
            max_attempts=self._settings.max_attempts,
            timeout=self._settings.timeout,
            request_timeout=self._settings.request_timeout,
            sleep=self._sleep,
        )

    async def close(self) -> None:
        """Close the connections of the running loop; new ones are opened when a client is used again."""
        await self._connection.close()
