"""An office names the version it has seen, and is told when another office was faster."""

from typing import Any
from uuid import uuid4

DISTRICT = "/3401/340104"
POLICE, MARKET = f"police-officer@{DISTRICT}", f"market-officer@{DISTRICT}"


async def review(world: Any, path: str, office: str, version: object) -> Any:
    headers = {
        **world.mint.headers(uuid4(), office),
        "Idempotency-Key": f"review-{next(world.keys):08d}",
        "If-Match": f'"{version}"',
    }
    return await world.client.post(f"{path}/reviews", headers=headers, json={"decision": "approve"})


async def shown(world: Any, path: str) -> Any:
    return await world.call("GET", path, MARKET)


async def test_refuses_a_word_on_an_application_that_another_office_spoke_on_meanwhile(world: Any) -> None:
    application = await world.apply(await world.round(days=1), await world.vendor())
    path = f"/v1/applications/{application['id']}"
    first = await review(world, path, POLICE, application["version"])
    assert first.status_code == 201, first.text
    present = await shown(world, path)
    assert present.headers["ETag"] == f'"{first.json()["version"]}"'
    stale = await review(world, path, MARKET, application["version"])
    assert (stale.status_code, stale.json()["code"]) == (412, "kernel.precondition_failed")
    assert (await shown(world, path)).json() == present.json()
    done = await review(world, path, MARKET, present.json()["version"])
    assert (done.status_code, len(done.json()["reviews"])) == (201, 2)


async def test_refuses_a_word_on_papers_that_were_handed_in_again(world: Any) -> None:
    vendor = await world.vendor()
    round_ = await world.round(days=1)
    lacking = await world.apply(round_, vendor, abnormal_operation=True)
    again = await world.apply(round_, vendor)
    assert (again["id"], again["state"]) == (lacking["id"], "complete")
    path = f"/v1/applications/{again['id']}"
    stale = await review(world, path, POLICE, lacking["version"])
    assert (stale.status_code, (await shown(world, path)).json()["reviews"]) == (412, [])
    assert (await review(world, path, POLICE, again["version"])).status_code == 201
