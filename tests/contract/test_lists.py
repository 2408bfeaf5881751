"""A list gives out so many items at most, and its contract says how many."""

from typing import Any

import pytest
from in_process import Operation, operations

LIMIT_MAX = 100
# Answered whole, with what bounds them.
WHOLE = {
    "/v1/bills/{bill_id}/payments": "one bill's",
    "/v1/ledger/balances": "the accounts of one unit",
    "/v1/statement-lines/{line_id}/candidates": "the likeliest few",
    "/v1/children": "one family's",
    "/v1/children/{pupil_id}/attendance": "has a limit, goes on after a day",
    "/v1/classes": "one school's",
    "/v1/classes/own/participants": "one class's",
    "/v1/classes/own/pupils/searches": "the best few",
    "/v1/contracts": "one school's in one term",
    "/v1/holiday-notices": "one a year",
    "/v1/packs": "what is shipped",
    "/v1/placements/draws": "one school's in one term",
    "/v1/pupils/searches": "the best few",
    "/v1/review-queue/reviews": "as many as were asked about",
    "/v1/terms": "two a year and district",
    "/v1/vendor-signatures": "one vendor's in one term",
}


def limit_of(operation: Operation) -> Any:
    return next((one["schema"] for one in operation.told.get("parameters", ()) if one["name"] == "limit"), None)


LIMITED = [operation for operation in operations() if limit_of(operation) is not None]


@pytest.mark.parametrize("operation", LIMITED, ids=str)
async def test_gives_out_no_more_than_its_contract_says(operation: Operation, ask: Any) -> None:
    schema = limit_of(operation)
    assert (schema["minimum"], schema["maximum"]) == (1, LIMIT_MAX)
    for beyond in (0, LIMIT_MAX + 1):
        answer = await ask(operation, params={"limit": beyond})
        assert [error["pointer"] for error in answer.json()["errors"]] == ["?limit"]
        assert answer.status_code == 422


def test_answers_whole_only_what_something_bounds() -> None:
    whole = {
        operation.path
        for operation in operations()
        for answer in operation.told["responses"].values()
        if answer.get("content", {}).get("application/json", {}).get("schema", {}).get("type") == "array"
    }
    assert whole == set(WHOLE)
