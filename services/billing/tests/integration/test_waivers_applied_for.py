"""A waiver is the pupil's: it may be asked for again where it was refused, and it moves to another school along."""

from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.enrolment.v1 import events_pb2 as enrolment
from testkit.names import named

TERM = "2026-spring"
SCHOOL, SECOND_SCHOOL = "/3401/340104/2134010001", "/3401/340104/2134010002"


def application(evidence: str) -> dict[str, str]:
    return {
        "pupil_id": named("小贝"),
        "term": TERM,
        "class_code": "hardship",
        "evidence": evidence,
        "valid_from": "2026-02-01",
        "valid_until": "2026-08-31",
    }


async def test_takes_a_better_application_after_a_refusal(city: Any) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    refused = await city.post("guardian", "/waivers", application("村委会说明"))
    await city.post("principal", f"/waivers/{refused['id']}/decision", {"granted": False})
    better = await city.post("guardian", "/waivers", application("民政〔2026〕0007号"))
    assert better["id"] != refused["id"]
    await city.post("principal", f"/waivers/{better['id']}/decision", {"granted": True})
    states = {one["id"]: one["state"] for one in await city.items("accountant", "/waivers")}
    assert states == {refused["id"]: "refused", better["id"]: "granted"}
    await city.bill()
    [bill] = await city.items("guardian", "/bills")
    assert (bill["waived_fen"], bill["due_fen"]) == (14000, 14000)


@pytest.mark.parametrize("granted", [False, True], ids=["waiting", "granted"])
async def test_says_that_a_waiver_stands(city: Any, granted: bool) -> None:
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    known = await city.post("guardian", "/waivers", application("民政〔2026〕0007号"))
    if granted:
        await city.post("principal", f"/waivers/{known['id']}/decision", {"granted": True})
    answer = await city.post("accountant", "/waivers", application("民政〔2026〕0008号"), status=409)
    assert answer["code"] == "billing.waiver_stands"
    [one] = await city.items("accountant", "/waivers")
    assert one["id"] == known["id"]


async def test_bills_a_pupil_who_moved_with_the_waiver_granted_before(city: Any) -> None:
    await city.offer(SECOND_SCHOOL)
    await city.publish_prices(SECOND_SCHOOL, "second accountant", "second principal")
    city.clock.move_to(datetime(2026, 3, 30, 1, tzinfo=UTC))
    await city.enrol("小贝")
    await city.waive("小贝", "hardship")
    moved = enrolment.PupilMoved(
        pupil_id=named("小贝"),
        from_school_path=SCHOOL,
        to_school_path=SECOND_SCHOOL,
        to_class_id=named("class"),
        grade=3,
        moved_on="2026-03-05",
    )
    await city.tell(moved)
    await city.agree("小贝", "围棋", school=SECOND_SCHOOL)
    await city.bill("second accountant")
    [bill] = await city.items("guardian", "/bills")
    assert (bill["school_path"], bill["waived_fen"], bill["due_fen"]) == (SECOND_SCHOOL, 14000, 14000)


async def test_moves_no_money_out_on_the_word_of_a_family_and_one_principal(city: Any) -> None:
    """The family's wish is no first signature: an accountant stands for the refund before the principal approves."""
    await city.enrol("小贝")
    await city.agree("小贝", "围棋")
    await city.bill()
    await city.pay_order("小贝")
    asked = await city.post("guardian", "/waivers", application("民政〔2026〕0007号"))
    await city.post("principal", f"/waivers/{asked['id']}/decision", {"granted": True})
    [refund] = await city.items("principal", "/refunds", state="proposed")
    assert refund["allowed_actions"] == []
    approval = f"/refunds/{refund['id']}/approval"
    refused = await city.post("principal", approval, {"approved": True}, status=409)
    assert refused["code"] == "billing.refund_not_prepared"
    assert await city.items("finance", "/payments-due", on="2026-08-31") == []
    await city.post("guardian", f"/refunds/{refund['id']}/preparation", status=403)
    await city.post("accountant", f"/refunds/{refund['id']}/preparation")
    approved = await city.post("principal", approval, {"approved": True})
    assert approved["state"] == "approved"


async def test_lets_no_principal_grant_the_waiver_of_their_own_family(city: Any) -> None:
    await city.enrol("小贝")
    asked = await city.post("guardian", "/waivers", application("民政〔2026〕0007号"))
    family = str(city.neighbours.named("person", "guardian"))
    parent = city.mint.headers(
        city.neighbours.named("person", "principal"),
        city.roles["principal"],
        acr="strong",
        claims={"linked_persons": [family]},
    )
    _, seen = await city.as_shown(f"/waivers/{asked['id']}/decision", None)
    answer = await city.client.post(
        f"/v1/waivers/{asked['id']}/decision",
        headers={**parent, **seen, "Idempotency-Key": "own-family-1"},
        json={"granted": True},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "kernel.same_person_twice")
