"""Packs and organisations are kept as enrolment says, however often it says so."""

from typing import Any

import pytest
from sqlalchemy import func, select

from contracts.enrolment.v1 import events_pb2 as enrolment_v1
from kernel.errors import Refusal
from vendor_registry.adapters.kafka.incoming import keep_adoption
from vendor_registry.adapters.postgres.rows import adoption, organisation

DISTRICT = "/3401/340104"


async def test_keeps_one_pack_and_one_name_however_often_they_come(world: Any) -> None:
    await world.adopt()
    async with world.service.database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(adoption)) == 1
        assert await connection.scalar(select(func.count()).select_from(organisation)) == 2


async def test_refuses_a_pack_it_cannot_read(world: Any) -> None:
    message = enrolment_v1.PackAdopted(district_path=DISTRICT, term="2026-spring", pack_text="id: [")
    with pytest.raises(Refusal):
        async with world.service.database.transaction() as transaction:
            await keep_adoption(message, None, transaction)


async def test_announces_nothing_where_the_pack_keeps_vendors_out(world: Any) -> None:
    await world.adopt(pack="four-thirty-class")
    body = {
        "term": "2026-spring",
        "title": "遴选",
        "offices": ["education", "police"],
        "applications_from": "2026-03-02",
        "applications_until": "2026-03-03",
        "listing_until": "2026-12-31",
    }
    answer = await world.call("POST", "/v1/rounds", f"district-officer@{DISTRICT}", json=body)
    assert answer.json()["code"] == "vendor_registry.vendors_not_allowed"


async def test_announces_nothing_before_a_pack_is_adopted(world: Any) -> None:
    body = {
        "term": "2026-autumn",
        "title": "遴选",
        "offices": ["education", "police"],
        "applications_from": "2026-03-02",
        "applications_until": "2026-03-03",
        "listing_until": "2026-12-31",
    }
    answer = await world.call("POST", "/v1/rounds", f"district-officer@{DISTRICT}", json=body)
    assert answer.json()["code"] == "vendor_registry.rules_not_adopted"
