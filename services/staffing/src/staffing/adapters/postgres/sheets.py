"""Allowance sheets, and the rule they follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.errors import Conflict
from kernel.money import Money
from kernel.organisation import OrganisationPath
from kernel.term import Month
from rulebook.adoption import AdoptedPack, adopted
from rulebook.words import PerformanceTotal
from staffing.adapters.postgres.rows import (
    adoption,
    allowance_line,
    allowance_return,
    allowance_sheet,
    imported_file,
    term,
)
from staffing.application.ports import SheetUnknown
from staffing.application.queries import ReturnListed
from staffing.domain.allowance_sheet import (
    AllowanceRateNotSet,
    AllowanceSheet,
    Line,
    NoAllowanceHere,
    Returned,
    SheetState,
    Terms,
)


class SheetExists(Conflict):
    code = "staffing.sheet_exists"


class NoPackAdopted(Conflict):
    code = "staffing.no_pack_adopted"


@dataclass(frozen=True, slots=True)
class PostgresSheets:
    connection: AsyncConnection

    async def add(self, sheet: AllowanceSheet) -> None:
        row = {
            "id": sheet.id,
            "school_path": sheet.school_path,
            "month": str(sheet.month),
            "state": sheet.state.value,
            "rate_fen": sheet.terms.rate.fen,
            "outside_total": sheet.terms.outside_total,
            "rule": sheet.terms.rule,
            "version": sheet.version,
            "prepared_by": sheet.prepared_by,
            "prepared_at": sheet.prepared_at,
        }
        try:
            await self.connection.execute(insert(allowance_sheet).values(row))
        except IntegrityError:
            raise SheetExists(
                f"there is a sheet for {sheet.month} already", params={"month": str(sheet.month)}
            ) from None
        await self._add_lines(sheet)

    async def replace_lines(self, sheet: AllowanceSheet) -> None:
        await self.connection.execute(delete(allowance_line).where(allowance_line.c.sheet_id == sheet.id))
        await self._add_lines(sheet)

    async def _add_lines(self, sheet: AllowanceSheet) -> None:
        lines = [
            {
                "sheet_id": sheet.id,
                "person_id": line.person_id,
                "lessons": line.lessons,
                "amount_fen": line.amount.fen,
            }
            for line in sheet.lines
        ]
        await self.connection.execute(insert(allowance_line), lines)

    async def get(self, sheet_id: UUID, *, within: OrganisationPath, for_update: bool = True) -> AllowanceSheet:
        path = allowance_sheet.c.school_path
        query = select(allowance_sheet).where(
            allowance_sheet.c.id == sheet_id, or_(path == within.text, path.like(f"{within.text}/%"))
        )
        row = (await self.connection.execute(query.with_for_update() if for_update else query)).first()
        if row is None:
            raise SheetUnknown("no such sheet at your organisation")
        lines = await self.connection.execute(
            select(allowance_line).where(allowance_line.c.sheet_id == sheet_id).order_by(allowance_line.c.person_id)
        )
        return AllowanceSheet(
            row.id,
            row.school_path,
            Month.parse(row.month),
            Terms(Money(row.rate_fen), row.outside_total, row.rule),
            tuple(Line(line.person_id, line.lessons, Money(line.amount_fen)) for line in lines),
            SheetState(row.state),
            row.version,
            row.prepared_by,
            row.prepared_at,
            row.signed_by,
            row.approved_by,
        )

    async def save(self, sheet: AllowanceSheet) -> None:
        changed = {
            "state": sheet.state.value,
            "version": sheet.version,
            "rate_fen": sheet.terms.rate.fen,
            "outside_total": sheet.terms.outside_total,
            "rule": sheet.terms.rule,
            "prepared_by": sheet.prepared_by,
            "prepared_at": sheet.prepared_at,
            "signed_by": sheet.signed_by,
            "approved_by": sheet.approved_by,
        }
        await self.connection.execute(update(allowance_sheet).where(allowance_sheet.c.id == sheet.id).values(changed))

    async def keep_returned(self, returned: Returned) -> None:
        sheet = returned.sheet
        row = {
            "sheet_id": sheet.id,
            "version": sheet.version,
            "state": sheet.state.value,
            "prepared_by": sheet.prepared_by,
            "prepared_at": sheet.prepared_at,
            "signed_by": sheet.signed_by,
            "rate_fen": sheet.terms.rate.fen,
            "lines": [[str(line.person_id), line.lessons, line.amount.fen] for line in sheet.lines],
            "amount_fen": sheet.amount.fen,
            "reason": returned.reason,
            "returned_by": returned.by,
            "returned_at": returned.at,
        }
        await self.connection.execute(insert(allowance_return).values(row))

    async def returns(self, sheet_id: UUID, *, limit: int) -> Sequence[ReturnListed]:
        kept = allowance_return
        query = select(kept).where(kept.c.sheet_id == sheet_id).order_by(kept.c.version.desc()).limit(limit)
        return [
            ReturnListed(row.version, row.state, row.reason, len(row.lines), row.amount_fen, row.returned_at)
            for row in await self.connection.execute(query)
        ]


@dataclass(frozen=True, slots=True)
class PostgresRules:
    """Answers from the pack text that the district adopted for the term; a running term never reads files."""

    connection: AsyncConnection

    async def allowance_terms(self, school_path: OrganisationPath, month: Month) -> Terms:
        rules = await self._in_force(school_path, month)
        answer = rules.allowance()
        if answer.value.total is PerformanceTotal.NOT_PAID:
            raise NoAllowanceHere(answer.explanation.en)
        if answer.value.rate is None:
            raise AllowanceRateNotSet("the district has not supplied the rate; adopt the pack with allowance_rate")
        rule = f"{rules.id}@{rules.version}#{answer.explanation.rule_id}"
        return Terms(answer.value.rate, answer.value.total is PerformanceTotal.OUTSIDE, rule)

    async def _in_force(self, school_path: OrganisationPath, month: Month) -> AdoptedPack:
        district = school_path.parent or school_path
        query = (
            select(adoption.c.pack_text, adoption.c.parameters)
            .join(term, (term.c.district_path == adoption.c.district_path) & (term.c.term == adoption.c.term))
            .where(adoption.c.district_path == district.text)
            # After the last day of a term its pack still answers for what was confirmed late.
            .where(term.c.first_on <= month.last_on)
            .order_by(term.c.first_on.desc())
            .limit(1)
        )
        row = (await self.connection.execute(query)).first()
        if row is None:
            raise NoPackAdopted(f"no rule pack is in force in {month}", params={"month": str(month)})
        return adopted(row.pack_text, row.parameters)


@dataclass(frozen=True, slots=True)
class PostgresImportedFiles:
    connection: AsyncConnection

    async def seen(self, sha256: bytes, *, kind: str, path: OrganisationPath) -> bool:
        one_at_a_time = func.pg_advisory_xact_lock(func.hashtextextended(f"import {kind} {path}", 0))
        await self.connection.execute(select(one_at_a_time))
        query = (
            select(imported_file.c.sha256)
            .where(imported_file.c.kind == kind, imported_file.c.path == path.text)
            .order_by(imported_file.c.imported_at.desc())
            .limit(1)
        )
        return (await self.connection.execute(query)).scalar() == sha256

    async def remember(self, sha256: bytes, *, kind: str, path: OrganisationPath, now: datetime) -> None:
        there, here = imported_file.c.path + "/", literal(f"{path}/")
        earlier = or_(func.starts_with(there, here), func.starts_with(here, there))
        await self.connection.execute(delete(imported_file).where(imported_file.c.kind == kind, earlier))
        row = {"sha256": sha256, "kind": kind, "path": path.text, "imported_at": now}
        await self.connection.execute(insert(imported_file).values(row))
