"""Staff lists, people and their criminal-record checks."""

from collections.abc import Iterator, Sequence
from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, UploadFile
from pydantic import BaseModel, Field

from chassis.files.faults import rows_faulty
from chassis.files.rows import CellFault, Row
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.uploads import WorkbooksDep, read_upload
from chassis.http.values import Day
from kernel.errors import Fault
from staffing.application.import_staff import StaffRow
from staffing.application.queries import PersonListed
from staffing.entrypoints.http.dependencies import ClearanceKeeper, StaffReader, StrongGranter, UseCasesDep

HEADINGS = ("工号", "姓名", "手机号", "机构代码", "岗位", "任教班级", "无犯罪记录查询日期", "无犯罪记录有效期至")
# A number here loses what it stands for: 00123 becomes 123, and class 3.10 class 3.1.
AS_TEXT = ("工号", "姓名", "岗位", "任教班级")
ROWS_MAX = 5_000
POST_SEPARATOR = "、"

router = APIRouter(prefix="/v1", tags=["people"], route_class=IdempotentRoute)


class ImportView(BaseModel):
    people: int
    added: int


class ClearanceRequest(Body):
    checked_on: Day
    valid_until: Day
    reference: str = Field(min_length=1, max_length=80, description="Number of the answer of the police, not its text.")


class PersonView(BaseModel):
    id: UUID
    number: str
    name: str
    assignments: list[str]
    cleared_until: date | None

    @classmethod
    def of(cls, person: PersonListed) -> "PersonView":
        return cls(
            id=person.id,
            number=person.number,
            name=person.name,
            assignments=list(person.assignments),
            cleared_until=person.cleared_until,
        )


@router.post("/imports/staff", status_code=HTTPStatus.CREATED, summary="Take over a staff workbook")
async def post_staff(
    file: UploadFile,
    importer: StrongGranter,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    workbooks: WorkbooksDep,
) -> ImportView:
    content = await read_upload(file)
    rows = await workbooks(
        content,
        file=file.filename or "staff.xlsx",
        sheet="教职工",
        headings=HEADINGS,
        optional=("任教班级",),
        rows_max=ROWS_MAX,
        as_text=AS_TEXT,
    )
    staff = _staff_rows(rows, file=file.filename or "staff.xlsx")
    imported = await use_cases.import_staff(content=content, rows=staff, by=importer, on=clock.today(), now=clock.now())
    return ImportView(people=imported.people, added=imported.added)


@router.get("/people", summary="Who works at the organisation and below it")
async def get_people(
    reader: StaffReader, use_cases: UseCasesDep, page: Annotated[PageRequest, Depends()]
) -> Page[PersonView]:
    after = page.after(UUID)
    last = after[0] if after is not None else None
    people = await use_cases.queries.people(
        reader.path, after=last if isinstance(last, UUID) else None, limit=page.fetch
    )
    return Page.of(people, page, view=PersonView.of, cursor=lambda person: (person.id,))


@router.post("/people/{person_id}/clearances", status_code=HTTPStatus.CREATED, summary="Enter a criminal-record check")
async def post_clearance(
    person_id: UUID,
    body: ClearanceRequest,
    keeper: ClearanceKeeper,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> None:
    await use_cases.record_clearance(
        person_id=person_id,
        checked_on=body.checked_on,
        valid_until=body.valid_until,
        reference=body.reference,
        by=keeper,
        on=clock.today(),
        now=clock.now(),
    )


def _staff_rows(rows: Sequence[Row], *, file: str) -> list[StaffRow]:
    """Every row, or all faults of their dates at once."""
    read: list[StaffRow] = []
    faults: list[Fault] = []
    for row in rows:
        wrong = list(_wrong_dates(row))
        faults.extend(wrong)
        if not wrong:
            read.append(_staff_row(row))
    if faults:
        raise rows_faulty(file, faults)
    return read


def _wrong_dates(row: Row) -> Iterator[Fault]:
    for heading in ("无犯罪记录查询日期", "无犯罪记录有效期至"):
        try:
            row.date(heading)
        except CellFault as wrong:
            yield wrong.fault


def _staff_row(row: Row) -> StaffRow:
    return StaffRow(
        number=row["工号"],
        name=row["姓名"],
        phone=row["手机号"],
        organisation_code=row["机构代码"],
        posts=tuple(post.strip() for post in row["岗位"].split(POST_SEPARATOR) if post.strip()),
        teaches=row["任教班级"],
        checked_on=row.date("无犯罪记录查询日期"),
        checked_until=row.date("无犯罪记录有效期至"),
        fault=row.fault,
    )
