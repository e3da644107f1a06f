from summarizer.embedded.slot_groups import BEGINNINGS, MOST_TOKENS, SlotGroups, at_once


def test_one_article_at_a_time_has_one_slot_whatever_it_asks() -> None:
    groups = SlotGroups()
    assert (groups.slots, list(groups.give("a")), list(groups.give("b"))) == (1, [0], [0])
    assert (groups.hold("a"), groups.hold("b")) == (False, True)


def test_every_beginning_has_a_slot_for_every_article_and_some_are_left() -> None:
    groups = SlotGroups(4)
    given = [slot for number in range(BEGINNINGS) for slot in groups.give(str(number))]
    assert given == list(range(BEGINNINGS * 4))
    assert groups.slots == len(given) + 4
    assert list(groups.give("0")) == [0, 1, 2, 3]


def test_beginning_too_many_takes_the_place_of_the_first() -> None:
    groups = SlotGroups(2)
    first = groups.give("first")
    for number in range(1, BEGINNINGS):
        groups.give(str(number))
    assert groups.give("one too many") == first
    assert not groups.hold("first")
    assert groups.hold("1")


def test_slots_that_hold_nothing_after_all_are_given_next() -> None:
    groups = SlotGroups(2)
    groups.give("one")
    lost = groups.give("other")
    groups.forget("other")
    groups.forget("unheard of")
    assert not groups.hold("other")
    assert groups.give("third") == lost
    assert groups.hold("one")


def test_memory_limits_articles_at_a_time() -> None:
    assert at_once(4, 8_192) == 4
    assert at_once(64, 8_192) == MOST_TOKENS // 8_192
    assert at_once(4, 2 * MOST_TOKENS) == 1
