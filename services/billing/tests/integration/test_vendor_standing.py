"""Nobody off the list is paid for what came after."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

import pytest

SCHOOL = "/3401/340104/2134010001"


def named(*words: object) -> str:
    return str(uuid5(UUID("6f0d2a52-6d3c-4b57-9d4e-0d2f8c5b1a11"), "/".join(map(str, words))))


@pytest.mark.parametrize(
    ("reason", "since", "status"),
    [
        ("licence_expired", date(2026, 3, 19), 200),
        ("listing_expired", date(2026, 3, 18), 409),
        ("removed", date(2026, 3, 19), 409),
        ("never_listed", date(2026, 1, 1), 409),
    ],
)
async def test_pays_a_vendor_for_what_it_taught_while_it_was_listed(
    city: Any, reason: str, since: date, status: int
) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    await city.deliver("书法", "2026-03-16", "2026-03-18")
    contract = {"contract_id": named("contract", SCHOOL), "month": "2026-03"}
    settlement = await city.post("accountant", "/settlements", contract)
    await city.post("vendor", f"/settlements/{settlement['id']}/confirmation")
    city.registry.off_list_since, city.registry.reason_code = since, reason
    city.clock.move_to(datetime(2026, 4, 1, 1, tzinfo=UTC))
    answer = await city.post("principal", f"/settlements/{settlement['id']}/payment", status=status)
    assert status == 200 or answer["code"] == "billing.vendor_not_in_standing"
