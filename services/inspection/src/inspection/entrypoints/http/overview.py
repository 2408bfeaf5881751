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

router = APIRouter(prefix="/v1/overview", tags=["overview"])


class Fraction(BaseModel):
    numerator: int
    denominator: int
    as_of: datetime


class PupilsTile(Fraction):
    care: int
    course: int
    participants: int = Field(
        description="Whom the subsidy counts: who attended its service as often as the pack asks by its cut-off date."
    )


class MoneyTile(BaseModel):
    """In fen; `due_fen` is what families are asked for: billed less waived less cancelled or given back."""

    billed_fen: int
    waived_fen: int
    due_fen: int
    received_fen: int
    refunded_fen: int
    subsidy_fen: int
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
    refunded_fen: int


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
            months=[
                MonthView(
                    month=one.month,
                    due_fen=one.due_fen,
                    received_fen=one.received_fen,
                    refunded_fen=one.refunded_fen,
                )
                for one in overview.months
            ],
            newest_anomalies=[AnomalyView.of(one, by) for one in overview.newest],
            freshness=FreshnessView.of(overview.freshness),
        )


def _tiles(overview: Overview) -> Tiles:
    as_of = overview.freshness.as_of

    def total(figure: Callable[[DistrictFigures], int]) -> int:
        return sum(figure(one) for one in overview.districts)

    return Tiles(
        schools=Fraction(numerator=total(lambda d: d.opened), denominator=total(lambda d: d.schools), as_of=as_of),
        pupils=PupilsTile(
            numerator=total(lambda d: d.served),
            denominator=total(lambda d: d.pupils),
            care=total(lambda d: d.care_served),
            course=total(lambda d: d.course_served),
            participants=total(lambda d: d.participants),
            as_of=as_of,
        ),
        money=MoneyTile(
            billed_fen=total(lambda d: d.amount_fen),
            waived_fen=total(lambda d: d.waived_fen),
            due_fen=total(lambda d: d.due_fen),
            received_fen=total(lambda d: d.received_fen),
            refunded_fen=total(lambda d: d.refunded_fen),
            subsidy_fen=total(lambda d: d.subsidy_fen),
            as_of=as_of,
        ),
        anomalies=Fraction(numerator=overview.anomalies_open, denominator=overview.anomalies_total, as_of=as_of),
    )


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
