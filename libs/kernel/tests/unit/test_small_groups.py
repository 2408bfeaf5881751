from hypothesis import given
from hypothesis import strategies as st

from kernel.small_groups import ABOVE_SCHOOLS, IN_A_SCHOOL, amount_shown, shown

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
