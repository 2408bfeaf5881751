"""The dashboard of the city and of a district."""

from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from chassis.http.values import TermWord
from inspection.application.queries import DistrictFigures, Overview
from inspection.entrypoints.http.anomalies import AnomalyView
from inspection.entrypoints.http.dependencies import OverviewReader, UseCasesDep
from inspection.entrypoints.http.freshness import FreshnessView, answer
from kernel.actor import Actor
from kernel.small_groups import ABOVE_SCHOOLS, amount_shown, shown

router = APIRouter(prefix="/v1/overview", tags=["overview"])


class Fraction(BaseModel):
    numerator: int
    denominator: int
    as_of: datetime


class PupilsTile(BaseModel):
    """Counts that would tell of fewer than ten pupils, by themselves or by what they leave, are null."""

    numerator: int | None
    denominator: int | None
    care: int | None
    course: int | None
    participants: int | None = Field(
        description="Whom the subsidy counts: who attended its service as often as the pack asks by its cut-off date."
    )
    as_of: datetime


class MoneyTile(BaseModel):
    """In fen; `due_fen` is what families are asked for: billed less waived less cancelled or given back.

    An amount that is of fewer than ten bills, by itself or as a difference, is null.
    """

    billed_fen: int | None
    waived_fen: int | None
    due_fen: int | None
    received_fen: int | None
    refunded_fen: int | None
    subsidy_fen: int | None
    as_of: datetime


class Tiles(BaseModel):
    schools: Fraction
    pupils: PupilsTile
    money: MoneyTile
    anomalies: Fraction


class Gates(BaseModel):
    """Of the district's schools, how many passed each."""

    plan: int
    publicity: int
    agreement: int
    bills: int
    reconciliation: int
    month_close: int


class DistrictRow(BaseModel):
    code: str
    name: str
    schools: int
    opened: int
    gates: Gates


class MonthView(BaseModel):
    """In fen; `due_fen` is what is asked for by the bills of the month, as they stand now."""

    month: str
    due_fen: int
    received_fen: int
    refunded_fen: int | None = Field(description="Null as in the tiles.")


class OverviewView(BaseModel):
    term: str
    tiles: Tiles
    districts: list[DistrictRow]
    months: list[MonthView]
    newest_anomalies: list[AnomalyView]
    freshness: FreshnessView

    @classmethod
    def of(cls, overview: Overview, by: Actor) -> "OverviewView":
        return cls(
            term=overview.term,
            tiles=_tiles(overview),
            districts=[_district(one) for one in overview.districts],
            months=_months(overview),
            newest_anomalies=[AnomalyView.of(one, by) for one in overview.newest],
            freshness=FreshnessView.of(overview.freshness),
        )


def _total(overview: Overview, figure: Callable[[DistrictFigures], int]) -> int:
    return sum(figure(one) for one in overview.districts)


def _tiles(overview: Overview) -> Tiles:
    as_of = overview.freshness.as_of
    opened, schools = _total(overview, lambda d: d.opened), _total(overview, lambda d: d.schools)
    return Tiles(
        schools=Fraction(numerator=opened, denominator=schools, as_of=as_of),
        pupils=_pupils(overview),
        money=_money(overview),
        anomalies=Fraction(numerator=overview.anomalies_open, denominator=overview.anomalies_total, as_of=as_of),
    )


def _pupils(overview: Overview) -> PupilsTile:
    pupils = _total(overview, lambda d: d.pupils)

    def part(figure: Callable[[DistrictFigures], int]) -> int | None:
        return shown(_total(overview, figure), of=pupils, least=ABOVE_SCHOOLS)

    return PupilsTile(
        numerator=part(lambda d: d.served),
        denominator=shown(pupils, least=ABOVE_SCHOOLS),
        care=part(lambda d: d.care_served),
        course=part(lambda d: d.course_served),
        participants=part(lambda d: d.participants),
        as_of=overview.freshness.as_of,
    )


def _money(overview: Overview) -> MoneyTile:
    bills, waived = _total(overview, lambda d: d.bills), _total(overview, lambda d: d.waived_bills)
    participants = _total(overview, lambda d: d.participants)

    def fen(figure: Callable[[DistrictFigures], int], *counts: int) -> int | None:
        few = any(amount_shown(0, people=people, least=ABOVE_SCHOOLS) is None for people in counts)
        return None if few else _total(overview, figure)

    return MoneyTile(
        # Beside what is due, what was billed would tell what was waived.
        billed_fen=fen(lambda d: d.amount_fen, bills, waived),
        waived_fen=fen(lambda d: d.waived_fen, bills, waived),
        due_fen=fen(lambda d: d.due_fen, bills),
        received_fen=fen(lambda d: d.received_fen, bills),
        refunded_fen=fen(lambda d: d.refunded_fen, _total(overview, lambda d: d.refunds_paid)),
        # Each participant brings the same, so the sum tells how many they are.
        subsidy_fen=fen(lambda d: d.subsidy_fen, participants),
        as_of=overview.freshness.as_of,
    )


def _months(overview: Overview) -> list[MonthView]:
    """How many families a month's money is of is not known here: it is shown where the whole is of enough."""
    whole = _money(overview)
    if whole.due_fen is None:
        return []
    return [
        MonthView(
            month=one.month,
            due_fen=one.due_fen,
            received_fen=one.received_fen,
            refunded_fen=None if whole.refunded_fen is None else one.refunded_fen,
        )
        for one in overview.months
    ]


def _district(one: DistrictFigures) -> DistrictRow:
    gates = Gates(
        plan=one.plan_approved,
        publicity=one.notice_in_force,
        agreement=one.agreed,
        bills=one.billed,
        reconciliation=one.reconciled,
        month_close=one.month_closed,
    )
    return DistrictRow(code=one.code, name=one.name, schools=one.schools, opened=one.opened, gates=gates)


@router.get("", summary="Where the city, or the district, stands", response_model=OverviewView)
async def get_overview(request: Request, reader: OverviewReader, use_cases: UseCasesDep, term: TermWord) -> Response:
    overview = await use_cases.queries.overview(term, within=reader.path)
    return answer(request, OverviewView.of(overview, reader))
