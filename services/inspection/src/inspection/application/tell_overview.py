"""Telling whoever looks from above where the terms of the schools stand, and keeping what was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspection.application.ports import Told, UnitOfWorkFactory
from inspection.application.queries import DistrictFigures, DistrictMonth, Overview, Queries
from inspection.domain.told import BY_MONTH, Figures, Telling, of_month, pupil_counts, tell
from kernel.organisation import OrganisationPath
from kernel.small_groups import ABOVE_SCHOOLS, Figure


@dataclass(frozen=True, slots=True)
class OverviewTold:
    """`figures` are those of all districts together; None where one of them may not be told."""

    overview: Overview
    figures: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class TellOverview:
    unit_of_work: UnitOfWorkFactory
    queries: Queries

    async def __call__(self, term: str, *, within: OrganisationPath) -> OverviewTold:
        overview = await self.queries.overview(term, within=within)
        months = sorted({one.month for one in overview.months})
        now = {
            one.path: _figures(one, [month for month in overview.months if month.district_path == one.path], months)
            for one in overview.districts
        }
        async with self.unit_of_work() as work:
            tellings = await _tell(work.told, term, now, months)
        shown = [one.shown for one in tellings.values()]
        names = sorted({name for one in shown for name in one})
        newest = tuple(
            replace(one, district=pupil_counts(tellings[one.anomaly.district_path].kept)) for one in overview.newest
        )
        figures = {name: _together([one[name] for one in shown]) for name in names}
        return OverviewTold(replace(overview, newest=newest), figures)


async def _tell(store: Told, term: str, now: Mapping[str, Figures], months: Sequence[str]) -> Mapping[str, Telling]:
    """What is told of each district; what is told anew is kept."""
    before, tellings = await _after_what_was_told(store, term, now, months)
    if all(one.kept == before[path] for path, one in tellings.items()):
        return tellings
    # Another request may have told new figures meanwhile.
    await store.lock(term)
    before, tellings = await _after_what_was_told(store, term, now, months)
    for path, one in tellings.items():
        if one.kept != before[path]:
            await store.keep(path, term, one.kept)
    return tellings


async def _after_what_was_told(
    store: Told, term: str, now: Mapping[str, Figures], months: Sequence[str]
) -> tuple[Mapping[str, Figures], Mapping[str, Telling]]:
    known = await store.of_districts(list(now), term)
    before = {path: known.get(path, {}) for path in now}
    return before, {path: tell(before[path], figures, months) for path, figures in now.items()}


def _together(parts: Sequence[int | None]) -> int | None:
    found = [part for part in parts if part is not None]
    return sum(found) if len(found) == len(parts) else None


def _figures(one: DistrictFigures, months: Sequence[DistrictMonth], names: Sequence[str]) -> dict[str, Figure]:
    by_month = {
        of_month(name, kind): figure
        for name in names
        for kind, figure in _of_month(next((month for month in months if month.month == name), None)).items()
    }
    acts = {kind: sum(by_month[of_month(name, kind)].people for name in names) for kind in BY_MONTH}
    families = {"due_fen": one.bills, "received_fen": one.paid_bills, "refunded_fen": one.refunds_paid}
    fen = {"due_fen": one.due_fen, "received_fen": one.received_fen, "refunded_fen": one.refunded_fen}
    counts = {
        "pupils": one.pupils,
        "served": one.served,
        "care_served": one.care_served,
        "course_served": one.course_served,
        "participants": one.participants,
        "counted": one.subsidy_participants,
        "lowered": one.bills_changed,
    }
    return {
        **{name: Figure(count, count) for name, count in counts.items()},
        "amount_fen": Figure(one.amount_fen, one.bills),
        "waived_fen": Figure(one.waived_fen, one.waived_bills),
        "subsidy_fen": Figure(one.subsidy_fen, one.subsidy_participants),
        **{kind: Figure(fen[kind], _people(families[kind], acts[kind])) for kind in BY_MONTH},
        **by_month,
    }


def _of_month(one: DistrictMonth | None) -> dict[str, Figure]:
    if one is None:
        return dict.fromkeys(BY_MONTH, Figure(0, 0))
    return {
        "due_fen": Figure(one.due_fen, _people(one.bills, one.bills + one.bills_changed)),
        "received_fen": Figure(one.received_fen, one.paid_bills),
        "refunded_fen": Figure(one.refunded_fen, one.refunds),
    }


def _people(families: int, acts: int) -> int:
    """Few families are few, however often they pay; of enough of them each act counts."""
    return families if families < ABOVE_SCHOOLS else acts
