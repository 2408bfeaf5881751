"""Whoever looks at a school from above can tell nobody by a fact, by the difference of two, nor by that of two days."""

from collections.abc import Mapping
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from inspection.domain.anomaly import next_facts_told
from inspection.entrypoints.http.small_groups import facts_from_above

COUNTS = st.integers(min_value=0, max_value=60)
NAMES = st.sampled_from(["pupils", "submitted", "served"])


def shown(facts: Mapping[str, int], *beside: int) -> dict[str, int | None]:
    return facts_from_above(facts, next_facts_told({}, facts), beside=beside)


@given(facts=st.dictionaries(NAMES, COUNTS), beside=COUNTS)
def test_tells_of_no_few_beside_each_other_and_beside_the_district(facts: dict[str, int], beside: int) -> None:
    told = [count for count in shown(facts, beside).values() if count is not None]
    assert all(count == 0 or count >= 10 for count in told)
    for one, other in (*combinations(told, 2), *((count, beside) for count in told)):
        assert one == other or abs(one - other) >= 10


@given(days=st.lists(COUNTS, min_size=2, max_size=20))
def test_tells_of_no_few_by_what_was_told_the_day_before(days: list[int]) -> None:
    """So many families have not paid 300 yuan each."""
    seen, told = [], {}
    for pupils in days:
        facts = {"pupils": pupils, "missing_fen": pupils * 30_000}
        told = next_facts_told(told, facts)
        found = facts_from_above(facts, told, beside=())
        if found["pupils"] is not None:
            seen.append((found["pupils"], found["missing_fen"]))
        else:
            assert found["missing_fen"] is None
    assert all(fen == pupils * 30_000 for pupils, fen in seen)
    assert all(one == other or abs(one[0] - other[0]) >= 10 for one, other in pairwise(seen))


def test_tells_not_how_many_of_a_class_declined() -> None:
    assert shown({"pupils": 40, "served": 38}) == {"pupils": 40, "served": None}
    assert shown({"pupils": 40, "served": 40}) == {"pupils": 40, "served": 40}


def test_tells_not_by_the_district_how_many_take_part_elsewhere() -> None:
    """Of the district's 45 pupils 43 take part; the other school is of five."""
    assert shown({"pupils": 40, "served": 40}, 45, 43) == {"pupils": None, "served": None}


def test_tells_no_amount_of_a_few_families() -> None:
    assert shown({"pupils": 1, "missing_fen": 1_234}) == {"pupils": None, "missing_fen": None}
    assert shown({"bills": 12, "due_fen": 240_000}) == {"bills": 12, "due_fen": 240_000}


def test_tells_no_change_of_the_amount_of_the_same_families() -> None:
    """One of twelve families paid; the others still owe what they owed."""
    before = next_facts_told({}, {"pupils": 12, "missing_fen": 240_000})
    facts = {"pupils": 12, "missing_fen": 221_000}
    told = next_facts_told(before, facts)
    assert facts_from_above(facts, told, beside=()) == {"pupils": 12, "missing_fen": 240_000}


def test_tells_what_many_pay_and_never_what_one_does() -> None:
    over = {"pupils": 30, "cap_fen": 90_000, "most_fen": 120_000}
    assert shown(over) == {"pupils": 30, "cap_fen": 90_000, "most_fen": None}
