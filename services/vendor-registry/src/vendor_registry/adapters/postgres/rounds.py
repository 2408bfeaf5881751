"""Selection rounds with their applications and objections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.seal import Sealer
from kernel.organisation import OrganisationPath
from vendor_registry.adapters.postgres import sealing
from vendor_registry.adapters.postgres.rows import application, objection, selection_round
from vendor_registry.application.ports import APPLICANTS_MAX, OBJECTIONS_MAX
from vendor_registry.domain.application import Application, ApplicationState, Declarations, Review, Shortcoming
from vendor_registry.domain.objection import Objection
from vendor_registry.domain.selection_round import Office, RoundState, SelectionRound


@dataclass(frozen=True, slots=True)
class PostgresRoundStore:
    connection: AsyncConnection
    sealer: Sealer

    async def add(self, each: SelectionRound) -> bool:
        values = {**_moving(each), **_settled(each)}
        result = await self.connection.execute(insert(selection_round).values(values).on_conflict_do_nothing())
        return bool(result.rowcount)

    async def get(self, round_id: UUID, *, lock: str = "") -> SelectionRound | None:
        statement = select(selection_round).where(selection_round.c.id == round_id)
        if lock:
            statement = statement.with_for_update(read=lock == "share")
        row = (await self.connection.execute(statement)).mappings().one_or_none()
        return None if row is None else round_of(row)

    async def save(self, each: SelectionRound) -> None:
        statement = update(selection_round).where(selection_round.c.id == each.id)
        await self.connection.execute(statement.values(_moving(each)))

    async def put_application(self, each: Application) -> None:
        values = {
            "id": each.id,
            "round_id": each.round_id,
            "vendor_id": each.vendor_id,
            "course_ids": list(each.course_ids),
            "declarations": _declared(each.declarations),
            "state": each.state,
            "shortcomings": [
                {"code": one.code, "clause": one.clause, "detail": one.detail, "subject": one.subject}
                for one in each.shortcomings
            ],
            "reviews": [_reviewed(review) for review in each.reviews],
            "reason_code": each.reason_code,
            "submitted_at": each.submitted_at,
            "version": each.version,
        }
        statement = insert(application).values(values)
        statement = statement.on_conflict_do_update(index_elements=["id"], set_=values)
        await self.connection.execute(statement)

    async def application_of(self, round_id: UUID, vendor_id: UUID) -> Application | None:
        return await self._application(application.c.round_id == round_id, application.c.vendor_id == vendor_id)

    async def application(self, application_id: UUID, *, lock: bool = False) -> Application | None:
        return await self._application(application.c.id == application_id, lock=lock)

    async def applications(self, round_id: UUID, *, lock: bool = False) -> Sequence[Application]:
        statement = select(application).where(application.c.round_id == round_id)
        statement = statement.order_by(application.c.id).limit(APPLICANTS_MAX)
        if lock:
            statement = statement.with_for_update()
        return [application_of(row) for row in (await self.connection.execute(statement)).mappings()]

    async def save_decisions(self, applications: Sequence[Application]) -> None:
        if not applications:
            return
        statement = update(application).where(application.c.id == bindparam("key"))
        values = [
            {"key": each.id, "new_state": each.state, "new_reason": each.reason_code, "new_version": each.version}
            for each in applications
        ]
        changed: dict[str, Any] = {
            "state": bindparam("new_state"),
            "reason_code": bindparam("new_reason"),
            "version": bindparam("new_version"),
        }
        await self.connection.execute(statement.values(changed), values)

    async def add_objection(self, each: Objection) -> bool:
        values = {
            "id": each.id,
            "round_id": each.round_id,
            "vendor_id": each.vendor_id,
            "text_sealed": self.sealer.seal(each.text, field=sealing.OBJECTION_TEXT),
            "raised_by": each.raised_by,
            "raised_at": each.raised_at,
            "decision_reason": "",
        }
        result = await self.connection.execute(insert(objection).values(values).on_conflict_do_nothing())
        return bool(result.rowcount)

    async def objection(self, objection_id: UUID, *, lock: bool = False) -> Objection | None:
        statement = select(objection).where(objection.c.id == objection_id)
        if lock:
            statement = statement.with_for_update()
        row = (await self.connection.execute(statement)).mappings().one_or_none()
        return None if row is None else objection_of(row, self.sealer)

    async def objections(self, round_id: UUID) -> Sequence[Objection]:
        # Those that keep the round open, or a vendor off the list; dismissed ones are only read page by page.
        matter = or_(objection.c.upheld.is_(None), objection.c.upheld)
        statement = select(objection).where(objection.c.round_id == round_id, matter).order_by(objection.c.id)
        statement = statement.limit(OBJECTIONS_MAX)
        rows = (await self.connection.execute(statement)).mappings()
        return [objection_of(row, self.sealer) for row in rows]

    async def save_objection(self, each: Objection) -> None:
        statement = update(objection).where(objection.c.id == each.id)
        await self.connection.execute(
            statement.values(
                upheld=each.upheld,
                decided_by=each.decided_by,
                decided_at=each.decided_at,
                decision_reason=each.decision_reason,
            )
        )

    async def _application(self, *where: Any, lock: bool = False) -> Application | None:
        statement = select(application).where(*where)
        if lock:
            statement = statement.with_for_update()
        row = (await self.connection.execute(statement)).mappings().one_or_none()
        return None if row is None else application_of(row)


def _settled(each: SelectionRound) -> dict[str, object]:
    return {
        "id": each.id,
        "district_path": each.district.text,
        "term": each.term,
        "title": each.title,
        "product": each.product,
        "offices": [str(office) for office in each.offices],
        "announced_on": each.announced_on,
        "applications_from": each.applications_from,
        "applications_until": each.applications_until,
        "listing_until": each.listing_until,
        "pack": each.pack,
    }


def _moving(each: SelectionRound) -> dict[str, object]:
    return {
        "state": each.state,
        "publicity_from": each.publicity_from,
        "publicity_until": each.publicity_until,
        "publicity_days": each.publicity_days,
        "publicity_provisional": each.publicity_provisional,
        "listed_on": each.listed_on,
    }


def round_of(row: RowMapping) -> SelectionRound:
    return SelectionRound(
        id=row["id"],
        district=OrganisationPath(row["district_path"]),
        term=row["term"],
        title=row["title"],
        product=row["product"],
        offices=tuple(Office(office) for office in row["offices"]),
        announced_on=row["announced_on"],
        applications_from=row["applications_from"],
        applications_until=row["applications_until"],
        listing_until=row["listing_until"],
        state=RoundState(row["state"]),
        publicity_from=row["publicity_from"],
        publicity_until=row["publicity_until"],
        publicity_days=row["publicity_days"],
        publicity_provisional=row["publicity_provisional"],
        listed_on=row["listed_on"],
        pack=row["pack"],
    )


def application_of(row: RowMapping) -> Application:
    return Application(
        id=row["id"],
        round_id=row["round_id"],
        vendor_id=row["vendor_id"],
        course_ids=tuple(row["course_ids"]),
        declarations=_declarations_of(row["declarations"]),
        state=ApplicationState(row["state"]),
        shortcomings=tuple(Shortcoming(**one) for one in row["shortcomings"]),
        reviews=tuple(_review_of(one) for one in row["reviews"]),
        reason_code=row["reason_code"],
        submitted_at=row["submitted_at"],
        version=row["version"],
    )


def objection_of(row: RowMapping, sealer: Sealer) -> Objection:
    return Objection(
        id=row["id"],
        round_id=row["round_id"],
        vendor_id=row["vendor_id"],
        text=sealer.unseal(row["text_sealed"], field=sealing.OBJECTION_TEXT),
        raised_by=row["raised_by"],
        raised_at=row["raised_at"],
        upheld=row["upheld"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        decision_reason=row["decision_reason"],
    )


def _declared(each: Declarations) -> dict[str, object]:
    return {
        "abnormal_operation": each.abnormal_operation,
        "failed_annual_check_on": _text(each.failed_annual_check_on),
        "removed_elsewhere_on": _text(each.removed_elsewhere_on),
        "accepts_fund_supervision": each.accepts_fund_supervision,
        "foreign_courses": each.foreign_courses,
    }


def _declarations_of(stored: Mapping[str, Any]) -> Declarations:
    return Declarations(
        abnormal_operation=stored["abnormal_operation"],
        failed_annual_check_on=_day(stored["failed_annual_check_on"]),
        removed_elsewhere_on=_day(stored["removed_elsewhere_on"]),
        accepts_fund_supervision=stored["accepts_fund_supervision"],
        foreign_courses=stored["foreign_courses"],
    )


def _reviewed(review: Review) -> dict[str, object]:
    return {
        "office": review.office,
        "person_id": str(review.person_id),
        "approved": review.approved,
        "reason": review.reason,
        "reviewed_at": review.reviewed_at.isoformat(),
    }


def _review_of(stored: Mapping[str, Any]) -> Review:
    return Review(
        office=Office(stored["office"]),
        person_id=UUID(stored["person_id"]),
        approved=stored["approved"],
        reason=stored["reason"],
        reviewed_at=datetime.fromisoformat(stored["reviewed_at"]),
    )


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
