"""Reading our copies of other services' facts."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import first, rows, scalar, shaped, within
from billing.application.records import ContractRecord
from billing.application.store_records import EndedPlacement
from billing.domain.price_notice import ContractPrice
from kernel.errors import Conflict
from kernel.money import Money
from rulebook.adoption import AdoptedPack, adopted


class TermNotAdopted(Conflict):
    code = "billing.term_not_adopted"


class PostgresCopyStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def rules(self, school_path: str, term: str) -> AdoptedPack:
        """The pack the school's district adopted for the term; TermNotAdopted until its event came."""
        found = await first(
            self._connection,
            "SELECT pack_text, parameters FROM adoption WHERE term = :term"
            " AND (district_path = :path OR :path LIKE district_path || '/%')",
            term=term,
            path=school_path,
        )
        if found is None:
            raise TermNotAdopted(f"no rule pack is adopted for {term} here yet", params={"term": term})
        return adopted(found["pack_text"], found["parameters"])

    async def school_paths(self, codes: Sequence[str]) -> dict[str, str]:
        return await self._paths(codes, "school")

    async def district_paths(self, codes: Sequence[str]) -> dict[str, str]:
        return await self._paths(codes, "district")

    async def contract_prices(self, school_path: str, term: str) -> dict[UUID, ContractPrice]:
        found = await rows(
            self._connection,
            "SELECT cc.course_id, cc.price_fen, cc.consumables_fen FROM contract c JOIN contract_course cc"
            " USING (contract_id) WHERE c.school_path = :path AND c.term = :term",
            path=school_path,
            term=term,
        )
        return {
            row["course_id"]: ContractPrice(Money(row["price_fen"]), Money(row["consumables_fen"])) for row in found
        }

    async def contract(self, contract_id: UUID) -> ContractRecord | None:
        found = await first(
            self._connection,
            "SELECT contract_id AS id, vendor_id, uscc, school_path FROM contract WHERE contract_id = :id",
            id=contract_id,
        )
        return None if found is None else shaped(ContractRecord, found)

    async def school_of_pupil(self, pupil_id: UUID) -> str | None:
        path: str | None = await scalar(
            self._connection, "SELECT school_path FROM pupil WHERE pupil_id = :id", id=pupil_id
        )
        return path

    async def is_guardian(self, person_id: UUID, pupil_id: UUID) -> bool:
        return bool(
            await scalar(
                self._connection,
                "SELECT 1 FROM guardian WHERE guardian_id = :person AND pupil_id = :pupil",
                person=person_id,
                pupil=pupil_id,
            )
        )

    async def guardians(self, pupil_id: UUID) -> Sequence[UUID]:
        found = await rows(self._connection, "SELECT guardian_id FROM guardian WHERE pupil_id = :pupil", pupil=pupil_id)
        return [row["guardian_id"] for row in found]

    async def running_agreements(self, scope_path: str, term: str) -> dict[str, int]:
        """How many agreements of the term run, by school path."""
        found = await rows(
            self._connection,
            "SELECT school_path, count(*) AS agreements FROM placement"
            f" WHERE term = :term AND ended_on IS NULL AND {within('school_path')} GROUP BY school_path",
            term=term,
            scope=scope_path,
        )
        return {row["school_path"]: row["agreements"] for row in found}

    async def schools_with_plan(self, school_paths: Sequence[str], term: str) -> set[str]:
        found = await rows(
            self._connection,
            "SELECT school_path FROM plan_decision WHERE term = :term AND approved"
            " AND school_path = ANY(CAST(:paths AS text[]))",
            term=term,
            paths=list(school_paths),
        )
        return {row["school_path"] for row in found}

    async def term_ends_on(self, school_path: str, term: str) -> date | None:
        found: date | None = await scalar(
            self._connection,
            "SELECT last_on FROM term WHERE term = :term AND :path LIKE district_path || '/%'",
            term=term,
            path=school_path,
        )
        return found

    async def placement_end(self, placement_id: UUID) -> EndedPlacement | None:
        found = await first(
            self._connection,
            "SELECT pupil_id, school_path, term, ended_on, end_reason AS reason FROM placement"
            " WHERE placement_id = :id",
            id=placement_id,
        )
        return None if found is None else shaped(EndedPlacement, found)

    async def spending_purposes(self, unit_code: str, on: date) -> frozenset[str]:
        """What the packs in force for a unit's schools on a day permit it to spend on (R22)."""
        found = await rows(
            self._connection,
            "SELECT DISTINCT us.school_path, t.term FROM unit_school us JOIN term t"
            " ON us.school_path LIKE t.district_path || '/%' WHERE us.unit_code = :unit"
            " AND :on BETWEEN t.first_on AND t.last_on",
            unit=unit_code,
            on=on,
        )
        purposes: set[str] = set()
        for row in found:
            rules = await self.rules(row["school_path"], row["term"])
            purposes |= {purpose.value for purpose in rules.spending_purposes().value}
        return frozenset(purposes)

    async def _paths(self, codes: Sequence[str], kind: str) -> dict[str, str]:
        found = await rows(
            self._connection,
            "SELECT code, path FROM organisation WHERE kind = :kind AND code = ANY(CAST(:codes AS text[]))",
            kind=kind,
            codes=list(codes),
        )
        return {row["code"]: row["path"] for row in found}
