"""A list gives out so many items at most, and its contract says how many."""

from typing import Any

import pytest
from in_process import Operation, operations

LIMIT_MAX = 100


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
