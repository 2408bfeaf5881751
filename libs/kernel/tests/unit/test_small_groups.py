from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from kernel.small_groups import ABOVE_SCHOOLS, IN_A_SCHOOL, Figure, amount_shown, next_shown, shown, shown_together

COUNTS = st.integers(min_value=0, max_value=60)
LEAST = st.sampled_from([IN_A_SCHOOL, ABOVE_SCHOOLS])


@given(part=COUNTS, rest=COUNTS, least=LEAST)
def test_tells_of_no_few_by_themselves_or_by_subtraction(part: int, rest: int, least: int) -> None:
    told = shown(part, of=part + rest, least=least)
    assert told in (None, part)
    if told is not None:
        assert all(people == 0 or people >= least for people in (part, rest))


def test_shows_nobody_and_everybody() -> None:
    assert shown(0, of=40, least=ABOVE_SCHOOLS) == 0
    assert shown(40, of=40, least=ABOVE_SCHOOLS) == 40
    assert shown(0, least=ABOVE_SCHOOLS) == 0


@given(people=COUNTS, least=LEAST)
def test_shows_no_amount_of_a_few(people: int, least: int) -> None:
    assert amount_shown(19_200, people=people, least=least) == (None if 0 < people < least else 19_200)


@given(counts=st.dictionaries(st.sampled_from("abcdef"), COUNTS), beside=COUNTS, least=LEAST)
def test_tells_of_no_few_by_any_two_figures_that_stand_together(
    counts: dict[str, int], beside: int, least: int
) -> None:
    found = shown_together(counts, beside=[beside], least=least)
    assert all(found[name] in (None, count) for name, count in counts.items())
    told = [count for count in found.values() if count is not None]
    assert all(count == 0 or count >= least for count in told)
    for one, other in (*combinations(told, 2), *((count, beside) for count in told)):
        assert one == other or abs(one - other) >= least


@given(people=st.lists(COUNTS, min_size=2, max_size=30), least=LEAST)
def test_tells_of_no_few_by_what_a_figure_was_before(people: list[int], least: int) -> None:
    """Each of them pays 300 yuan: who looks every day sees no change that is of a few families."""
    seen, before = [], None
    for count in people:
        before = next_shown(before, Figure(count * 30_000, count), least=least)
        if before is not None and shown(count, least=least) is not None:
            seen.append(before)
    assert all(one == other or abs(one.people - other.people) >= least for one, other in pairwise(seen))
    assert all(figure.value == figure.people * 30_000 for figure in seen)
