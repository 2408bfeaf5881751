"""Accounting units as they stand, and what somebody wants of them; whole account numbers are sealed in both."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import first, rows, run, scalar
from billing.adapters.postgres.units import ACCOUNT_FIELD
from billing.application.unit_records import ProposedUnit
from billing.domain.unit import UnitParticulars
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.errors import NotFound
from kernel.money import Money

CHANGE_FIELD = "unit_change.particulars"
# A school sees changes of a unit that keeps or kept its books, or is to.
IN_SCOPE = "(c.district_path = :scope OR c.district_path LIKE :scope || '/%' OR :scope = ANY (c.school_paths))"
_CHANGE = """
SELECT c.id, c.code, c.district_path, c.particulars, c.digest, c.state, c.proposed_by FROM unit_change c
"""


class UnitChangeNotFound(NotFound):
    code = "billing.unit_change_not_found"


class PostgresUnitChangeStore:
    def __init__(self, connection: AsyncConnection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    async def particulars(self, codes: Sequence[str]) -> dict[str, UnitParticulars]:
        """How each of these units that exists stands."""
        found = await rows(
            self._connection,
            "SELECT u.code, u.name, u.bank_name, u.account, u.holder, u.merchant_number,"
            " coalesce((SELECT array_agg(s.school_path ORDER BY s.school_path) FROM unit_school s"
            " WHERE s.unit_code = u.code), CAST(ARRAY[] AS text[])) AS school_paths"
            " FROM accounting_unit u WHERE u.code = ANY(CAST(:codes AS text[]))",
            codes=list(codes),
        )
        return {
            row["code"]: UnitParticulars(
                name=row["name"],
                bank_name=row["bank_name"],
                account=self._sealer.unseal(row["account"], field=ACCOUNT_FIELD),
                holder=row["holder"],
                merchant_number=row["merchant_number"],
                school_paths=tuple(row["school_paths"]),
            )
            for row in found
        }

    async def waiting(self, codes: Sequence[str]) -> set[str]:
        """Of which of these units a change waits for its second person."""
        found = await rows(
            self._connection,
            "SELECT code FROM unit_change WHERE code = ANY(CAST(:codes AS text[])) AND state = 'proposed'",
            codes=list(codes),
        )
        return {row["code"] for row in found}

    async def add(self, change: ProposedUnit, *, by: Actor, now: datetime) -> None:
        concerned = {*change.after.school_paths, *(change.before.school_paths if change.before else ())}
        await run(
            self._connection,
            "INSERT INTO unit_change (id, code, district_path, school_paths, particulars, digest, state, proposed_by,"
            " proposed_as, proposed_at) VALUES (:id, :code, :district, CAST(:schools AS text[]), :particulars, :digest,"
            " 'proposed', :by, :role, :now)",
            id=change.id,
            code=change.code,
            district=change.district_path,
            schools=sorted(concerned),
            particulars=self._sealed(change),
            digest=change.digest,
            by=by.id,
            role=by.role,
            now=now,
        )

    async def locked(self, change_id: UUID, *, scope: str) -> ProposedUnit:
        """The change; it and its unit stand still until the transaction ends."""
        found = await first(
            self._connection, f"{_CHANGE} WHERE c.id = :id AND {IN_SCOPE} FOR UPDATE", id=change_id, scope=scope
        )
        if found is None:
            raise UnitChangeNotFound("no change of a unit of yours by that id")
        unit = "SELECT 1 FROM accounting_unit WHERE code = :code FOR UPDATE"
        await scalar(self._connection, unit, code=found["code"])
        return proposed_unit(dict(found), self._sealer)

    async def decide(self, change_id: UUID, *, state: str, by: Actor, now: datetime, reason: str | None = None) -> None:
        await run(
            self._connection,
            "UPDATE unit_change SET state = :state, decided_by = :by, decided_as = :role, decided_at = :now,"
            " reason = :reason WHERE id = :id",
            id=change_id,
            state=state,
            by=by.id,
            role=by.role,
            now=now,
            reason=reason,
        )

    async def balance(self, code: str, account: str) -> Money:
        """Debits minus credits of one of the unit's accounts."""
        fen: int = await scalar(
            self._connection,
            "SELECT coalesce(sum(CASE WHEN p.debit = a.id THEN p.amount_fen ELSE -p.amount_fen END), 0)::bigint"
            " FROM ledger_account a JOIN posting p ON p.unit_code = a.unit_code AND a.id IN (p.debit, p.credit)"
            " WHERE a.unit_code = :code AND a.code = :account",
            code=code,
            account=account,
        )
        return Money(fen)

    def _sealed(self, change: ProposedUnit) -> bytes:
        content = orjson.dumps({"before": change.before, "after": change.after}).decode()
        return self._sealer.seal(content, field=CHANGE_FIELD)


def proposed_unit(row: Mapping[str, Any], sealer: Sealer) -> ProposedUnit:
    """A change with its particulars opened."""
    values = dict(row)
    content = orjson.loads(sealer.unseal(values.pop("particulars"), field=CHANGE_FIELD))
    sides = {name: None if content[name] is None else _particulars(content[name]) for name in ("before", "after")}
    after = sides["after"]
    if after is None:
        raise RuntimeError("a change of a unit always says what the unit becomes")
    return ProposedUnit(**values | {"digest": bytes(values["digest"])}, before=sides["before"], after=after)


def _particulars(content: Mapping[str, Any]) -> UnitParticulars:
    return UnitParticulars(**{**content, "school_paths": tuple(content["school_paths"])})
