"""Errors as problem+json (RFC 9457), each with a stable code; a rejected value is never echoed."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from starlette.exceptions import HTTPException

from chassis import trace
from chassis.auth.errors import StrongSignInRequired, Unauthenticated
from chassis.events.failures import is_passing
from chassis.http.values import NotWrittenSo
from kernel.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    PreconditionFailed,
    Refusal,
    TooOften,
    Unavailable,
)

log = structlog.get_logger("chassis.http")

MEDIA_TYPE = "application/problem+json"
FAULTS_MAX = 100

# Subclasses before their bases: the first that fits decides.
_STATUS: tuple[tuple[type[Refusal], HTTPStatus], ...] = (
    (Unauthenticated, HTTPStatus.UNAUTHORIZED),
    (PreconditionFailed, HTTPStatus.PRECONDITION_FAILED),
    (Conflict, HTTPStatus.CONFLICT),
    (Invalid, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (TooOften, HTTPStatus.TOO_MANY_REQUESTS),
    (Unavailable, HTTPStatus.SERVICE_UNAVAILABLE),
)
_HTTP_CODES = {
    400: ("chassis.request_unreadable", "the request could not be read"),
    404: ("chassis.route_not_found", "there is nothing at this address"),
    405: ("chassis.method_not_allowed", "this address does not answer that method"),
    413: ("chassis.body_too_large", "the request is larger than this address accepts"),
    415: ("chassis.media_type_unsupported", "this address does not read that media type"),
    428: ("chassis.precondition_required", "send If-Match with the version you have seen"),
}
# pydantic's words for what is wrong, told to people; everything else is `field_invalid`.
_FIELD_DETAILS = {
    "missing": "is required",
    "extra_forbidden": "is not a field of this request",
    "string_too_long": "is too long",
    "string_too_short": "is too short",
    "uuid_parsing": "is no identifier",
    "int_parsing": "is no whole number",
    "int_type": "is no whole number",
    "bool_type": "is neither true nor false",
    "enum": "is none of the allowed values",
    "literal_error": "is none of the allowed values",
}
_FIELD_CODES = {"missing": "chassis.field_missing", "extra_forbidden": "chassis.field_unknown"}
_SHOWN = frozenset({"max_length", "min_length", "ge", "gt", "le", "lt", "expected", "pattern"})


def status_of(kind: type[Refusal]) -> HTTPStatus:
    """The HTTP status with which errors of `kind` are answered."""
    return next((status for base, status in _STATUS if issubclass(kind, base)), HTTPStatus.BAD_REQUEST)


def problem(
    status: int,
    *,
    code: str,
    detail: str,
    params: Mapping[str, str | int] | None = None,
    faults: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One problem document as a response."""
    faults = tuple(faults)
    document: dict[str, Any] = {
        "type": f"urn:kehou:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "params": dict(params or {}),
        "errors": [
            {"pointer": fault.pointer, "code": fault.code, "detail": fault.detail, "params": dict(fault.params)}
            for fault in faults[:FAULTS_MAX]
        ],
        "errors_total": len(faults),
        "trace_id": trace.trace_id(),
    }
    return Response(orjson.dumps(document), status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def refusal_problem(refusal: Refusal) -> Response:
    """A domain error as the response the client gets."""
    status = status_of(type(refusal))
    headers: dict[str, str] = {}
    if isinstance(refusal, StrongSignInRequired):
        max_age = refusal.params.get("within_s", 0)
        headers["WWW-Authenticate"] = f'Bearer error="insufficient_user_authentication", max_age="{max_age}"'
    elif isinstance(refusal, Unauthenticated):
        missing = refusal.code == "chassis.token_missing"
        headers["WWW-Authenticate"] = "Bearer" if missing else 'Bearer error="invalid_token"'
    elif isinstance(refusal, TooOften):
        headers["Retry-After"] = str(refusal.params.get("retry_after_s", 60))
    elif isinstance(refusal, Unavailable):
        headers["Retry-After"] = "2"
    return problem(
        status, code=refusal.code, detail=refusal.detail, params=refusal.params, faults=refusal.faults, headers=headers
    )


def json_pointer(parts: Iterable[str | int]) -> str:
    """Where in a request: `#/lines/3/amount_fen`, `?limit`, `header:if-match`."""
    where, *path = [str(part) for part in parts] or ["body"]
    if where == "body":
        return "#" + "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)
    prefix = {"query": "?", "path": "path:", "header": "header:", "cookie": "cookie:"}.get(where, f"{where}:")
    return prefix + "/".join(path)


def validation_problem(error: RequestValidationError) -> Response:
    """Every wrong field of a request at once, by pointer; malformed JSON is 400, wrong fields are 422."""
    errors = error.errors()
    if any(entry["type"] == "json_invalid" for entry in errors):
        position = errors[0]["loc"][-1]
        return problem(
            HTTPStatus.BAD_REQUEST,
            code="chassis.json_malformed",
            detail=f"the request body is no JSON document; it breaks off at character {position}",
            params={"position": position if isinstance(position, int) else 0},
        )
    faults = []
    for entry in errors:
        faults.append(_field_fault(entry))
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        code="chassis.request_invalid",
        detail=f"{len(faults)} field(s) of the request are missing or wrong; see errors",
        faults=faults,
    )


def _field_fault(entry: Mapping[str, Any]) -> Fault:
    kind, context = entry["type"], entry.get("ctx") or {}
    code = _FIELD_CODES.get(kind, "chassis.field_invalid")
    detail = _FIELD_DETAILS.get(kind, "is not what this field takes")
    shown = {name: value for name, value in context.items() if name in _SHOWN and isinstance(value, str | int)}
    if isinstance(written := context.get("error"), NotWrittenSo):
        kind, detail, shown = written.kind, f"is not written like {written.wanted}", {"expected": written.wanted}
    return Fault(json_pointer(entry["loc"]), code, detail, {"rule": kind, **shown})


def http_problem(error: HTTPException) -> Response:
    """Errors of the framework: unknown address, wrong method, unreadable body."""
    code, detail = _HTTP_CODES.get(error.status_code, ("chassis.request_refused", HTTPStatus(error.status_code).phrase))
    return problem(error.status_code, code=code, detail=detail, headers=error.headers)


def unexpected_problem() -> Response:
    """What a client gets when we broke: no trace of the inside, but the id by which it is found in the logs."""
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        code="chassis.unexpected",
        detail="something went wrong on our side; it has been recorded under this trace id",
    )


def part_down_problem() -> Response:
    """What a client gets while the database or another part is gone: nothing was done, the same request may succeed."""
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        code="chassis.part_down",
        detail="a part this service stands on does not answer at present; send the same request again in a moment",
        headers={"Retry-After": "2"},
    )


def answer_problems(app: FastAPI) -> None:
    """Let `app` answer every error as problem+json."""

    async def on_refusal(_request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)  # noqa: S101 registered for this type
        return refusal_problem(error)

    async def on_validation(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 registered for this type
        return validation_problem(error)

    async def on_http(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 registered for this type
        return http_problem(error)

    async def on_response_validation(_request: Request, error: Exception) -> Response:
        # The error's own text holds the data that did not fit, which may be personal: only its kind is logged.
        log.error("response_invalid", error=type(error).__name__)
        return unexpected_problem()

    async def on_failure(_request: Request, error: Exception) -> Response:
        return part_down_problem() if is_passing(error) else unexpected_problem()

    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(ResponseValidationError, on_response_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_failure)
