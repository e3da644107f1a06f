"""The licences of everything that is brought along: permissive, and listed."""

import pytest

from tests.licences import PERMISSIVE, TOLERATED, licences, listed, terms

INSTALLED = licences()


def test_alternatives_are_told_from_what_holds_together() -> None:
    assert terms("MPL-2.0 AND MIT") == [{"MPL-2.0", "MIT"}]
    assert terms("(MIT OR Apache-2.0)") == [{"MIT"}, {"Apache-2.0"}]


@pytest.mark.parametrize("name", INSTALLED)
def test_licence_is_permissive(name: str) -> None:
    assert any(choice <= PERMISSIVE | TOLERATED for choice in terms(INSTALLED[name])), INSTALLED[name]


def test_every_dependency_is_listed() -> None:
    missing = {name: licence for name, licence in INSTALLED.items() if listed().get(name) != licence}
    assert not missing, "run 'make licences'"


def test_list_holds_what_every_extra_needs() -> None:
    assert {"openai", "xllamacpp", "trafilatura", "pyarrow", "jinja2"} <= listed().keys()
