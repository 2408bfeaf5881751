"""Nobody can be told by what the overview says: not of few, not by two figures, two districts, two days or a month.

The attacker looks every day, as an officer of the city and of each district, and keeps every answer.
"""

from collections.abc import Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from inspection.application.queries import DistrictFigures, DistrictMonth, Freshness, Overview
from inspection.application.tell_overview import TellOverview
from inspection.domain.told import BY_MONTH, PUPILS, of_month
from kernel.organisation import OrganisationPath
from kernel.small_groups import Figure

CITY = "/3401"
DISTRICTS = (f"{CITY}/340104", f"{CITY}/340111")
MONTHS = ("2026-03", "2026-04")
FEE = 30_000
NOON = datetime(2026, 3, 31, 4, tzinfo=UTC)
COUNT = st.integers(min_value=0, max_value=40)


def at_once(answer: Coroutine[Any, Any, Any]) -> Any:
    """What is answered where nothing has to be waited for."""
    with pytest.raises(StopIteration) as end:
        answer.send(None)
    return end.value.value


@dataclass
class KeptInMemory:
    kept: dict[tuple[str, str], Mapping[str, Figure]] = field(default_factory=dict)

    async def of_districts(self, paths: Sequence[str], term: str) -> Mapping[str, Mapping[str, Figure]]:
        return {path: self.kept[path, term] for path in paths if (path, term) in self.kept}

    async def lock(self, term: str) -> None: ...

    async def keep(self, path: str, term: str, figures: Mapping[str, Figure]) -> None:
        self.kept[path, term] = figures


@dataclass
class City:
    """What the read model holds today, and whoever asks for the overview of it."""

    districts: tuple[DistrictFigures, ...] = ()
    months: tuple[DistrictMonth, ...] = ()
    told: KeptInMemory = field(default_factory=KeptInMemory)

    async def overview(self, term: str, *, within: OrganisationPath) -> Overview:
        def is_seen(path: str) -> bool:
            return within.covers(OrganisationPath(path))

        districts = tuple(one for one in self.districts if is_seen(one.path))
        months = tuple(one for one in self.months if is_seen(one.district_path))
        return Overview(term, districts, months, 0, 0, (), Freshness(NOON, ()))

    def ask(self, path: str) -> Mapping[str, int | None]:
        @asynccontextmanager
        async def begin() -> Any:
            yield self

        tell: Any = TellOverview(begin, self)  # type: ignore[arg-type]
        return at_once(tell("2026-spring", within=OrganisationPath(path))).figures


@dataclass(frozen=True)
class Day:
    """How many pupils of a district there are, take part, were billed and paid by then."""

    pupils: int
    served: int
    waived: int
    billed: tuple[int, int]
    paid: tuple[int, int]

    def figures(self, path: str) -> DistrictFigures:
        bills, paid = sum(self.billed), sum(self.paid)
        waived = min(self.waived, bills)
        values: dict[str, Any] = {one.name: 0 for one in fields(DistrictFigures)} | {
            "path": path,
            "code": path[-6:],
            "name": path,
            "pupils": self.pupils,
            "served": min(self.served, self.pupils),
            "bills": bills,
            "paid_bills": paid,
            "waived_bills": waived,
            "amount_fen": bills * FEE,
            "waived_fen": waived * FEE // 2,
            "due_fen": bills * FEE - waived * FEE // 2,
            "received_fen": paid * FEE,
        }
        return DistrictFigures(**values)

    def months(self, path: str) -> list[DistrictMonth]:
        waived = min(self.waived, sum(self.billed))
        in_march = min(waived, self.billed[0])
        return [
            DistrictMonth(
                district_path=path,
                month=month,
                due_fen=bills * FEE - lowered * FEE // 2,
                received_fen=paid * FEE,
                refunded_fen=0,
                bills=bills,
                bills_changed=0,
                paid_bills=paid,
                refunds=0,
            )
            for month, bills, paid, lowered in zip(
                MONTHS, self.billed, self.paid, (in_march, waived - in_march), strict=True
            )
        ]


