"""Every change leaves in the audit trail what was there before."""

from typing import Any

from sqlalchemy import text

from testkit.audit import audited_as_new, audited_without_outcome

DISTRICT = "/3401/340104"
OFFICER, POLICE = f"district-officer@{DISTRICT}", f"police-officer@{DISTRICT}"
# Nothing stood before these: they make something.
NEW = {
    "vendor_registry.application_submitted",
    "vendor_registry.contract_drafted",
    "vendor_registry.course_filed",
    "vendor_registry.instructor_filed",
    "vendor_registry.licence_filed",
    "vendor_registry.round_announced",
    "vendor_registry.suspension_proposed",
    "vendor_registry.vendor_registered",
}


async def test_says_of_each_change_what_stood_before(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    await world.signed(vendor)
    today = str(world.clock.today())
    person = f"/v1/vendors/{vendor['id']}/instructors/{vendor['instructor']['person_id']}"
    renewed = {"result": "clear", "checked_on": today, "reference": "r"}
    await world.post(f"{person}/clearances", vendor["clerk"], renewed)
    await world.post(f"{person}/clearances/confirmation", POLICE, {"checked_on": today, "reference": "r"})
    path = f"/v1/vendors/{vendor['id']}/suspension"
    proposed = await world.post(path, OFFICER, {"kind": "removed", "reason": "搭车经营"}, who="officer-a")
    await world.post(f"{path}/approval", OFFICER, {"suspension_id": proposed["id"]}, who="officer-b")
    await world.post(f"{person}/departure", vendor["clerk"])
    assert await audited_as_new(world.service.database) <= NEW
    assert await audited_without_outcome(world.service.database) == set()
    query = text("SELECT before, after FROM chassis.audit_entry WHERE action = 'vendor_registry.clearance_recorded'")
    async with world.service.database.reading() as connection:
        row = (await connection.execute(query)).one()
    assert (row.before["confirmed"], row.after["confirmed"]) == (True, False)
    assert (row.before["checked_on"] < today, row.after["checked_on"]) == (True, today)
