"""Whoever decides on what another prepared says which state of it was shown: its version, or the digest of it."""

from typing import Any

import pytest
from in_process import Operation, operations

from chassis.http.preconditions import HEADER
from testkit.problems import code

# The last word of an address at which one decides on, or agrees to, what another prepared.
DECIDING = {
    "answer",
    "approval",
    "approvals",
    "close",
    "closing",
    "confirmation",
    "confirmations",
    "decision",
    "ending",
    "listing",
    "publicity",
    "outcome",
    "payment",
    "payment-orders",
    "preparation",
    "publication",
    "recheck",
    "rejection",
    "refusal",
    "resolution",
    "return",
    "review",
    "reviews",
    "signature",
    "signatures",
    "verification",
    "agreement-signatures",
    "vendor-signatures",
}
# What a body names of it: the amount alone where that is all there is to agree to, as in what a bill asks for.
SHOWN = {"digest", "sha256", "amount_fen"}
# These name what was shown in another way, or what they decide on cannot change in between.
OTHERWISE = {
    "/v1/assignments/{assignment_id}/ending": "proposes; the decision on the role change names the version",
    "/v1/children/claims/{claim_id}/confirmation": "proves a telephone by its code",
    "/v1/objections/{objection_id}/decision": "an objection never changes, and is decided once",
    "/v1/review-queue/reviews": "names the version of each application",
    "/v1/sessions/{session_id}/closing": "says that the room was looked at",
    "/v1/vendors/{vendor_id}/instructors/{person_id}/clearances/confirmation": "names day and reference of the proof",
    "/v1/vendors/{vendor_id}/licences/{licence_id}/confirmation": "a licence never changes, it is filed anew",
    "/v1/vendors/{vendor_id}/licences/{licence_id}/refusal": "a licence never changes, it is filed anew",
    "/v1/vendors/{vendor_id}/suspension/approval": "names the proposal, which never changes",
}
# Acts on what is there already, without a version and without agreeing to what another prepared.
BESIDES = {
    "adds something of one's own to it": {
        "/v1/agreements/{agreement_id}/documents",
        "/v1/children/{pupil_id}/consent",
        "/v1/classes/own/pupils/{pupil_id}/binding-codes",
        "/v1/disagreements/{disagreement_id}/referral",
        "/v1/findings/{finding_id}/evidence",
        "/v1/people/{person_id}/clearances",
        "/v1/people/{person_id}/clearances/evidence",
        "/v1/rounds/{round_id}/applications",
        "/v1/rounds/{round_id}/objections",
        "/v1/statements/{statement_id}/parts/{number}",
        "/v1/surveys/{term}/answers",
        "/v1/vendors/{vendor_id}/courses",
        "/v1/vendors/{vendor_id}/instructors",
        "/v1/vendors/{vendor_id}/instructors/{person_id}/clearances",
        "/v1/vendors/{vendor_id}/licences",
        "/v1/visits/{visit_id}/findings",
    },
    "proposes, and a second person decides": {"/v1/vendors/{vendor_id}/suspension"},
    "stops at once, and a second person ends or lifts it": {"/v1/assignments/{assignment_id}/suspension"},
    "takes back or ends, and agrees to nothing": {
        "/v1/children/{pupil_id}/binding",
        "/v1/contracts/{contract_id}/cancellation",
        "/v1/lessons/{session_id}/strike",
        "/v1/matches/{line_id}",
        "/v1/placements/{placement_id}/withdrawals",
        "/v1/vendors/{vendor_id}/instructors/{person_id}/departure",
    },
    "answers an offer, whose course and price never change": {"/v1/placements/{placement_id}/alternative-answers"},
    "says what happened where one was": {
        "/v1/schools/{code}/days/{on}/rolls",
        "/v1/sessions/{session_id}/hand-overs",
        "/v1/sessions/{session_id}/roll",
        "/v1/sessions/{session_id}/roll/corrections",
    },
    "says who or where, in full": {
        "/v1/complaints/{complaint_id}/assignment",
        "/v1/pupils/{pupil_id}/moves",
    },
    "opens what its gates let through, each of them decided by itself": {"/v1/schools/{code}/terms/{term}/openings"},
    "reads or writes out what two persons have agreed to": {
        "/v1/allowance-sheets/{sheet_id}/pay-file",
        "/v1/payments-due/{number}/payee",
        "/v1/settlements/{settlement_id}/pay-file",
        "/v1/statement-lines/{line_id}/party",
    },
    "starts or stops work that the machine does": {
        "/v1/operations/{operation_id}/cancel",
        "/v1/read-models/{name}/rebuild",
        "/v1/statements/{statement_id}/import",
    },
}
# Whoever agrees to money says how much was shown.
MONEY = {
    "/v1/bills/{bill_id}/payment-orders",
    "/v1/allowance-sheets/{sheet_id}/approval",
    "/v1/allowance-sheets/{sheet_id}/signature",
    "/v1/exceptions/{exception_id}/resolution/approval",
    "/v1/offerings/{offering_id}/publication",
    "/v1/refunds/{refund_id}/approval",
    "/v1/refunds/{refund_id}/preparation",
    "/v1/settlements/{settlement_id}/confirmation",
    "/v1/settlements/{settlement_id}/payment",
}


def version(operation: Operation) -> Any:
    """What its contract says of If-Match, None where it takes none."""
    return next((one for one in operation.told.get("parameters", ()) if one["name"] == HEADER), None)


def must_say(operation: Operation) -> set[str]:
    """What its body has to hold."""
    schema = operation.schema("application/json") or {}
    name = schema.get("$ref", "").rpartition("/")[2]
    return set(operation.sampler.schemas[name].get("required", ()) if name else schema.get("required", ()))


def acting() -> list[Operation]:
    """What is done with something that is there already."""
    changing = [one for one in operations() if one.method != "GET"]
    return [one for one in changing if "{" in one.path or one.path.rpartition("/")[2] in DECIDING]


def test_decides_on_nothing_that_was_not_shown() -> None:
    blind = {one.path for one in acting() if version(one) is None and not must_say(one) & SHOWN}
    besides = set().union(*BESIDES.values())
    assert blind == set(OTHERWISE) | besides
    assert {one for one in besides if one.rpartition("/")[2] in DECIDING} == set()


def test_takes_no_version_as_a_courtesy() -> None:
    versioned = [one for one in operations() if version(one) is not None]
    assert len(versioned) > len(MONEY)
    assert [str(one) for one in versioned if not version(one)["required"]] == []


@pytest.mark.parametrize("operation", [one for one in operations() if version(one) is not None], ids=str)
async def test_answers_as_told_where_the_version_is_missing_or_is_none(operation: Operation, ask: Any) -> None:
    assert set(operation.told["responses"]) >= {"409", "412", "428"}
    schema = operation.schema("application/json")
    body = {} if schema is None else {"json": operation.sampler.whole(schema)}
    missing = await ask(operation, headers={HEADER: None}, **body)
    assert (missing.status_code, code(missing)) == (428, "chassis.precondition_required"), missing.text
    for sent in ("*", "1", '"one"', '"1", "2"'):
        malformed = await ask(operation, headers={HEADER: sent}, **body)
        assert (malformed.status_code, code(malformed)) == (422, "chassis.if_match_malformed"), malformed.text


def test_agrees_to_no_money_without_its_amount() -> None:
    named = {one.path for one in acting() if "amount_fen" in must_say(one)}
    assert named == MONEY
