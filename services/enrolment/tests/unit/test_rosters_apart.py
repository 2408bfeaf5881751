"""In no service may one role read a list of all pupils and a list of those who take part (C5.8)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SERVICES = Path(__file__).parents[3]
# Lists of everybody, whether they take part or not.
ROSTERS = {("enrolment", "/v1/pupils"), ("enrolment", "/v1/bindings")}
# Of one child that the reader has to name; a class teacher gets one child's guardians only.
BY_NAME = {("class-teacher", "enrolment", "/v1/bindings")}


def properties(schema: Any, schemas: dict[str, Any], seen: frozenset[str] = frozenset()) -> set[str]:
    """The names of all fields that an answer can hold, however deep."""
    if isinstance(schema, list):
        return set().union(*(properties(one, schemas, seen) for one in schema)) if schema else set()
    if not isinstance(schema, dict):
        return set()
    found = set(schema.get("properties", {})) if isinstance(schema.get("properties"), dict) else set()
    name = schema.get("$ref", "").rpartition("/")[2]
    if name and name not in seen:
        found |= properties(schemas[name], schemas, seen | {name})
    for value in schema.values():
        found |= properties(value, schemas, seen)
    return found


def readers() -> Iterator[tuple[str, str, str]]:
    """Role, service and address of each read that names pupils."""
    for file in sorted(SERVICES.glob("*/openapi.json")):
        document = json.loads(file.read_text())
        schemas = document["components"]["schemas"]
        for path, methods in document["paths"].items():
            get = methods.get("get", {})
            answer = get.get("responses", {}).get("200", {}).get("content", {})
            if {"pupil_id", "pupil_name", "pupil_ids"} & properties(answer, schemas):
                for role in get.get("x-roles", []):
                    yield role, file.parent.name, path


def test_keeps_rosters_apart_from_who_takes_part() -> None:
    found = set(readers()) - BY_NAME
    roster_readers = {role for role, service, path in found if (service, path) in ROSTERS}
    assert roster_readers == {"school-administrator"}
    both = {
        (role, service, path)
        for role, service, path in found
        if role in roster_readers and (service, path) not in ROSTERS
    }
    assert both == set()
    assert len({(service, path) for _, service, path in found}) > 10
