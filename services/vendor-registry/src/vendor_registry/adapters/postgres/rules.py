"""Adopted packs as enrolment published them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.organisation import OrganisationPath
from rulebook.adoption import AdoptedPack, adopted
from vendor_registry.adapters.postgres.rows import adoption
from vendor_registry.domain.rules import RulesNotAdopted


@dataclass(frozen=True, slots=True)
class PostgresRuleStore:
    connection: AsyncConnection

    async def adopted(self, district: OrganisationPath, term: str) -> AdoptedPack:
        statement = select(adoption.c.pack_text, adoption.c.parameters).where(
            adoption.c.district_path == district.text, adoption.c.term == term
        )
        row = (await self.connection.execute(statement)).one_or_none()
        if row is None:
            raise RulesNotAdopted(
                "the district has adopted no rules for this term yet", params={"district": district.text, "term": term}
            )
        return adopted(row.pack_text, row.parameters)
