from summarizer.embedded.seats import BEGINNINGS, MOST_TOKENS, Seats, at_once


def test_one_article_at_a_time_has_one_slot_whatever_it_asks() -> None:
    seats = Seats()
    assert (seats.slots, list(seats.give("a")), list(seats.give("b"))) == (1, [0], [0])
    assert (seats.hold("a"), seats.hold("b")) == (False, True)


def test_every_beginning_has_a_slot_for_every_article_and_some_are_left() -> None:
    seats = Seats(4)
    given = [slot for number in range(BEGINNINGS) for slot in seats.give(str(number))]
    assert given == list(range(BEGINNINGS * 4))
    assert seats.slots == len(given) + 4
    assert list(seats.give("0")) == [0, 1, 2, 3]


def test_beginning_too_many_takes_the_place_of_the_first() -> None:
    seats = Seats(2)
    first = seats.give("first")
    for number in range(1, BEGINNINGS):
        seats.give(str(number))
    assert seats.give("one too many") == first
    assert not seats.hold("first")
    assert seats.hold("1")


def test_slots_that_hold_nothing_after_all_are_given_next() -> None:
    seats = Seats(2)
    seats.give("one")
    lost = seats.give("other")
    seats.forget("other")
    seats.forget("unheard of")
    assert not seats.hold("other")
    assert seats.give("third") == lost
    assert seats.hold("one")


def test_memory_limits_articles_at_a_time() -> None:
    assert at_once(4, 8_192) == 4
    assert at_once(64, 8_192) == MOST_TOKENS // 8_192
    assert at_once(4, 2 * MOST_TOKENS) == 1
