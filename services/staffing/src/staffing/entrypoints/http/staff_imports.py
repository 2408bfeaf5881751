"""Staff lists: sent by one person, agreed to as a whole by another who saw what they change."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, UploadFile
from pydantic import BaseModel, Field

from chassis.files.faults import rows_faulty
from chassis.files.rows import CellFault, Row
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page, PageRequest
from chassis.http.preconditions import IfMatch, etag
from chassis.http.uploads import WorkbooksDep, read_upload
from kernel.errors import Fault
from staffing.application.import_staff import Shown
from staffing.domain.staff_import import Difference, StaffImport, StaffRow
from staffing.entrypoints.http.dependencies import StaffReader, StrongDecider, StrongGranter, UseCasesDep

HEADINGS = ("工号", "姓名", "手机号", "机构代码", "岗位", "任教班级", "无犯罪记录查询日期", "无犯罪记录有效期至")
# A list may lack this column; the school then enters the number of each answer.
REFERENCE = "无犯罪记录查询文号"
# A number here loses what it stands for: 00123 becomes 123, and class 3.10 class 3.1.
AS_TEXT = ("工号", "姓名", "岗位", "任教班级", REFERENCE)
REFERENCE_CHARACTERS_MAX = 80
ROWS_MAX = 5_000
POST_SEPARATOR = "、"

router = APIRouter(prefix="/v1/imports/staff", tags=["staff lists"], route_class=IdempotentRoute)

State = Literal["proposed", "confirmed", "refused"]


class ListDecision(Body):
    decision: Literal["confirm", "refuse"]
    digest: str = Field(pattern="^[0-9a-f]{64}$", description="The `digest` of the difference that was shown.")


class StaffImportView(BaseModel):
    id: UUID
    path: str
    people: int
    added: int
    state: State
    version: int
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None

    @classmethod
    def of(cls, one: StaffImport) -> "StaffImportView":
        return cls(
            id=one.id,
            path=one.path.text,
            people=one.people,
            added=one.added,
            state=one.state.value,
            version=one.version,
            proposed_by=one.proposed_by,
            proposed_at=one.proposed_at,
            decided_by=one.decided_by,
            decided_at=one.decided_at,
        )


class StaffImportShown(StaffImportView):
    digest: str = Field(description="Of the whole difference; who agrees sends it back.")
    changed: int = Field(description="How many people the list changes.")
    gained: int
    ended: int
    class_teachers: int
    renamed: int

    @classmethod
    def shown(cls, shown: Shown) -> "StaffImportShown":
        found = shown.differences
        return cls(
            **StaffImportView.of(shown.staff_import).model_dump(),
            digest=shown.digest,
            changed=len(found),
            gained=sum(len(one.gained) for one in found),
            ended=sum(len(one.ended) for one in found),
            class_teachers=sum(len(one.classes) for one in found),
            renamed=sum(one.renamed for one in found),
        )


class DifferenceView(BaseModel):
    number: str
    name: str
    person_id: UUID | None = Field(description="Empty for somebody new.")
    gained: list[str]
    ended: list[str]
    classes: list[str]
    renamed: bool
    phone_changed: bool
    checked_on: date | None
    checked_until: date | None

    @classmethod
    def of(cls, one: Difference) -> "DifferenceView":
        return cls(
            number=one.number,
            name=one.name,
            person_id=one.person_id,
            gained=[str(each) for each in one.gained],
            ended=[str(each) for each in one.ended],
            classes=list(one.classes),
            renamed=one.renamed,
            phone_changed=one.phone_changed,
            checked_on=one.checked[0] if one.checked else None,
            checked_until=one.checked[1] if one.checked else None,
        )


@router.post("", status_code=HTTPStatus.CREATED, summary="Send a staff workbook, for another person to agree to")
async def post_staff(
    file: UploadFile,
    importer: StrongGranter,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    workbooks: WorkbooksDep,
) -> StaffImportShown:
    content = await read_upload(file)
    rows = await workbooks(
        content,
        file=file.filename or "staff.xlsx",
        sheet="教职工",
        headings=HEADINGS,
        optional=("任教班级", REFERENCE),
        rows_max=ROWS_MAX,
        as_text=AS_TEXT,
    )
    staff = await asyncio.to_thread(_staff_rows, rows, file=file.filename or "staff.xlsx")
    shown = await use_cases.propose_staff_import(
        content=content, rows=staff, by=importer, on=clock.today(), now=clock.now()
    )
    return StaffImportShown.shown(shown)


@router.get("", summary="Staff lists of the organisation and below it")
async def get_staff_imports(
    reader: StaffReader,
    use_cases: UseCasesDep,
    page: Annotated[PageRequest, Depends()],
    state: Annotated[State | None, Query()] = None,
) -> Page[StaffImportView]:
    found = await use_cases.roles.staff_imports(reader.path, state=state, after=page.last(UUID), limit=page.fetch)
    return Page.of(found, page, view=StaffImportView.of, cursor=lambda one: (one.id,))


@router.get("/{import_id}", summary="A staff list, and how much it would change now")
async def get_staff_import(
    import_id: UUID, reader: StaffReader, use_cases: UseCasesDep, clock: ClockDep, response: Response
) -> StaffImportShown:
    shown = await use_cases.show_staff_import(import_id=import_id, by=reader, on=clock.today())
    response.headers["ETag"] = etag(shown.staff_import.version)
    return StaffImportShown.shown(shown)


@router.get("/{import_id}/changes", summary="What a staff list would change, person by person")
async def get_staff_import_changes(
    import_id: UUID,
    reader: StaffReader,
    use_cases: UseCasesDep,
    clock: ClockDep,
    page: Annotated[PageRequest, Depends()],
) -> Page[DifferenceView]:
    shown = await use_cases.show_staff_import(import_id=import_id, by=reader, on=clock.today())
    last = page.last(str) or ""
    found = [one for one in shown.differences if one.number > last][: page.fetch]
    return Page.of(found, page, view=DifferenceView.of, cursor=lambda one: (one.number,))


@router.post("/{import_id}/decision", summary="Agree to a staff list as it was shown, as another person, or refuse it")
async def post_staff_import_decision(
    import_id: UUID,
    body: ListDecision,
    decider: StrongDecider,
    use_cases: UseCasesDep,
    clock: ClockDep,
    version: IfMatch,
    key: IdempotencyKey,
) -> StaffImportView:
    decided = await use_cases.decide_staff_import(
        import_id=import_id,
        confirmed=body.decision == "confirm",
        digest=body.digest,
        version=version,
        by=decider,
        on=clock.today(),
        now=clock.now(),
    )
    return StaffImportView.of(decided)


def _staff_rows(rows: Sequence[Row], *, file: str) -> list[StaffRow]:
    """Every row, or all faults of their checks at once."""
    read: list[StaffRow] = []
    faults: list[Fault] = []
    for row in rows:
        wrong = list(_wrong_cells(row))
        faults.extend(wrong)
        if not wrong:
            read.append(_staff_row(row))
    if faults:
        raise rows_faulty(file, faults)
    return read


def _wrong_cells(row: Row) -> Iterator[Fault]:
    for heading in ("无犯罪记录查询日期", "无犯罪记录有效期至"):
        try:
            row.date(heading)
        except CellFault as wrong:
            yield wrong.fault
    if len(row[REFERENCE]) > REFERENCE_CHARACTERS_MAX:
        detail = f"is longer than {REFERENCE_CHARACTERS_MAX} characters; enter the number of the answer alone"
        yield row.fault(REFERENCE, "staffing.reference_too_long", detail)


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
        reference=row[REFERENCE].strip(),
        place=(row.file, row.sheet, row.number),
        fault=row.fault,
    )
