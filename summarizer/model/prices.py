"""Prices and context lengths of hosted models, from the data of the package genai-prices; nothing is fetched."""

from functools import partial
from typing import Any

_UNITS = {
    "price_prompt": "input_mtok",
    "price_cached": "cache_read_mtok",
    "price_completion": "output_mtok",
}
PRICES = frozenset(_UNITS)


def known_facts(model: str, base_url: str, provider: str | None) -> dict[str, Any]:
    """Return the fields of a `Profile` that are known of a model at an address; empty where nothing is.

    The price list is that of whom the address belongs to, else that of the `provider`: for models that only their
    makers host, whoever passes a request on. Prices that depend on the length of the prompt are those of short ones.
    """
    # It takes a tenth of a second to load, which only those who ask a hosted model need to wait for.
    from genai_prices import Usage, calc_price

    last = model.rpartition("/")[2]
    asked = [partial(calc_price, Usage(), model, provider_api_url=base_url)]
    if provider:
        asked += [partial(calc_price, Usage(), name, provider_id=provider) for name in (model, last)]
    for ask in asked:
        try:
            found = ask()
        except LookupError:
            continue
        facts: dict[str, Any] = {"context": found.model.context_window}
        for field, unit in _UNITS.items():
            price = getattr(found.model_price, unit, None)
            price = getattr(price, "base", price)
            facts[field] = None if price is None else float(price)
        return {field: value for field, value in facts.items() if value is not None}
    return {}
