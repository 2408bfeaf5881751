"""Whoever looks at a school from above can tell nobody by a number, nor by the difference of two."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from inspection.entrypoints.http.small_groups import above_schools

COUNTS = st.integers(min_value=0, max_value=60)
NAMES = st.sampled_from(["pupils", "submitted", "placed", "signed", "bills", "unbilled", "refunds", "paid"])


@given(st.lists(st.dictionaries(NAMES, COUNTS, max_size=4), max_size=5))
def test_tells_of_no_few_in_any_pair_of_tables(tables: list[dict[str, int]]) -> None:
    told = [count for table in above_schools(tables) for count in table.values() if count is not None]
    assert all(count == 0 or count >= 10 for count in told)
    assert all(abs(one - other) == 0 or abs(one - other) >= 10 for one, other in product(told, told))


def test_tells_not_how_many_of_a_class_declined() -> None:
    assert above_schools([{"pupils": 40, "served": 38}]) == [{"pupils": 40, "served": None}]
    assert above_schools([{"pupils": 40, "served": 40}]) == [{"pupils": 40, "served": 40}]


def test_tells_no_amount_of_a_few_families() -> None:
    refunds = {"refunds": 12, "paid": 1, "refunded_fen": 1_234}
    assert above_schools([refunds]) == [{"refunds": 12, "paid": None, "refunded_fen": None}]
    assert above_schools([{"bills": 1, "due_fen": 19_200}, {"received_fen": 19_200, "lines": 3}]) == [
        {"bills": None, "due_fen": None},
        {"received_fen": None, "lines": 3},
    ]


def test_tells_what_many_pay_and_never_what_one_does() -> None:
    over = {"pupils": 30, "cap_fen": 90_000, "most_fen": 120_000}
    assert above_schools([over]) == [{"pupils": 30, "cap_fen": 90_000, "most_fen": None}]
    unpaid = {"pupils": 12, "missing_fen": 240_000}
    assert above_schools([unpaid]) == [unpaid]
