"""The public contract: deterministic, with stable operation ids, who may call what, every problem and fault code."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from chassis.http.access import ACTING_HEADER, Guard, guards_of, public
from chassis.http.fault_codes import fault_codes
from chassis.http.preconditions import HEADER as IF_MATCH
from chassis.http.problems import MEDIA_TYPE, status_of
from kernel.errors import Refusal

_REQUEST_CODES = {
    "chassis.request_invalid": 422,
    "chassis.json_malformed": 400,
    "chassis.request_unreadable": 400,
    "chassis.request_refused": 400,
    "chassis.route_not_found": 404,
    "chassis.method_not_allowed": 405,
    "chassis.body_too_large": 413,
    "chassis.media_type_unsupported": 415,
    "chassis.precondition_required": 428,
    "kernel.precondition_failed": 412,
    "chassis.unexpected": 500,
    "chassis.part_down": 503,
}

# Why what was looked at is not edited or agreed to.
_STOPPED_BY_STATE = {
    "409": "What is there does not allow it",
    "412": "It has changed since it was shown, or comes to something else",
    "428": "If-Match is missing",
}

# What the gateway answers in our place; gateway/edge/tests holds them beside what it is told to say.
EDGE_CODES = {
    "edge.bad_request": 400,
    "edge.foreign_origin": 403,
    "edge.headers_too_large": 431,
    "edge.not_found": 404,
    "edge.not_signed_in": 401,
    "edge.request_timeout": 408,
    "edge.timeout": 504,
    "edge.too_large": 413,
    "edge.too_many_requests": 429,
    "edge.unavailable": 503,
}


def operation_id(route: APIRoute) -> str:
    """The endpoint's function name: stable as long as the code says the same."""
    return route.name


def problem_codes(package: str) -> dict[str, int]:
    """Every code that the service, or the gateway before it, can answer with, and its status."""
    roots = {"kernel", "chassis", "rulebook", package}
    codes = {**_REQUEST_CODES, **EDGE_CODES}
    pending: list[type[Refusal]] = [Refusal]
    while pending:
        kind = pending.pop()
        pending.extend(kind.__subclasses__())
        if kind.__module__.partition(".")[0] in roots and kind.__module__ != "kernel.errors":
            codes[kind.code] = int(status_of(kind))
    return dict(sorted(codes.items()))


def _problem_schema(codes: dict[str, int]) -> dict[str, Any]:
    params = {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}
    text, number = {"type": "string"}, {"type": "integer"}
    fault = {
        "type": "object",
        "required": ["pointer", "code", "detail", "params"],
        "properties": {"pointer": text, "code": text, "detail": text, "params": params},
    }
    return {
        "title": "Problem",
        "description": "RFC 9457. `code` is stable and translated by the portal; `params` fill its sentence."
        " So is that of each error, a ProblemCode or, where it is about a row of a file, a FaultCode.",
        "type": "object",
        "required": ["type", "title", "status", "detail", "code", "params", "errors", "errors_total", "trace_id"],
        "properties": {
            "type": text,
            "title": text,
            "status": number,
            "detail": text,
            "code": {"$ref": "#/components/schemas/ProblemCode"},
            "params": params,
            "errors": {"type": "array", "items": fault},
            "errors_total": number,
            "trace_id": {"anyOf": [text, {"type": "null"}]},
        },
    }


def openapi_document(app: FastAPI, package: str) -> dict[str, Any]:
    """The app's OpenAPI document with guards, acting header and problems written in."""
    document = FastAPI.openapi(app)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    codes = problem_codes(package)
    schemas["ProblemCode"] = {"title": "ProblemCode", "type": "string", "enum": list(codes)}
    if faults := fault_codes(package):
        schemas["FaultCode"] = {"title": "FaultCode", "type": "string", "enum": faults}
    schemas["Problem"] = _problem_schema(codes)
    document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    problem = {
        "description": "What stopped the request",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for context in iter_route_contexts(app.routes):
        dependant = getattr(context, "dependant", None) if context.path else None
        if dependant is None or not getattr(context, "include_in_schema", False):
            continue
        guards = list(guards_of(dependant))
        for method in context.methods or ():
            operation = document["paths"].get(context.path_format, {}).get(method.lower())
            if operation is not None:
                operation["responses"].pop("422", None)
                operation["responses"]["default"] = problem
                _write_preconditions(operation, problem)
                _write_access(operation, guards)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return document


def _write_preconditions(operation: dict[str, Any], problem: dict[str, Any]) -> None:
    """Where a version is asked for it has to be sent; that it is missing or stale has its own answers."""
    for parameter in operation.get("parameters", ()):
        if parameter["name"] == IF_MATCH:
            parameter.update(required=True, schema={"type": "string", "pattern": r'^(W/)?"\d{1,18}"$'})
            for status, description in _STOPPED_BY_STATE.items():
                operation["responses"][status] = {**problem, "description": description}


def _write_access(operation: dict[str, Any], guards: list[object]) -> None:
    if public in guards or not guards:
        operation["security"] = []
        return
    operation["security"] = [{"token": []}]
    roles = sorted({role for guard in guards if isinstance(guard, Guard) for role in guard.roles})
    operation["x-roles"] = roles or ["any"]
    if any(isinstance(guard, Guard) and guard.strong_within_s is not None for guard in guards):
        operation["x-strong-sign-in"] = True
    operation.setdefault("parameters", []).append(
        {
            "name": ACTING_HEADER,
            "in": "header",
            "required": False,
            "description": "The assignment in which the request acts; may be left out by who holds exactly one.",
            "schema": {"type": "string", "example": "principal@/3401/340104/2134010001"},
        }
    )
