"""No vendor keeps its place by a paper that only it has looked at: an office confirms or refuses it."""

from importlib import import_module
from typing import Any

from sqlalchemy import text

from contracts.vendor_registry.v1 import registry_pb2 as v1
from vendor_registry.entrypoints.grpc.registry import RegistryServicer

DISTRICT = "/3401/340104"
EDUCATION, MARKET, CULTURE = (f"{role}-officer@{DISTRICT}" for role in ("district", "market", "culture"))


async def ending(world: Any) -> Any:
    """A listed vendor whose sector's licence has its last day today."""
    vendor = await world.vendor(licence_days=20)
    await world.listed(vendor)
    while str(world.clock.today()) < "2026-03-16":
        world.clock.advance(days=1)
    return vendor


async def renewal(world: Any, vendor: Any, *, kind: str = "sector") -> str:
    """The id of a licence filed now that lasts for years."""
    return str((await world.licence(vendor, kind, days=1500)).json()["id"])


async def waiting(world: Any, officer: str) -> list[str]:
    return [one["id"] for one in (await world.get("/v1/waiting-licences", officer))["items"]]


async def listed(world: Any, vendor: Any) -> bool:
    """What other services are told of today."""
    servicer = RegistryServicer(world.service.app.state.use_cases.queries)
    request = v1.GetStandingRequest(vendor_id=vendor["id"], district_path=DISTRICT, held_on=str(world.clock.today()))
    return bool((await servicer.GetStanding(request, None)).listed)


async def on_file(world: Any, vendor: Any, licence_id: str) -> tuple[str, str]:
    """State and reason of refusal, as the vendor reads them."""
    dossier = await world.get(f"/v1/vendors/{vendor['id']}", vendor["clerk"])
    (found,) = [(one["state"], one["refusal_reason"]) for one in dossier["licences"] if one["id"] == licence_id]
    return found


async def test_drops_a_vendor_that_renewed_its_licence_by_its_own_word_alone(world: Any) -> None:
    vendor = await ending(world)
    filed = await renewal(world, vendor)
    assert await on_file(world, vendor, filed) == ("waiting", "")
    assert await listed(world, vendor)
    world.clock.advance(days=1)
    assert not await listed(world, vendor)
    assert await world.daily() == 1
    (gone,) = await world.events("VendorDelisted")
    assert gone.reason_code == "licence_expired"


async def test_keeps_a_vendor_whose_renewal_the_office_has_confirmed(world: Any) -> None:
    vendor = await ending(world)
    filed = await renewal(world, vendor)
    assert await waiting(world, EDUCATION) == await waiting(world, CULTURE) == [filed]
    assert await waiting(world, MARKET) == []
    path = f"/v1/vendors/{vendor['id']}/licences/{filed}"
    other = await world.call("POST", f"{path}/confirmation", MARKET)
    assert (other.status_code, other.json()["code"]) == (403, "vendor_registry.licence_of_another_office")
    for officer in (CULTURE, EDUCATION):
        assert (await world.post(f"{path}/confirmation", officer))["state"] == "confirmed"
    late = await world.call("POST", f"{path}/refusal", EDUCATION, json={"reason": "证号查无"})
    assert (late.status_code, late.json()["code"]) == (409, "vendor_registry.licence_already_decided")
    assert await waiting(world, EDUCATION) == []
    world.clock.advance(days=1)
    assert await listed(world, vendor)
    assert await world.daily() == 0
    query = text("SELECT role FROM chassis.audit_entry WHERE action = 'vendor_registry.licence_confirmed'")
    async with world.service.database.reading() as connection:
        assert list((await connection.execute(query)).scalars()) == ["culture-officer"]


