"""Taking a match apart undoes what it posted, from whichever of its lines it is asked for."""

from typing import Any

import pytest

UNIT = "HS0001"


@pytest.mark.parametrize("source", ["bank", "fund"])
async def test_reverses_the_settlement_from_either_side(city: Any, source: str) -> None:
    await city.enrol("小安")
    await city.agree("小安", "书法")
    await city.bill()
    fen = await city.pay_by_channel("小安")
    assert (await city.balances())["bank:3456"] == fen
    matches = await city.items("finance", "/matches", unit=UNIT, source=source)
    settled = next(one for one in matches if one["rule"] == "withdrawal")
    undo = f"/v1/matches/{settled['id']}?reason=选错了"
    assert (await city.client.delete(undo, headers=city.headers("finance"))).status_code == 204
    balances = await city.balances()
    assert "bank:3456" not in balances
    assert balances["channel:WECHAT"] == fen

    lines = await city.items("finance", "/statement-lines", unit=UNIT, state="open")
    by_source = {one["source"]: one["id"] for one in lines}
    body = {"bank_line_id": by_source["bank"], "fund_line_ids": [by_source["fund"]], "reason": "核对无误"}
    await city.post("finance", "/matches", body)
    balances = await city.balances()
    assert balances["bank:3456"] == fen
    assert "channel:WECHAT" not in balances
