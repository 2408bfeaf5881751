"""Other services get a fresh answer about a vendor, and names only here."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.vendor_registry.v1 import registry_pb2 as v1
from kernel.errors import Invalid
from vendor_registry.domain.vendor import VendorUnknown
from vendor_registry.entrypoints.grpc.registry import PayeeServicer, RegistryServicer

DISTRICT = "/3401/340104"


@pytest.fixture
def servicer(world: Any) -> RegistryServicer:
    return RegistryServicer(world.service.app.state.use_cases.queries)


async def standing(servicer: RegistryServicer, vendor: Any, on: Any, *, district: str = DISTRICT) -> Any:
    request = v1.GetStandingRequest(vendor_id=vendor["id"], district_path=district, held_on=str(on))
    return await servicer.GetStanding(request, None)


async def test_answers_by_the_papers_even_before_the_daily_job_has_run(world: Any, servicer: RegistryServicer) -> None:
    vendor = await world.vendor(licence_days=20)
    today = world.clock.today()
    assert (await standing(servicer, vendor, today)).reason_code == "never_listed"
    await world.listed(vendor)
    listed_on = world.clock.today()
    assert (await standing(servicer, vendor, listed_on)).listed
    assert (await standing(servicer, vendor, today + timedelta(days=20))).listed
    late = await standing(servicer, vendor, today + timedelta(days=21))
    assert (late.listed, late.reason_code) == (False, "licence_expired")
    assert (await standing(servicer, vendor, listed_on - timedelta(days=1))).reason_code == "never_listed"
    assert (await standing(servicer, vendor, listed_on, district="/3401/340103")).reason_code == "never_listed"


async def test_keeps_an_earlier_entry_true_for_its_own_days(world: Any, servicer: RegistryServicer) -> None:
    vendor = await world.vendor()
    await world.listed(vendor)
    first_on = world.clock.today()
    await world.listed(vendor, title="留库审查")
    assert (await standing(servicer, vendor, first_on)).listed
    assert (await standing(servicer, vendor, world.clock.today())).listed
    assert len((await world.get("/v1/whitelist", f"district-officer@{DISTRICT}"))["items"]) == 1


async def test_describes_instructors_with_and_clerks_without_a_sign_in_name(
    world: Any, servicer: RegistryServicer
) -> None:
    vendor = await world.vendor()
    (registered,) = await world.events("VendorRegistered")
    wanted = [vendor["instructor"]["person_id"], registered.clerk_person_id, "01900000-0000-7000-8000-00000000dead"]
    answer = await servicer.DescribeInstructors(v1.DescribeInstructorsRequest(person_ids=wanted), None)
    assert [(each.name, each.login) for each in answer.instructors] == [
        ("李老师1", f"teacher-1.{vendor['uscc'].lower()}"),
        ("张经办1", ""),
    ]


async def test_tells_billing_the_whole_account_a_vendor_registered(world: Any) -> None:
    vendor = await world.vendor()
    servicer = PayeeServicer(world.service.app.state.use_cases.queries)
    payee = await servicer.GetPayee(v1.GetPayeeRequest(vendor_id=vendor["id"]), None)
    assert payee.account.endswith(vendor["account_suffix"])
    assert len(payee.account) > len(vendor["account_suffix"])
    assert (payee.name, payee.bank_name) == (vendor["name"], vendor["bank_name"])
    with pytest.raises(VendorUnknown):
        await servicer.GetPayee(v1.GetPayeeRequest(vendor_id="01900000-0000-7000-8000-00000000dead"), None)


async def test_refuses_ids_and_days_it_cannot_read(servicer: RegistryServicer) -> None:
    with pytest.raises(Invalid):
        await servicer.DescribeInstructors(v1.DescribeInstructorsRequest(person_ids=["1 OR 1=1"]), None)
    with pytest.raises(Invalid):
        await standing(servicer, {"id": "01900000-0000-7000-8000-00000000dead"}, "yesterday")
