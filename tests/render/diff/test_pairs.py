from hypothesis import given
from hypothesis import strategies as st

from summarizer.brief import Evidence
from summarizer.render.diff.pairs import Pairs, pair_up
from tests.support.work import LINEAR, growth


def spans(*places: tuple[int, int]) -> list[Evidence]:
    return [Evidence(start=start, end=end, text="x" * (end - start)) for start, end in places]


def pairs(first: list[list[Evidence]], second: list[list[Evidence]]) -> Pairs:
    return pair_up(first, second, spans=lambda item: item, likeness=lambda a, b: 0.0)


def test_the_best_pairs_come_first() -> None:
    whole, half = spans((0, 100)), spans((0, 60))
    assert pairs([half, whole], [whole]) == Pairs([(1, 0)], [0], [])


def test_what_only_meets_does_not_overlap() -> None:
    assert pairs([spans((0, 10))], [spans((10, 20))]).together == []


def test_half_of_the_shorter_is_enough() -> None:
    assert pairs([spans((0, 10))], [spans((5, 100))]).together == [(0, 0)]
    assert pairs([spans((0, 10))], [spans((6, 100))]).together == []


def test_several_passages_count_together() -> None:
    assert pairs([spans((0, 10), (50, 60), (5, 12))], [spans((52, 58), (6, 30))]).together == [(0, 0)]


place = st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda one: (one[0], one[0] + one[1]))
items = st.lists(st.lists(place, min_size=1, max_size=3).map(lambda places: spans(*places)), max_size=6)


@given(items, items)
def test_every_item_is_paired_once_or_left_over(
    first: list[list[Evidence]], second: list[list[Evidence]]
) -> None:
    found = pairs(first, second)
    assert sorted([i for i, _ in found.together] + found.only_first) == list(range(len(first)))
    assert sorted([j for _, j in found.together] + found.only_second) == list(range(len(second)))


def test_evidence_of_nothing_is_evidence_of_no_pair() -> None:
    nothing = [Evidence(start=5, end=5, text="")]
    assert pairs([nothing], [nothing, spans((0, 10))]).together == []


def test_many_claims_take_work_in_proportion() -> None:
    def pair(claims: int) -> Pairs:
        many = [spans((place, place + 8)) for place in range(0, 10 * claims, 10)]
        return pairs(many, many)

    assert growth(pair, 50) < LINEAR
    assert len(pair(4_000).together) == 4_000
