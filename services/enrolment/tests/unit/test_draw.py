"""Seats are drawn fairly: never too many, never depending on order, and nobody is forgotten."""

from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from enrolment.domain.draw import Drawn, DrawnOffering, Entrant, draw, priority_of
from rulebook.words import PriorityGroup

_IDS = UUID("00000000-0000-4000-8000-000000000001")


def offering(number: int, *, seats: int, weekday: int = 1, price: int = 100) -> DrawnOffering:
    return DrawnOffering(uuid5(_IDS, f"o{number}"), (f"o{number}",), seats, frozenset({weekday}), (), price)


def entrant(number: int, wishes: tuple[int, ...], *, wanted: int = 1, priority: int = 0) -> Entrant:
    return Entrant(
        application_id=uuid5(_IDS, f"a{number}"),
        pupil_id=uuid5(_IDS, f"p{number}"),
        draw_key=number.to_bytes(4, "big"),
        priority=priority,
        grade=3,
        wishes=tuple(uuid5(_IDS, f"o{wish}") for wish in wishes),
        wanted=wanted,
    )


def told(drawn: Drawn) -> set[tuple[str, UUID, UUID]]:
    return {
        *(("placed", seat.entrant.pupil_id, seat.offering_id) for seat in drawn.placed),
        *(("alternative", seat.entrant.pupil_id, seat.offering_id) for seat in drawn.alternatives),
        *(("waiting", one.entrant.pupil_id, one.offering_id) for one in drawn.waiting),
    }


offerings = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5)), min_size=1, max_size=5).map(
    lambda rows: [offering(place, seats=seats, weekday=day) for place, (seats, day) in enumerate(rows)]
)


@st.composite
def draws(chosen: st.DrawFn) -> tuple[list[Entrant], list[DrawnOffering]]:
    stock = chosen(offerings)
    wishes = st.lists(st.integers(0, len(stock) - 1), min_size=1, max_size=len(stock), unique=True).map(tuple)
    rows = chosen(st.lists(st.tuples(wishes, st.integers(1, 3), st.integers(0, 2)), max_size=30))
    entrants = [
        entrant(number, wished, wanted=wanted, priority=priority)
        for number, (wished, wanted, priority) in enumerate(rows)
    ]
    return entrants, stock


@given(draws(), st.text(max_size=8))
def test_gives_out_no_seat_twice_and_forgets_nobody(case: tuple[list[Entrant], list[DrawnOffering]], seed: str) -> None:
    entrants, stock = case
    drawn = draw(entrants, stock, seed=seed, cap_fen=250)
    for one in stock:
        given_out = [seat for seat in (*drawn.placed, *drawn.alternatives) if seat.offering_id == one.id]
        assert len(given_out) <= one.seats_left
    placed = {seat.entrant.pupil_id for seat in drawn.placed}
    offered = {seat.entrant.pupil_id for seat in drawn.alternatives}
    waiting = {one.entrant.pupil_id for one in drawn.waiting}
    assert placed | offered | waiting == {one.pupil_id for one in entrants}
    assert not placed & offered
    assert not (placed | offered) & waiting


@given(draws())
def test_never_clashes_nor_exceeds_wishes_or_the_cap(case: tuple[list[Entrant], list[DrawnOffering]]) -> None:
    entrants, stock = case
    by_id = {one.id: one for one in stock}
    drawn = draw(entrants, stock, seed="s", cap_fen=250)
    for one in entrants:
        mine = [by_id[seat.offering_id] for seat in drawn.placed if seat.entrant.pupil_id == one.pupil_id]
        days = [day for got in mine for day in got.weekdays]
        assert len(days) == len(set(days))
        assert len(mine) <= one.wanted
        assert sum(got.price_fen for got in mine) <= 250
        assert all(got.id in one.wishes for got in mine)


@settings(max_examples=50)
@given(draws(), st.randoms())
def test_does_not_depend_on_the_order_of_applications(
    case: tuple[list[Entrant], list[DrawnOffering]], chance: object
) -> None:
    entrants, stock = case
    shuffled, shelved = list(entrants), list(stock)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    chance.shuffle(shelved)  # type: ignore[attr-defined]
    assert told(draw(entrants, stock, seed="s")) == told(draw(shuffled, shelved, seed="s"))


def test_serves_priority_groups_first() -> None:
    some = [entrant(number, (0,), priority=1) for number in range(30)]
    urgent = entrant(99, (0,), priority=0)
    drawn = draw([*some, urgent], [offering(0, seats=1)], seed="any")
    assert [seat.entrant for seat in drawn.placed] == [urgent]


def test_offers_who_got_nothing_another_seat_before_the_waiting_list() -> None:
    two = [entrant(1, (0,)), entrant(2, (0,))]
    drawn = draw(two, [offering(0, seats=1), offering(1, seats=1, weekday=2)], seed="x")
    assert (len(drawn.placed), len(drawn.alternatives), len(drawn.waiting)) == (1, 1, 0)
    drawn = draw(two, [offering(0, seats=1)], seed="x", waiting_before={offering(0, seats=1).id: 4})
    assert [one.position for one in drawn.waiting] == [5]


def test_gives_nobody_a_second_course_before_everybody_had_the_chance_of_a_first() -> None:
    greedy = [entrant(number, (0, 1), wanted=2) for number in range(2)]
    drawn = draw(greedy, [offering(0, seats=1), offering(1, seats=1, weekday=2)], seed="x")
    assert {seat.entrant.pupil_id for seat in drawn.placed} == {one.pupil_id for one in greedy}


def test_another_seed_can_give_another_outcome() -> None:
    many = [entrant(number, (0,)) for number in range(20)]
    outcomes = {tuple(told(draw(many, [offering(0, seats=1)], seed=str(seed)))) for seed in range(8)}
    assert len(outcomes) > 1


def test_ranks_a_pupil_by_its_best_group() -> None:
    order = (PriorityGroup.DISABLED, PriorityGroup.POOR, PriorityGroup.LOWER_GRADES)
    assert priority_of(["poor"], grade=4, order=order) == 1
    assert priority_of(["disabled", "poor"], grade=4, order=order) == 0
    assert priority_of([], grade=1, order=order) == 2
    assert priority_of([], grade=5, order=order) == 3
