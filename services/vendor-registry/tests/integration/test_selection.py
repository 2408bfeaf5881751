"""A vendor is listed after joint review and publicity, fails for a stated reason, or drops out by itself."""

from typing import Any

from contracts.enrolment.v1 import events_pb2 as enrolment_v1
from vendor_registry.adapters.kafka.incoming import keep_holidays

DISTRICT = "/3401/340104"
SCHOOL = "/3401/340104/2134010001"
OFFICER = f"district-officer@{DISTRICT}"


async def test_lists_a_vendor_and_lets_a_school_contract_it(world: Any) -> None:
    vendor = await world.vendor()
    closed = await world.listed(vendor)
    assert closed["state"] == "listed"
    whitelist = await world.get("/v1/whitelist", f"principal@{SCHOOL}")
    assert [entry["vendor_id"] for entry in whitelist["items"]] == [vendor["id"]]
    signed = await world.signed(vendor)
    assert signed["state"] == "signed"
    (event,) = await world.events("ContractSigned")
    assert event.school_path == SCHOOL
    assert event.courses[0].price_fen == 30_000
    assert event.courses[0].consumables_fen == 2_000


async def test_counts_three_full_working_days_of_publicity_over_the_weekend(world: Any) -> None:
    round_ = await world.round(days=1)
    await world.approve(await world.apply(round_, await world.vendor()))
    world.clock.advance(days=2)
    shown = await world.carry_out(round_, "publicity")
    # Thursday 26 February; 28 February 2026 is a make-up Saturday by the official calendar.
    assert (shown["publicity_from"], shown["publicity_until"]) == ("2026-02-26", "2026-03-02")
    world.clock.advance(days=4)
    seen = {"digest": (await world.result(round_))["digest"]}
    early = await world.call("POST", f"/v1/rounds/{round_['id']}/listing", OFFICER, json=seen)
    assert early.json()["code"] == "vendor_registry.publicity_running"


async def test_counts_publicity_that_is_running_again_when_a_notice_comes(world: Any) -> None:
    round_ = await world.round(days=1)
    await world.approve(await world.apply(round_, await world.vendor()))
    world.clock.advance(days=2)
    shown = await world.carry_out(round_, "publicity")
    assert (shown["publicity_until"], shown["publicity_provisional"]) == ("2026-03-02", False)
    # A notice without the make-up Saturday, then the corrected one.
    for days, until in ((("2026-02-27",), "2026-03-04"), ((), "2026-03-03")):
        named = [enrolment_v1.AnnouncedDay(on=on, off=True, name="x") for on in (*days, "2026-01-01")]
        notice = enrolment_v1.HolidaysAnnounced(path="/3401", year=2026, issued_on="2026-02-26", days=named)
        await world.tell(keep_holidays, notice)
        seen = await world.get("/v1/rounds", OFFICER)
        assert [one["publicity_until"] for one in seen["items"]] == [until]


async def test_refuses_a_vendor_with_every_shortcoming_and_its_clause(world: Any) -> None:
    vendor = await world.vendor(cleared=False, price=59_000)
    round_ = await world.round(days=1)
    application = await world.apply(round_, vendor, abnormal_operation=True)
    assert application["state"] == "incomplete"
    found = {each["code"]: each["clause"] for each in application["shortcomings"]}
    assert set(found) == {"abnormal_operation", "price_not_below_market", "clearance_missing"}
    assert found["price_not_below_market"].startswith("hefei@")
    world.clock.advance(days=2)
    await world.carry_out(round_, "publicity")
    (event,) = await world.events("VendorNotListed")
    assert event.reason_code == "abnormal_operation"


async def test_drops_a_vendor_whose_licence_ends_and_ends_its_contract(world: Any) -> None:
    vendor = await world.vendor(licence_days=20)
    await world.listed(vendor)
    signed = await world.signed(vendor)
    assert await world.daily() == 0
    while str(world.clock.today()) <= "2026-03-16":
        world.clock.advance(days=1)
    assert await world.daily() == 1
    assert await world.daily() == 0
    (gone,) = await world.events("VendorDelisted")
    assert (gone.reason_code, gone.delisted_on) == ("licence_expired", "2026-03-17")
    (ended,) = await world.events("ContractEnded")
    assert (ended.contract_id, ended.reason_code) == (signed["id"], "licence_expired")
    shown = await world.get(f"/v1/contracts/{signed['id']}", f"principal@{SCHOOL}")
    assert shown["state"] == "ended"
    assert (await world.get("/v1/whitelist", f"principal@{SCHOOL}"))["items"] == []


async def test_takes_a_vendor_off_the_list_by_two_officers(world: Any) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    await world.signed(vendor)
    path = f"/v1/vendors/{vendor['id']}/suspension"
    proposed = await world.post(path, OFFICER, {"kind": "removed", "reason": "搭车经营"}, who="officer-a")
    seen = {"suspension_id": proposed["id"]}
    alone = await world.call("POST", f"{path}/approval", OFFICER, who="officer-a", json=seen)
    assert alone.json()["code"] == "kernel.same_person_twice"
    other = await world.call("POST", f"{path}/approval", OFFICER, who="officer-b", json={"suspension_id": vendor["id"]})
    assert (other.status_code, other.json()["code"]) == (412, "kernel.precondition_failed")
    assert await world.events("VendorDelisted") == []
    await world.post(f"{path}/approval", OFFICER, seen, who="officer-b")
    (gone,) = await world.events("VendorDelisted")
    assert gone.reason_code == "removed"
    assert len(await world.events("ContractEnded")) == 1
    again = await world.apply(await world.round(title="秋季遴选"), vendor)
    assert "removed_recently" in [each["code"] for each in again["shortcomings"]]


async def test_keeps_a_vendor_off_the_list_after_an_upheld_objection(world: Any) -> None:
    vendor = await world.vendor()
    round_ = await world.round(days=1)
    await world.approve(await world.apply(round_, vendor))
    world.clock.advance(days=2)
    await world.carry_out(round_, "publicity")
    body = {"vendor_id": vendor["id"], "text": "价格不实"}
    raised = await world.post(f"/v1/rounds/{round_['id']}/objections", "guardian@/family", body)
    world.clock.advance(days=7)
    seen = {"digest": (await world.result(round_))["digest"]}
    open_ = await world.call("POST", f"/v1/rounds/{round_['id']}/listing", OFFICER, json=seen)
    assert open_.json()["code"] == "vendor_registry.objections_open"
    await world.post(f"/v1/objections/{raised['id']}/decision", OFFICER, {"upheld": True, "reason": "属实"})
    await world.carry_out(round_, "listing")
    (event,) = await world.events("VendorNotListed")
    assert event.reason_code == "objection_upheld"
    assert await world.events("VendorListed") == []