PAIR = st.tuples(COUNT, COUNT)
DAYS = st.lists(
    st.tuples(*(st.builds(Day, COUNT.map(lambda n: n + 40), COUNT, COUNT, PAIR, PAIR) for _ in DISTRICTS)),
    min_size=1,
    max_size=8,
)

# The search costs a second each; a failing case is short enough as it is found.
BRIEFLY = settings(max_examples=60, deadline=None, phases=set(Phase) - {Phase.shrink})


def answers(days: Sequence[Sequence[Day]]) -> dict[str, list[Mapping[str, int | None]]]:
    """What the city and each district are shown, day by day."""
    city, seen = City(), {path: [] for path in (CITY, *DISTRICTS)}
    for day in days:
        city.districts = tuple(one.figures(path) for one, path in zip(day, DISTRICTS, strict=True))
        city.months = tuple(month for one, path in zip(day, DISTRICTS, strict=True) for month in one.months(path))
        for path, found in seen.items():
            found.append(city.ask(path))
    return seen


def is_of_few(people: float) -> bool:
    return 0 < abs(people) < 10


@given(days=DAYS)
@BRIEFLY
def test_tells_of_no_few_by_one_figure_or_two(days: list[Any]) -> None:
    for figures in (one for path in DISTRICTS for one in answers(days)[path]):
        counts = [count for name in PUPILS if (count := figures[name]) is not None]
        assert not any(is_of_few(count) for count in counts)
        assert not any(is_of_few(one - other) for one, other in combinations(counts, 2))
        billed, waived, received = (figures[name] for name in ("amount_fen", "waived_fen", "received_fen"))
        assert not any(is_of_few(fen / FEE) for fen in (billed, received) if fen is not None)
        assert waived is None or not is_of_few(waived / (FEE / 2))
        # Beside what is due, what was billed says what was waived.
        assert billed is None or waived is not None


@given(days=DAYS)
@BRIEFLY
def test_tells_of_no_few_by_the_city_less_its_districts(days: list[Any]) -> None:
    seen = answers(days)
    for whole, *parts in zip(*seen.values(), strict=True):
        for name, figure in whole.items():
            if figure is not None:
                assert figure == sum(part[name] for part in parts)


@given(days=DAYS)
@BRIEFLY
def test_tells_of_no_few_by_today_less_yesterday(days: list[Any]) -> None:
    for path, found in answers(days).items():
        for name, worth in (("pupils", 1), ("served", 1), ("amount_fen", FEE), ("received_fen", FEE)):
            told = [figure for figures in found if (figure := figures[name]) is not None]
            changes = [(after - before) / worth for before, after in pairwise(told)]
            if path in DISTRICTS:
                assert not any(is_of_few(people) for people in changes), name
        for kind in ("received_fen",):
            for month in MONTHS:
                told = [fen for figures in found if (fen := figures[of_month(month, kind)]) is not None]
                if path in DISTRICTS:
                    assert not any(is_of_few((after - before) / FEE) for before, after in pairwise(told))


@given(days=DAYS)
@BRIEFLY
def test_tells_of_no_few_by_the_whole_less_the_months(days: list[Any]) -> None:
    for path in DISTRICTS:
        found = answers(days)[path]
        for today in found:
            for kind in BY_MONTH:
                parts = [today[of_month(month, kind)] for month in MONTHS]
                if all(part is not None for part in parts):
                    assert sum(parts) == today[kind]
        # Nor by the whole of one day less the months of the day before.
        for before, after in pairwise(found):
            parts = [before[of_month(month, "received_fen")] for month in MONTHS]
            if after["received_fen"] is not None and all(part is not None for part in parts):
                assert not is_of_few((after["received_fen"] - sum(parts)) / FEE)


def test_tells_all_there_is_of_many() -> None:
    days = [[Day(40, 20, 10, (20, 20), (10, 20)) for _ in DISTRICTS]]
    [figures] = answers(days)[CITY]
    assert (figures["pupils"], figures["served"]) == (80, 40)
    assert (figures["amount_fen"], figures["waived_fen"]) == (80 * FEE, 10 * FEE)
    assert (figures["due_fen"], figures["received_fen"]) == (70 * FEE, 60 * FEE)
    assert [figures[of_month(month, "received_fen")] for month in MONTHS] == [20 * FEE, 40 * FEE]
