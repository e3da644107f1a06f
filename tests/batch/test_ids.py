from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.batch.ids import LARGEST_VALUE, IdTable


@settings(derandomize=True, max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=5), st.integers(0, LARGEST_VALUE))))
def test_it_holds_what_a_dictionary_holds(pairs: list[tuple[str, int]]) -> None:
    table, expected = IdTable(), dict[str, int]()
    for name, value in pairs:
        assert table.put(name, value) == (name not in expected)
        expected[name] = value
    assert len(table) == len(expected)
    assert {name: table.get(name) for name in expected} == expected
    assert all(name in table for name in expected)


def test_it_grows_and_loses_nothing() -> None:
    table = IdTable()
    for number in range(5_000):
        table.put(f"article {number}", number)
    assert all(table.get(f"article {number}") == number for number in range(5_000))
    assert "article 5000" not in table
    assert table.get("article 5000") is None


def test_half_of_a_surrogate_pair_is_an_id_like_any_other() -> None:
    table = IdTable()
    table.put("\ud800", 1)
    assert table.get("\ud800") == 1
    assert "?" not in table
