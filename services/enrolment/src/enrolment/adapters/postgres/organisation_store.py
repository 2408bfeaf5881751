"""Organisations and what was imported."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from enrolment.adapters.postgres.sql import Sql, as_json
from enrolment.domain.organisation import Kind, Organisation
from kernel.organisation import OrganisationPath

_SAVE = """
INSERT INTO organisation AS o (code, path, kind, name, stage, accounting_unit, district_code)
SELECT * FROM unnest(CAST(:codes AS text[]), CAST(:paths AS text[]), CAST(:kinds AS text[]), CAST(:names AS text[]),
                     CAST(:stages AS text[]), CAST(:units AS text[]), CAST(:districts AS text[]))
ON CONFLICT (code) DO UPDATE SET path = excluded.path, kind = excluded.kind, name = excluded.name,
    stage = excluded.stage, accounting_unit = excluded.accounting_unit, district_code = excluded.district_code
WHERE (o.path, o.kind, o.name, o.stage, o.accounting_unit, o.district_code)
    IS DISTINCT FROM (excluded.path, excluded.kind, excluded.name, excluded.stage, excluded.accounting_unit,
                      excluded.district_code)
RETURNING code
"""
_WITH_PUPILS = """
SELECT o.code FROM organisation o
WHERE o.code = ANY(CAST(:codes AS text[])) AND EXISTS (
    SELECT FROM organisation s JOIN pupil p ON p.school_path = s.path
    WHERE s.path = o.path OR starts_with(s.path, o.path || '/'))
"""
# Of imports above, at and below a place the last one stands.
_FORGET_EARLIER = """
DELETE FROM imported_file WHERE kind = :kind
  AND (starts_with(path || '/', :path || '/') OR starts_with(:path || '/', path || '/'))
"""


class PostgresOrganisations:
    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def by_codes(self, codes: Sequence[str]) -> dict[str, Organisation]:
        return await self._by_codes(codes)

    async def keep(self, codes: Sequence[str]) -> dict[str, Organisation]:
        return await self._by_codes(codes, "ORDER BY code FOR SHARE")

    async def lock(self, codes: Sequence[str]) -> dict[str, Organisation]:
        return await self._by_codes(codes, "ORDER BY code FOR UPDATE")

    async def _by_codes(self, codes: Sequence[str], locking: str = "") -> dict[str, Organisation]:
        rows = await self._sql.rows(
            f"SELECT * FROM organisation WHERE code = ANY(CAST(:codes AS text[])) {locking}", codes=list(codes)
        )
        return {
            row["code"]: Organisation(
                row["code"],
                OrganisationPath(row["path"]),
                Kind(row["kind"]),
                row["name"],
                row["stage"],
                row["accounting_unit"],
                row["district_code"],
            )
            for row in rows
        }

    async def with_pupils(self, codes: Sequence[str]) -> frozenset[str]:
        rows = await self._sql.rows(_WITH_PUPILS, codes=list(codes))
        return frozenset(row["code"] for row in rows)

    async def save(self, organisations: Sequence[Organisation]) -> tuple[Organisation, ...]:
        rows = await self._sql.rows(
            _SAVE,
            codes=[one.code for one in organisations],
            paths=[one.path.text for one in organisations],
            kinds=[one.kind.value for one in organisations],
            names=[one.name for one in organisations],
            stages=[one.stage for one in organisations],
            units=[one.accounting_unit for one in organisations],
            districts=[one.district_code for one in organisations],
        )
        changed = {row["code"] for row in rows}
        return tuple(one for one in organisations if one.code in changed)

    async def imported(self, *, kind: str, path: str, sha256: bytes) -> Mapping[str, object] | None:
        # Two imports of one place take turns, so that the same file twice at once is recognised too.
        await self._sql.run("SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))", lock=f"import {kind} {path}")
        row = await self._sql.first(
            """SELECT sha256, CAST(result AS text) AS result FROM imported_file
               WHERE kind = :kind AND path = :path ORDER BY imported_at DESC LIMIT 1""",
            kind=kind,
            path=path,
        )
        if row is None or bytes(row["sha256"]) != sha256:
            return None
        result: Mapping[str, object] = json.loads(row["result"])
        return result

    async def remember_import(
        self, *, kind: str, path: str, sha256: bytes, result: Mapping[str, object], now: datetime
    ) -> None:
        await self._sql.run(_FORGET_EARLIER, kind=kind, path=path)
        await self._sql.run(
            "INSERT INTO imported_file VALUES (:kind, :path, :sha256, CAST(:result AS jsonb), :now)",
            kind=kind,
            path=path,
            sha256=sha256,
            result=as_json(result),
            now=now,
        )