async def test_tells_the_vendor_why_its_renewal_was_refused_and_takes_it_again(world: Any) -> None:
    vendor = await ending(world)
    filed = await renewal(world, vendor)
    path = f"/v1/vendors/{vendor['id']}/licences/{filed}"
    silent = await world.call("POST", f"{path}/refusal", CULTURE, json={"reason": " "})
    assert silent.json()["code"] == "vendor_registry.refusal_reason_missing"
    await world.post(f"{path}/refusal", CULTURE, {"reason": "证号查无"})
    assert await on_file(world, vendor, filed) == ("refused", "证号查无")
    again = await renewal(world, vendor)
    assert await waiting(world, CULTURE) == [again]
    world.clock.advance(days=1)
    assert await world.daily() == 1


async def test_confirms_with_the_joint_review_what_was_in_the_dossier_only(world: Any) -> None:
    vendor = await world.vendor()
    application = await world.apply(await world.round(days=1), vendor)
    world.clock.advance(minutes=5)
    later = await renewal(world, vendor, kind="insurance")
    # The dossier itself is with the offices already.
    assert await waiting(world, EDUCATION) == [later]
    await world.approve(application)
    dossier = await world.get(f"/v1/vendors/{vendor['id']}", EDUCATION)
    assert {one["state"] for one in dossier["licences"] if one["id"] != later} == {"confirmed"}
    assert await on_file(world, vendor, later) == ("waiting", "")


async def test_confirms_nothing_of_a_dossier_that_an_office_refuses(world: Any) -> None:
    vendor = await world.vendor()
    application = await world.apply(await world.round(days=1), vendor)
    path = f"/v1/applications/{application['id']}/reviews"
    await world.post(path, MARKET, {"decision": "refuse", "reason": "执照查无"})
    for officer in (EDUCATION, CULTURE, f"police-officer@{DISTRICT}"):
        await world.post(path, officer, {"decision": "approve"})
    dossier = await world.get(f"/v1/vendors/{vendor['id']}", EDUCATION)
    assert {one["state"] for one in dossier["licences"]} == {"waiting"}


async def test_lists_no_vendor_on_a_paper_filed_after_the_review(world: Any) -> None:
    vendor = await world.vendor(licence_days=4)
    round_ = await world.round(days=1)
    await world.approve(await world.apply(round_, vendor))
    world.clock.advance(days=2)
    await world.carry_out(round_, "publicity")
    await renewal(world, vendor)
    world.clock.advance(days=7)
    await world.carry_out(round_, "listing")
    assert await world.events("VendorListed") == []
    (event,) = await world.events("VendorNotListed")
    assert event.reason_code == "licence_expired"


async def test_counts_the_papers_of_vendors_that_were_reviewed_before_offices_confirmed_any(world: Any) -> None:
    vendor, newcomer = await world.vendor(), await world.vendor()
    await world.listed(vendor)
    confirm_reviewed = import_module("vendor_registry.migrations.versions.0007_confirm_licences").CONFIRM_REVIEWED
    async with world.service.database.transaction() as transaction:
        await transaction.connection.execute(text("UPDATE licence SET state = 'waiting', decided_by = NULL"))
        await transaction.connection.execute(text(confirm_reviewed))
    assert await listed(world, vendor)
    query = text("SELECT vendor_id::text, state, count(decided_by) FROM licence GROUP BY vendor_id, state")
    async with world.service.database.reading() as connection:
        found = {tuple(row) for row in await connection.execute(query)}
    assert found == {(vendor["id"], "confirmed", 3), (newcomer["id"], "waiting", 0)}


async def test_counts_the_proofs_of_vendors_that_were_reviewed_before_it_was_kept_which_are_confirmed(
    world: Any,
) -> None:
    vendor, newcomer = await world.vendor(), await world.vendor()
    await world.listed(vendor)
    remember = import_module("vendor_registry.migrations.versions.0008_remember_confirmed_clearances")
    async with world.service.database.transaction() as transaction:
        await transaction.connection.execute(text("UPDATE instructor SET cleared_until = NULL"))
        await transaction.connection.execute(text(remember.REMEMBER_CONFIRMED))
    query = text("SELECT vendor_id::text, cleared_until::text FROM instructor")
    async with world.service.database.reading() as connection:
        found = {tuple(row) for row in await connection.execute(query)}
    assert found == {(vendor["id"], "2027-02-13"), (newcomer["id"], None)}
