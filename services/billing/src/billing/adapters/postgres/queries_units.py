"""Reading accounting units and what is wanted of them."""

from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from billing.adapters.postgres.sql import UNIT_IN_SCOPE, first, rows, shaped
from billing.adapters.postgres.unit_changes import IN_SCOPE, UnitChangeNotFound, proposed_unit
from billing.adapters.postgres.units import UnitNotFound
from billing.adapters.postgres.versions import version_of
from billing.application import charging_views as v
from billing.application.queries import After
from billing.domain.unit import UnitParticulars, changed_fields, masked
from chassis.postgres.database import Database
from chassis.seal import Sealer
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, may

_DECIDERS = ("finance-officer", "district-officer")
_UNIT = f"""
SELECT u.code, u.name, u.district_path, u.bank_name, u.account_suffix, u.merchant_number,
       coalesce((SELECT array_agg(school_path ORDER BY school_path) FROM unit_school s
                 WHERE s.unit_code = u.code), CAST(ARRAY[] AS text[])) AS school_paths
FROM accounting_unit u WHERE {UNIT_IN_SCOPE}
"""
_CHANGE = f"""
SELECT {version_of("c")}, c.id, c.code, c.district_path, c.particulars, c.digest, c.state, c.proposed_by, c.proposed_as,
       c.proposed_at, c.decided_by, c.decided_as, c.decided_at, c.reason,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('school_path', s.school_path, 'from_unit', s.unit_code)
           ORDER BY s.school_path), '[]'::jsonb) FROM unit_school s
        WHERE c.state = 'proposed' AND s.school_path = ANY (c.school_paths) AND s.unit_code <> c.code) AS schools_moving
FROM unit_change c WHERE {IN_SCOPE}
"""


class UnitQueries:
    _database: Database
    _sealer: Sealer

    async def units(self, *, by: Actor, after: After, limit: int) -> list[v.UnitView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_UNIT} AND (CAST(:after AS text) IS NULL OR u.code > :after) ORDER BY u.code LIMIT :limit",
                scope=by.path.text,
                after=None if after is None else after[0],
                limit=limit,
            )
        return [shaped(v.UnitView, row) for row in found]

    async def unit(self, code: str, *, by: Actor) -> v.UnitView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_UNIT} AND u.code = :code", scope=by.path.text, code=code)
        if found is None:
            raise UnitNotFound("there is no accounting unit of that code that you may see")
        return shaped(v.UnitView, found)

    async def unit_changes(self, *, by: Actor, state: str | None, after: After, limit: int) -> list[v.UnitChangeView]:
        async with self._database.reading() as connection:
            found = await rows(
                connection,
                f"{_CHANGE} AND (CAST(:state AS text) IS NULL OR c.state = :state)"
                " AND (CAST(:after AS uuid) IS NULL OR c.id < :after) ORDER BY c.id DESC LIMIT :limit",
                scope=by.path.text,
                state=state,
                after=None if after is None else after[0],
                limit=limit,
            )
        return [self._change(row, by) for row in found]

    async def unit_change(self, change_id: UUID, *, by: Actor) -> v.UnitChangeView:
        async with self._database.reading() as connection:
            found = await first(connection, f"{_CHANGE} AND c.id = :id", scope=by.path.text, id=change_id)
        if found is None:
            raise UnitChangeNotFound("no change of a unit of yours by that id")
        return self._change(found, by)

    def _change(self, row: RowMapping, by: Actor) -> v.UnitChangeView:
        values: dict[str, Any] = dict(row)
        core = ("id", "code", "district_path", "particulars", "digest", "state", "proposed_by")
        change = proposed_unit({name: values.pop(name) for name in core}, self._sealer)
        actions = []
        if change.state == "proposed" and by.role in _DECIDERS:
            prepared = acts(Function.PREPARE, change.proposed_by)
            second = may(Case.UNIT, prepared, actor=by, function=Function.APPROVE)
            actions = ["confirm", "reject"] if second else ["reject"]
        values["schools_moving"] = [v.SchoolMoveView(**one) for one in values["schools_moving"]]
        return v.UnitChangeView(
            **values,
            id=change.id,
            code=change.code,
            district_path=change.district_path,
            before=None if change.before is None else _side(change.before, beside=change.after),
            after=_side(change.after, beside=change.before),
            changed=list(changed_fields(change.before, change.after)),
            digest=change.digest.hex(),
            state=change.state,
            proposed_by=change.proposed_by,
            allowed_actions=actions,
        )


def _side(particulars: UnitParticulars, *, beside: UnitParticulars | None) -> v.UnitSideView:
    return v.UnitSideView(
        name=particulars.name,
        bank_name=particulars.bank_name,
        account=masked(particulars.account, beside=None if beside is None else beside.account),
        holder=particulars.holder,
        merchant_number=particulars.merchant_number,
        school_paths=list(particulars.school_paths),
    )
