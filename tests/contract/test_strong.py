"""Whoever decides on money, roles, clearances, the whitelist or rules has signed in strongly a moment ago."""

from test_agreeing import DECIDING, acting

# Decided with the ordinary sign-in: this alone moves no money and gives no role.
OTHERWISE = {
    "/v1/agreements/{agreement_id}/signatures": "families have no second factor, and the school signs last",
    "/v1/allowance-sheets/{sheet_id}/preparation": "prepares; the signature and the approval are strong",
    "/v1/allowance-sheets/{sheet_id}/return": "sends a sheet back",
    "/v1/anomalies/{anomaly_id}/closing": "says what came of it",
    "/v1/anomalies/{anomaly_id}/verification": "says what was found",
    "/v1/applications/{application_id}/approval": "a wish of a family",
    "/v1/applications/{application_id}/review": "a wish of a family",
    "/v1/bills/{bill_id}/payment-orders": "a family pays a bill of its own",
    "/v1/children/claims/{claim_id}/confirmation": "proves a telephone by its code",
    "/v1/complaints/{complaint_id}/answer": "an answer to a family",
    "/v1/disagreements/{disagreement_id}/outcome": "two guardians referred it to the school",
    "/v1/filings/{filing_id}/decision": "a plan of a school",
    "/v1/findings/{finding_id}/recheck": "a look at a school",
    "/v1/lessons/confirmations": "said of each day; the settlement and the sheet ask for it",
    "/v1/offerings/{offering_id}/publication": "an offer at a price that is public already",
    "/v1/offerings/{offering_id}/vendor-signatures": "agreements at the contract's price",
    "/v1/refunds/{refund_id}/preparation": "prepares; the approval is strong",
    "/v1/review-queue/reviews": "wishes of families",
    "/v1/schools/{code}/terms/{term}/agreement-signatures": "what families have signed, at a price that is public",
    "/v1/schools/{code}/terms/{term}/approvals": "wishes of families",
    "/v1/sessions/{session_id}/closing": "says that the room was looked at",
}


def test_decides_on_nothing_that_matters_by_a_password_alone() -> None:
    deciding = [one for one in acting() if one.path.rpartition("/")[2] in DECIDING]
    weak = {one.path for one in deciding if not one.told.get("x-strong-sign-in")}
    assert weak == OTHERWISE.keys()
