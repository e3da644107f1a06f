"""How briefs are made, as far as two of them in one file should not differ in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.brief import SCHEMA_VERSION, is_readable
from summarizer.errors import OutputPathError
from summarizer.pipeline import one_request
from summarizer.profiles import Profile
from summarizer.settings import Settings
from summarizer.strategies import stepwise


@dataclass(frozen=True, slots=True)
class Origin:
    """Schema version, strategy, prompt and model; None is what is not known."""

    schema: str | None
    strategy: str | None
    prompt: str | None
    model: str | None

    @classmethod
    def of_settings(cls, settings: Settings, profile: Profile, model: str | None) -> "Origin":
        """Return how briefs are made with these settings."""
        strategy = settings.strategy_for(profile)
        if strategy == "stepwise":
            return cls(SCHEMA_VERSION, strategy, stepwise.prompt_id(settings.prompts_dir), model)
        schema = SCHEMA_VERSION if settings.brief_form is None else None
        return cls(schema, strategy, one_request(settings)[2], model)

    @classmethod
    def of_stored(cls, brief: Mapping[str, Any]) -> "Origin":
        """Return how a stored brief was made, as far as it says so."""
        provenance = brief.get("provenance")
        told = provenance if isinstance(provenance, dict) else {}
        values = (brief.get("schema_version"), told.get("strategy"), told.get("prompt"), told.get("model"))
        return cls(*(value if isinstance(value, str) else None for value in values))

    def check_continues(self, stored: "Origin", out: Path) -> None:
        """Raise `OutputPathError` where what is stored in `out` was made otherwise; unknowns are no difference."""
        # Who reads one minor version of the schema reads the others.
        schema = None if is_readable(stored.schema) else stored.schema
        for name, before, now in (
            ("schema version", schema, self.schema),
            ("model", stored.model, self.model),
            ("strategy", stored.strategy, self.strategy),
            ("prompt", stored.prompt, self.prompt),
        ):
            if before is not None and now is not None and before != now:
                raise OutputPathError(
                    f"{str(out)!r} has briefs made with the {name} {before!r}; now it is {now!r}.",
                    hint="Write to another file with -o, or go on with --force: then it has briefs of both.",
                )
