"""Whatever is decided at once about an instructor or a vendor: what is told last is how it stands."""

import asyncio
from typing import Any

from sqlalchemy import text

from contracts.vendor_registry.v1 import events_pb2 as v1

DISTRICT = "/3401/340104"
POLICE, OFFICER = f"police-officer@{DISTRICT}", f"district-officer@{DISTRICT}"
TURNS = 20

_TOLD = text("SELECT type, payload FROM chassis.outbox WHERE key = :key ORDER BY version DESC LIMIT 1")


async def told_last(world: Any, key: str) -> Any:
    async with world.service.database.reading() as connection:
        row = (await connection.execute(_TOLD, {"key": key})).one()
    return getattr(v1, row.type.rsplit(".", 1)[1]).FromString(bytes(row.payload))


async def test_a_proof_confirmed_while_its_person_leaves(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    people = f"/v1/vendors/{vendor['id']}/instructors"
    for turn in range(TURNS):
        person = await world.post(people, vendor["clerk"], world.instructor(100 + turn), who=vendor["applicant"])
        place = f"{people}/{person['person_id']}"
        day = {name: person["clearance"][name] for name in ("checked_on", "reference")}
        # Confirmed once, so that somebody has heard of the person; renewed, so that there is something to confirm.
        await world.post(f"{place}/clearances/confirmation", POLICE, day)
        renewed = {"result": "clear", "checked_on": str(world.clock.today()), "reference": "r"}
        await world.post(f"{place}/clearances", vendor["clerk"], renewed, who=vendor["applicant"])
        confirmed = {"json": {"checked_on": renewed["checked_on"], "reference": "r"}}
        await asyncio.gather(
            world.call("POST", f"{place}/clearances/confirmation", POLICE, **confirmed),
            world.call("POST", f"{place}/departure", vendor["clerk"], who=vendor["applicant"]),
        )
        told = await told_last(world, person["person_id"])
        assert told.cleared_until < told.cleared_from, "somebody who left may still work"
