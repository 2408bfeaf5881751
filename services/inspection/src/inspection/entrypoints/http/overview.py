"""The dashboard of the city and of a district."""

from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from chassis.http.values import TermWord
from inspection.application.queries import DistrictFigures, Overview
from inspection.application.tell_overview import OverviewTold
from inspection.domain.told import BY_MONTH, of_month
from inspection.entrypoints.http.anomalies import AnomalyView
from inspection.entrypoints.http.dependencies import OverviewReader, UseCasesDep
from inspection.entrypoints.http.freshness import FreshnessView, answer
from kernel.actor import Actor

router = APIRouter(prefix="/v1/overview", tags=["overview"])


class Fraction(BaseModel):
    numerator: int
    denominator: int
    as_of: datetime


class PupilsTile(BaseModel):
    """Null where a count would tell of fewer than ten pupils, by itself or beside another, in one of the districts.

    Counts are told anew when ten pupils more, or fewer, are meant.
    """

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

    Null where an amount is of fewer than ten families, by itself or as a difference; told anew as counts are.
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
    months: list[MonthView] = Field(description="Empty while one of them would tell of fewer than ten families.")
    newest_anomalies: list[AnomalyView]
    freshness: FreshnessView

    @classmethod
    def of(cls, told: OverviewTold, by: Actor) -> "OverviewView":
        overview = told.overview
        return cls(
            term=overview.term,
            tiles=_tiles(overview, told.figures),
            districts=[_district(one) for one in overview.districts],
            months=_months(overview, told.figures),
            newest_anomalies=[AnomalyView.of(one, by) for one in overview.newest],
            freshness=FreshnessView.of(overview.freshness),
        )


def _tiles(overview: Overview, figures: Mapping[str, int | None]) -> Tiles:
    as_of = overview.freshness.as_of
    opened, schools = sum(one.opened for one in overview.districts), sum(one.schools for one in overview.districts)
    return Tiles(
        schools=Fraction(numerator=opened, denominator=schools, as_of=as_of),
        pupils=PupilsTile(
            numerator=figures.get("served", 0),
            denominator=figures.get("pupils", 0),
            care=figures.get("care_served", 0),
            course=figures.get("course_served", 0),
            participants=figures.get("participants", 0),
            as_of=as_of,
        ),
        money=MoneyTile(
            billed_fen=figures.get("amount_fen", 0),
            waived_fen=figures.get("waived_fen", 0),
            due_fen=figures.get("due_fen", 0),
            received_fen=figures.get("received_fen", 0),
            refunded_fen=figures.get("refunded_fen", 0),
            subsidy_fen=figures.get("subsidy_fen", 0),
            as_of=as_of,
        ),
        anomalies=Fraction(numerator=overview.anomalies_open, denominator=overview.anomalies_total, as_of=as_of),
    )


def _months(overview: Overview, figures: Mapping[str, int | None]) -> list[MonthView]:
    found = []
    for month in sorted({one.month for one in overview.months}):
        due, received, refunded = (figures[of_month(month, kind)] for kind in BY_MONTH)
        if due is None or received is None:
            return []
        found.append(MonthView(month=month, due_fen=due, received_fen=received, refunded_fen=refunded))
    return found


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
    told = await use_cases.tell_overview(term, within=reader.path)
    return answer(request, OverviewView.of(told, reader))
