"""Facts of other services are applied whenever they come, however often."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from chassis.events.handling import NotYetKnown
from contracts.billing.v1 import events_pb2 as billing
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as vendors

SCHOOL = "/3401/340104/2134010001"
TERM = "2026-spring"


@pytest.mark.parametrize(
    "message",
    [
        staffing.ClassTeacherAssigned(class_id=str(uuid4()), school_path=SCHOOL, person_id=str(uuid4())),
        staffing.ShiftsAssigned(
            group_id=str(uuid4()),
            school_path=SCHOOL,
            shifts=[staffing.Shift(session_id=str(uuid4()), person_id=str(uuid4()), duty="duty")],
        ),
        vendors.ContractEnded(
            contract_id=str(uuid4()), vendor_id=str(uuid4()), school_path=SCHOOL, ended_on="2026-04-01"
        ),
    ],
    ids=lambda message: message.DESCRIPTOR.name,
)
async def test_waits_for_what_is_not_known_yet(city: Any, message: Any) -> None:
    with pytest.raises(NotYetKnown):
        await city.apply_event(message)


async def test_adds_a_later_price_notice_to_the_earlier_one(city: Any) -> None:
    for number, course, price in ((1, "c1", 30000), (2, "c2", 36000), (2, "c2", 36000), (3, "c1", 31000)):
        await city.apply_event(
            billing.PriceNoticePublished(
                school_path=SCHOOL,
                term=TERM,
                notice_id=f"n{number}",
                published_on="2026-02-24",
                in_force_on=f"2026-03-0{number}",
                items=[billing.PriceItem(product="course", course_id=course, price_fen=price)],
            )
        )
    prices = await city.rows("SELECT notice_id, course_id, price_fen FROM price_item ORDER BY notice_id")
    assert [tuple(row.values()) for row in prices] == [("n1", "c1", 30000), ("n2", "c2", 36000), ("n3", "c1", 31000)]
    term = (await city.rows("SELECT notice_id, notice_in_force_on FROM school_term"))[0]
    assert (term["notice_id"], term["notice_in_force_on"]) == ("n3", date(2026, 3, 1))


async def test_keeps_a_contract_once_and_its_end(city: Any) -> None:
    _, contract, _ = await city.contract()
    ended = vendors.ContractEnded(
        contract_id=str(contract), school_path=SCHOOL, ended_on="2026-04-01", reason_code="cancelled"
    )
    await city.apply_event(ended)
    await city.apply_event(ended)
    rows = await city.rows("SELECT end_reason FROM contract")
    assert [row["end_reason"] for row in rows] == ["cancelled"]


async def test_relists_a_vendor(city: Any) -> None:
    vendor, district = str(uuid4()), "/3401/340104"
    out = vendors.VendorDelisted(
        vendor_id=vendor, district_path=district, delisted_on="2026-04-01", reason_code="suspended"
    )
    await city.apply_event(out)
    listed = vendors.VendorListed(
        vendor_id=vendor, district_path=district, listed_from="2026-05-01", listed_until="2026-12-31"
    )
    await city.apply_event(listed)
    row = (await city.rows("SELECT delisted_on, reason_code FROM vendor_listing"))[0]
    assert (row["delisted_on"], row["reason_code"]) == (None, "")
