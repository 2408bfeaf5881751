"""Adopted packs as enrolment published them."""

import json
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.organisation import OrganisationPath
from rulebook.adoption import AdoptedPack, adopt
from rulebook.pack import parse_pack
from vendor_registry.adapters.postgres.rows import adoption
from vendor_registry.domain.rules import RulesNotAdopted

# Districts of one city times the terms asked about at once; parsing one takes some 50 ms.
_PACKS_KEPT = 64


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
        return _adopted(row.pack_text, json.dumps(row.parameters, sort_keys=True))


@lru_cache(maxsize=_PACKS_KEPT)
def _adopted(text: str, parameters: str) -> AdoptedPack:
    return adopt(parse_pack(text), json.loads(parameters))
