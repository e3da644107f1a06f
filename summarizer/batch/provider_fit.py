"""Whether articles can go through a provider's Batch API with the settings that hold."""

from summarizer.errors import SettingsError
from summarizer.model.selection import EMBEDDED, select
from summarizer.profiles import Profile
from summarizer.settings import Settings


def check_way(settings: Settings, profile: Profile | None = None) -> None:
    """Raise `SettingsError` where a brief takes more than one request, or the model is on this machine."""
    selection = select(settings)
    if selection.kind == EMBEDDED:
        raise SettingsError(
            "The model on this machine has no Batch API.",
            hint="Set OPENAI_API_KEY or --base-url, or leave out --via provider-batch.",
        )
    strategy = settings.strategy_for(profile or selection.profile)
    if strategy != "one_pass":
        raise SettingsError(
            f"Through the provider's Batch API a brief is one request; the strategy {strategy!r} takes many.",
            hint="Add --strategy one_pass, or leave out --via provider-batch.",
        )
    if settings.review:
        raise SettingsError(
            "Through the provider's Batch API a brief is one request; a second look (review) takes another.",
            hint="Leave out --review, or --via provider-batch.",
        )
