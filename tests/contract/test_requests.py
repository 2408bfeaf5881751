"""What an operation is sent is all that it takes and says all that it must say, or it is refused before it begins.

The operations and what they take come from the contracts, so that a new one is tried without being listed here.
"""

from typing import Any

import pytest
from in_process import Operation, operations

from testkit.problems import code

JSON = "application/json"
FORM = "multipart/form-data"


def faults(answer: Any) -> list[tuple[str, str]]:
    assert (answer.status_code, code(answer)) == (422, "chassis.request_invalid"), answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


@pytest.mark.parametrize("operation", operations(JSON), ids=str)
async def test_refuses_a_body_that_leaves_out_or_misspells_a_key(operation: Operation, ask: Any) -> None:
    schema, sampler = operation.schema(JSON), operation.sampler
    body = sampler.whole(schema)
    understood = await ask(operation, json=body)
    assert code(understood) != "chassis.request_invalid", understood.text
    broken = list(sampler.broken(schema, body))
    assert broken
    for each in broken:
        assert (each.pointer, each.code) in faults(await ask(operation, json=each.body)), each


@pytest.mark.parametrize("operation", operations(), ids=str)
async def test_refuses_a_parameter_that_it_does_not_know(operation: Operation, ask: Any) -> None:
    answer = await ask(operation, params={"kehou": "x"})
    assert ("?kehou", "chassis.field_unknown") in faults(answer)


@pytest.mark.parametrize("operation", operations(FORM), ids=str)
async def test_refuses_a_form_that_leaves_out_or_misspells_a_field(operation: Operation, ask: Any) -> None:
    schema = operation.sampler.meant(operation.schema(FORM))
    whole = {name: operation.sampler.whole(inner) for name, inner in schema["properties"].items()}
    understood = await ask(operation, files=form(whole))
    assert code(understood) != "chassis.request_invalid", understood.text
    for name in schema["properties"]:
        without = {key: value for key, value in whole.items() if key != name}
        misspelt = await ask(operation, files=form({**without, f"{name}_": whole[name]}))
        assert (f"#/{name}_", "chassis.field_unknown") in faults(misspelt)
        if name in schema["required"]:
            assert (f"#/{name}", "chassis.field_missing") in faults(await ask(operation, files=form(without)))


def form(fields: dict[str, Any]) -> list[tuple[str, Any]]:
    """The parts of a form as a browser sends them; what is bytes is a file."""
    return [
        (name, ("sheet.xlsx", value) if isinstance(value, bytes) else (None, str(value)))
        for name, each in fields.items()
        for value in (each if isinstance(each, list) else [each])
    ]
