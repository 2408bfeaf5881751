"""Notices of holidays: what an office announced for a year."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel, Field

from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.uploads import UPLOAD_BODY_BYTES_MAX, WorkbooksDep, read_upload
from chassis.http.values import Day, Flag
from enrolment.application.announce_holidays import AnnouncedHolidays
from enrolment.entrypoints.http.dependencies import HolidayOffice, SignedIn, UseCasesDep
from enrolment.entrypoints.http.notice_rows import HEADINGS, SHEET, read_notice
from kernel.official_calendar import HolidayNotice, OfficialDay
from kernel.text import given, title

router = APIRouter(prefix="/v1/holiday-notices", tags=["holidays"])
imports = APIRouter(prefix="/v1/imports", tags=["imports"])

_DAYS_MAX = 60


class AnnouncedDayRequest(Body):
    on: Day
    off: Flag = Field(description="False for a weekend day that is worked.")
    name: str = Field(min_length=1, max_length=40, examples=["春节"])


class HolidayNoticeRequest(Body):
    year: int = Field(strict=True, ge=2000, le=2100)
    source: str = Field(min_length=1, max_length=120, description="Number of the document.")
    issued_on: Day
    days: list[AnnouncedDayRequest] = Field(
        min_length=1, max_length=_DAYS_MAX, description="Every day off, weekends of a holiday too, and all days worked."
    )

    def to_domain(self, path: str) -> HolidayNotice:
        days = tuple(OfficialDay(day.on, day.off, given(title(day.name))) for day in self.days)
        return HolidayNotice(path, self.year, given(title(self.source)), self.issued_on, days)


class AnnouncedDayView(BaseModel):
    on: date
    off: bool
    name: str


class HolidayNoticeView(BaseModel):
    path: str = Field(description="The office's place; a district's own notice counts there instead of the city's.")
    year: int
    source: str
    issued_on: date
    days: list[AnnouncedDayView]

    @classmethod
    def of(cls, notice: HolidayNotice) -> "HolidayNoticeView":
        days = [AnnouncedDayView(on=day.on, off=day.off, name=day.name) for day in notice.days]
        return cls(path=notice.path, year=notice.year, source=notice.source, issued_on=notice.issued_on, days=days)


class AnnouncedView(HolidayNoticeView):
    repeated: bool = Field(description="The same notice was kept already and nothing was done.")
    calendars: int = Field(description="How many terms' days were published anew.")
    sessions_suspended: int

    @classmethod
    def of_announced(cls, announced: AnnouncedHolidays) -> "AnnouncedView":
        return cls(
            **HolidayNoticeView.of(announced.notice).model_dump(),
            repeated=announced.repeated,
            calendars=announced.calendars,
            sessions_suspended=announced.suspended,
        )


@router.post("", status_code=201, summary="Enter the notice of holidays of a year")
async def post_holiday_notice(
    body: HolidayNoticeRequest, by: HolidayOffice, use_cases: UseCasesDep, clock: ClockDep
) -> AnnouncedView:
    announced = await use_cases.announce_holidays(
        notice=body.to_domain(by.path.text), by=by, on=clock.today(), now=clock.now()
    )
    return AnnouncedView.of_announced(announced)


@imports.post(
    "/holiday-notices",
    status_code=201,
    summary=f"Load the notice of holidays of a year as a workbook, sheet {SHEET}",
    max_body_size=UPLOAD_BODY_BYTES_MAX,
)
async def post_holiday_workbook(
    file: Annotated[UploadFile, File()],
    by: HolidayOffice,
    use_cases: UseCasesDep,
    clock: ClockDep,
    workbooks: WorkbooksDep,
) -> AnnouncedView:
    content = await read_upload(file)
    name = file.filename or "holidays.xlsx"
    rows = await workbooks(content, file=name, sheet=SHEET, headings=HEADINGS, rows_max=_DAYS_MAX)
    notice, at = read_notice(rows, path=by.path.text, file=name)
    announced = await use_cases.announce_holidays(notice=notice, by=by, on=clock.today(), now=clock.now(), at=at)
    return AnnouncedView.of_announced(announced)


@router.get("", summary="Notices of holidays that count at one's organisation")
async def get_holiday_notices(by: SignedIn, use_cases: UseCasesDep) -> list[HolidayNoticeView]:
    return [HolidayNoticeView.of(notice) for notice in await use_cases.queries.holiday_notices(by.path.text)]
