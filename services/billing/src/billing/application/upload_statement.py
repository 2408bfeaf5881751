"""A statement arrives in parts: its hash first, then the parts in any order, then the order to import it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.application.ports import UnitOfWork
from billing.domain.statement import (
    PART_BYTES,
    STATEMENT_BYTES_MAX,
    StatementAlreadyImported,
    StatementKind,
)
from kernel.actor import Actor
from kernel.errors import Conflict, Invalid
from kernel.ids import new_id
from kernel.money import Money
from kernel.organisation import OrganisationPath

IMPORT_QUEUE = "billing.import_statement"


class StatementSizeWrong(Invalid):
    code = "billing.statement_size_wrong"


class StatementPartWrong(Invalid):
    code = "billing.statement_part_wrong"


class StatementNotOpen(Conflict):
    code = "billing.statement_not_open"


class StatementIncomplete(Conflict):
    code = "billing.statement_incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What the sender says about a file before a byte of it travels."""

    kind: StatementKind
    unit_code: str
    file_name: str
    size_bytes: int
    sha256: bytes
    parts: int
    claimed_lines: int | None
    claimed_sum: Money | None


@dataclass(frozen=True, slots=True)
class RegisterStatement:
    unit_of_work: UnitOfWork

    async def __call__(self, *, announced: Announced, by: Actor, now: datetime) -> UUID:
        """Return the statement's id; a file imported before is refused by its hash alone."""
        parts = -(-announced.size_bytes // PART_BYTES)
        if not 0 < announced.size_bytes <= STATEMENT_BYTES_MAX or parts != announced.parts:
            detail = f"a statement has 1 byte to 1 GiB in parts of {PART_BYTES} bytes, this one {parts} parts"
            raise StatementSizeWrong(detail, params={"parts": parts})
        async with self.unit_of_work() as work:
            await work.units.get(announced.unit_code, scope=by.path.text)
            if await work.statements.is_known(announced.sha256):
                raise StatementAlreadyImported(
                    "this file was imported already, or waits to be confirmed; nothing to do"
                )
            statement_id = new_id()
            await work.statements.add(statement_id, announced, by=by, now=now)
            after = {"kind": announced.kind.value, "unit": announced.unit_code, "sha256": announced.sha256.hex()}
            subject = f"statement/{statement_id}"
            work.record("billing.statement_registered", subject, actor=by, now=now, before={}, after=after)
        return statement_id


@dataclass(frozen=True, slots=True)
class StorePart:
    unit_of_work: UnitOfWork

    async def __call__(self, *, statement_id: UUID, number: int, content: bytes, by: Actor) -> None:
        """Store part `number` (from 1), sealed; sending one again replaces it."""
        async with self.unit_of_work() as work:
            statement = await work.statements.locked(statement_id, scope=by.path.text)
            if statement.state != "uploading":
                raise StatementNotOpen("this statement takes no more parts; register it again")
            last = statement.parts
            expected = PART_BYTES if number < last else statement.size_bytes - (last - 1) * PART_BYTES
            if not 1 <= number <= last or len(content) != expected:
                detail = f"part {number} of {last} has {expected} bytes, {len(content)} came; send it again"
                raise StatementPartWrong(detail, params={"part": number, "parts": last})
            await work.statements.put_part(statement, number=number, content=content)


@dataclass(frozen=True, slots=True)
class StartImport:
    unit_of_work: UnitOfWork

    async def __call__(self, *, statement_id: UUID, by: Actor, now: datetime) -> UUID:
        """Return the operation that imports the file; all parts must be there."""
        async with self.unit_of_work() as work:
            statement = await work.statements.locked(statement_id, scope=by.path.text)
            if statement.state != "uploading":
                raise StatementNotOpen("this statement is imported already, or was refused")
            if statement.parts_there != statement.parts or statement.bytes_there != statement.size_bytes:
                missing = statement.parts - statement.parts_there
                raise StatementIncomplete(f"{missing} parts are missing; send them first", params={"missing": missing})
            if await work.statements.close_upload(statement) != statement.sha256:
                raise StatementPartWrong("the parts do not make the file whose hash was given; register it again")
            unit = await work.units.get(statement.unit_code, scope=by.path.text)
            operation_id = await work.start_operation(
                kind="billing.statement_import",
                items=[(IMPORT_QUEUE, {"statement_id": str(statement_id)})],
                by=by,
                scope=str(OrganisationPath(unit.district_path)),
                now=now,
            )
            await work.statements.importing(statement_id, operation_id)
        return operation_id
