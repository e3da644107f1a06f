"""What verification promises of any draft of any text; tests/support/profiles.py says how to look longer."""

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.promises import document_holds, verification_holds
from tests.support.texts import drafts, texts


@given(texts.filter(str.strip), st.data())
def test_properties_any_draft_gives_contents_that_hold(text: str, data: st.DataObject) -> None:
    verification_holds(document_holds(text), data.draw(drafts(text)))
