"""A file sent by hand proves nothing until a second person has looked at it (C3.4, A10).

It is read and checked when it is sent, and stands there with its digest and totals. Whoever confirms it names what was
shown: the version, the digest, and what is odd about it. Only then is a line of it posted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.application.import_statement import TAKE_QUEUE
from billing.application.ports import UnitOfWork, Versioned, Work
from billing.application.records import StatementRecord
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Fault, Forbidden
from kernel.organisation import OrganisationPath

# Who is answerable for the unit's books as a whole, and so for a file that does not follow on the ones before.
_FOR_ODD_FILES = "finance-officer"


class StatementNotWaiting(Conflict):
    code = "billing.statement_not_waiting"


class StatementNotAsShown(Conflict):
    code = "billing.statement_not_as_shown"


class ConcernsNotNamed(Conflict):
    code = "billing.concerns_not_named"


class OddFileNeedsFinanceOfficer(Forbidden):
    code = "billing.odd_file_needs_finance_officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the second person saw of the file."""

    version: int
    sha256: bytes
    concerns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ConfirmStatement:
    unit_of_work: UnitOfWork

    async def __call__(self, *, statement_id: UUID, shown: Shown, by: Actor, now: datetime) -> UUID:
        """Return the operation that takes the file into the books."""
        async with self.unit_of_work() as work:
            statement = await _waiting(work, statement_id, shown, by=by)
            concerns = await work.statements.concerns(statement_id)
            _must_be_named(concerns, shown.concerns)
            if not may_take(by, concerns):
                raise OddFileNeedsFinanceOfficer("this file does not follow on those before; a finance officer decides")
            unit = await work.units.get(statement.unit_code, scope=by.path.text)
            payload = {"statement_id": str(statement_id), "taken": 0, "lines": statement.rows_read}
            operation_id = await work.start_operation(
                kind="billing.statement_import",
                items=[(TAKE_QUEUE, payload)],
                by=by,
                scope=str(OrganisationPath(unit.district_path)),
                now=now,
                total=max(statement.rows_read, 1),
            )
            await work.statements.confirm(statement_id, operation_id, by=by, now=now)
            after = {"sha256": statement.sha256.hex(), "concerns": sorted(concerns)}
            _record(work, "confirmed", statement, by=by, now=now, after=after)
        return operation_id


@dataclass(frozen=True, slots=True)
class RejectStatement:
    unit_of_work: UnitOfWork

    async def __call__(self, *, statement_id: UUID, shown: Shown, reason: str, by: Actor, now: datetime) -> None:
        """Nothing of the file is kept but that it came, and why it was turned away."""
        async with self.unit_of_work() as work:
            statement = await _waiting(work, statement_id, shown, by=by)
            fault = Fault(statement.file_name, "billing.statement_rejected", reason, {"reason": reason})
            await work.statements.reject(statement_id, fault, by=by, now=now)
            after = {"sha256": statement.sha256.hex(), "reason": reason}
            _record(work, "rejected", statement, by=by, now=now, after=after)


def may_take(by: Actor, concerns: Sequence[str]) -> bool:
    """Whether a file of which these things are odd is this person's to confirm."""
    return not concerns or by.role == _FOR_ODD_FILES


async def _waiting(work: Work, statement_id: UUID, shown: Shown, *, by: Actor) -> StatementRecord:
    """The statement, locked, as somebody other than its sender saw it."""
    statement = await work.statements.locked(statement_id, scope=by.path.text)
    await work.versions.must_be(Versioned.STATEMENT, statement_id, shown.version)
    if statement.state != "awaiting_confirmation":
        raise StatementNotWaiting("this file does not wait for a second person", params={"state": statement.state})
    earlier = acts(Function.PREPARE, statement.uploaded_by)
    check(Case.STATEMENT, earlier, actor=by, function=Function.APPROVE)
    if statement.sha256 != shown.sha256:
        raise StatementNotAsShown("the digest is not this file's; look at the file again")
    return statement


def _record(
    work: Work, step: str, statement: StatementRecord, *, by: Actor, now: datetime, after: Mapping[str, object]
) -> None:
    before = {"state": statement.state}
    work.record(f"billing.statement_{step}", f"statement/{statement.id}", actor=by, now=now, before=before, after=after)


def _must_be_named(concerns: Sequence[str], named: frozenset[str]) -> None:
    missing = sorted(set(concerns) - named)
    if missing:
        detail = f"name what is odd about this file to take it all the same: {', '.join(missing)}"
        raise ConcernsNotNamed(detail, params={"concerns": ", ".join(missing)})
