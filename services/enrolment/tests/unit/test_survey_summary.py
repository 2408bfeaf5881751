"""No two figures of the survey tell of few when one is taken from the other, nor beside the pupils on the roster."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from enrolment.entrypoints.http.children import SurveySummary
from kernel.small_groups import ABOVE_SCHOOLS, IN_A_SCHOOL

WISHES = st.lists(st.integers(min_value=0, max_value=60), min_size=9, max_size=9)


def summary(pupils: int, wishes: list[int], *, least: int) -> list[int]:
    """The figures that are shown."""
    answers, care, art, sport, science, *per_weekday = wishes
    named = {"answers": answers, "care": care, "art": art, "sport": sport, "science": science}
    shown = SurveySummary.of({**named, "pupils": pupils, "per_weekday": per_weekday[:4]}, least=least)
    found = [shown.answers, shown.care, shown.art, shown.sport, shown.science, *shown.per_weekday]
    return [count for count in found if count is not None]


@given(pupils=st.integers(60, 90), wishes=WISHES, least=st.sampled_from([IN_A_SCHOOL, ABOVE_SCHOOLS]))
def test_tells_of_no_few_by_subtraction(pupils: int, wishes: list[int], least: int) -> None:
    told = [pupils, *summary(pupils, wishes, least=least)]
    assert all(count == 0 or count >= least for count in told)
    assert all(one == other or abs(one - other) >= least for one, other in combinations(told, 2))


def test_tells_not_by_a_wish_of_all_who_answered_how_many_did_not() -> None:
    assert summary(40, [38, 38, 20, 0, 38, 38, 20, 0, 0], least=IN_A_SCHOOL) == [20, 0, 20, 0, 0]
