"""What a request sends besides what its route takes is refused by name: parameters, form fields, whole bodies."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, params
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from chassis.http.bodies import LooseInput, loose
from chassis.http.middleware import route_template
from chassis.http.problems import FAULTS_MAX, json_pointer
from kernel.errors import Fault, Invalid

# An empty document asks for nothing; clients send it where they have nothing to say.
_EMPTY = (b"", b"{}")
_DUPLICATES_WITHIN_BYTES = 2**16


class FieldNotTaken(Invalid):
    code = "chassis.request_invalid"


@dataclass(frozen=True, slots=True)
class Taken:
    """The names a route knows; `anything` where somebody else says what is sent there."""

    query: frozenset[str]
    form: frozenset[str]
    body: bool
    anything: bool


async def anything_taken() -> None:
    """Marks a route to which another party's protocol may send more than we read."""


async def only_what_is_taken(request: Request) -> None:
    """Raise FieldNotTaken naming each parameter, form field or body that the route does not know or knows once."""
    known = request.app.state.taken.get((request.method, route_template(request.scope)))
    if known is None or known.anything:
        return
    faults = (*_in_query(request, known), *await _in_body(request, known))[:FAULTS_MAX]
    if faults:
        raise FieldNotTaken(f"{len(faults)} field(s) of the request are not taken here; see errors", faults=faults)


def _in_query(request: Request, known: Taken) -> Iterator[Fault]:
    return _unknown_or_twice("query", (name for name, _ in request.query_params.multi_items()), known.query)


async def _in_body(request: Request, known: Taken) -> list[Fault]:
    form = getattr(request, "_form", None)
    if form is not None:
        return list(_unknown_or_twice("body", (name for name, _ in form.multi_items()), known.form))
    if not known.body:
        sent = (await request.body()).strip()
        return [] if sent in _EMPTY else [_fault(("body",), "chassis.field_unknown", "no body is taken here")]
    return list(_twice_in_document(getattr(request, "_body", b""), getattr(request, "_json", None)))


def _unknown_or_twice(where: str, names: Iterable[str], known: frozenset[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if name not in known:
            yield _fault((where, name), "chassis.field_unknown", "is not a field of this request")
        elif times > 1:
            yield _fault((where, name), "chassis.field_repeated", "is given more than once")


def _twice_in_document(written: bytes, document: Any) -> Iterator[Fault]:
    """A document that says one thing twice may say two things; which of them was meant nobody knows."""
    if not isinstance(document, dict | list) or len(written) > _DUPLICATES_WITHIN_BYTES:
        return
    twice: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> None:
        twice.extend(name for name, times in Counter(name for name, _ in found).items() if times > 1)

    json.loads(written, object_pairs_hook=pairs)
    for name in twice:
        yield _fault(("body", name), "chassis.field_repeated", "is given more than once")


def _fault(place: tuple[str, ...], code: str, detail: str) -> Fault:
    return Fault(json_pointer(place), code, detail)


def taken_by_route(app: FastAPI) -> dict[tuple[str, str], Taken]:
    """What each route of the app takes, by method and path; raises LooseInput for a route that takes too much."""
    found: dict[tuple[str, str], Taken] = {}
    faults: list[str] = []
    for context in iter_route_contexts(app.routes):
        path, dependant = context.path, getattr(context, "dependant", None)
        if path is None or dependant is None or not getattr(context, "include_in_schema", False):
            continue
        parts = list(_flat(dependant))
        faults += [f"{path}: {fault}" for part in parts for fault in _loose_fields(part)]
        body = [field for part in parts for field in part.body_params]
        is_form = any(isinstance(field.field_info, params.Form) for field in body)
        taken = Taken(
            query=frozenset(field.alias for part in parts for field in part.query_params),
            form=frozenset(field.alias for field in body) if is_form else frozenset(),
            body=bool(body),
            anything=any(part.call is anything_taken for part in parts),
        )
        found.update({(method, path): taken for method in context.methods or ()})
    if faults:
        raise LooseInput("; ".join(faults))
    return found


def _flat(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from _flat(inner)


def _loose_fields(dependant: Dependant) -> Iterator[str]:
    for field in (*dependant.path_params, *dependant.query_params, *dependant.body_params):
        for fault in loose(field.field_info.annotation, field.field_info.metadata):
            yield f"{field.name}: {fault}"
