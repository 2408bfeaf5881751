"""Structured logs: one JSON object a line, with the trace id, without names or numbers of persons."""

import logging
import logging.config
import sys
from collections.abc import MutableMapping
from typing import Any

import orjson
import structlog

from chassis import trace

# Keys under which a value of a person tends to be logged by mistake. Values are dropped, the key stays as a hint.
_PERSONAL = frozenset(
    {
        "name", "full_name", "pupil_name", "guardian_name", "child_name", "staff_name", "instructor_name", "payer",
        "payer_name", "phone", "mobile", "telephone", "pupil_number", "pupil_no", "id_number", "id_card", "account",
        "bank_account", "account_number", "account_name", "address", "birthday", "born_on", "email", "openid", "token",
        "authorization", "cookie", "password", "secret", "body", "content", "value", "input",
    }
)  # fmt: skip
# Libraries of which only warnings and errors are logged.
_LIBRARIES = (
    "kafka",
    "granian",
    "_granian",
    "alembic",
    "sqlalchemy",
    "asyncio",
    "grpc",
    "httpx",
    "httpcore",
    "uvicorn",
)
_DROPPED = "[dropped]"
_TEXT_MAX = 4000

Event = MutableMapping[str, Any]


def drop_personal(_logger: object, _method: str, event: Event) -> Event:
    """Replace the values of known personal fields, also in nested mappings."""
    for key in event:
        value = event[key]
        if key.lower() in _PERSONAL:
            event[key] = _DROPPED
        elif isinstance(value, dict):
            event[key] = dict(drop_personal(_logger, _method, dict(value)))
        elif isinstance(value, str) and len(value) > _TEXT_MAX:
            event[key] = value[:_TEXT_MAX] + "…"
    return event


def add_trace(_logger: object, _method: str, event: Event) -> Event:
    """Add the trace id of the request, call, event or work item in which the line is written."""
    trace_id = trace.trace_id()
    if trace_id is not None:
        event["trace_id"] = trace_id
    return event


def without_locals(_logger: object, _method: str, event: Event) -> Event:
    """Log where an exception came from and its type; its text only where it is one of ours, which hold no names."""
    info = event.pop("exc_info", None)
    if not info:
        return event
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = _described(error)
    return event


def _described(error: BaseException) -> dict[str, Any]:
    frames = []
    at = error.__traceback__
    while at is not None:
        code = at.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('site-packages/')[2]}:{at.tb_lineno} {code.co_name}")
        at = at.tb_next
    described: dict[str, Any] = {"type": f"{type(error).__module__}.{type(error).__qualname__}", "frames": frames[-25:]}
    code_of = getattr(error, "code", None)
    if isinstance(code_of, str):
        described["code"] = code_of
    elif isinstance(error, ImportError | TypeError | AttributeError | NameError | RuntimeError | OSError):
        # Texts of database and validation errors quote rows and input; these kinds speak of the program.
        described["text"] = str(error)[:500]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        described["cause"] = f"{type(cause).__module__}.{type(cause).__qualname__}"
        sqlstate = getattr(cause, "sqlstate", None)
        if isinstance(sqlstate, str):
            described["sqlstate"] = sqlstate
    if isinstance(error, BaseExceptionGroup):
        described["inner"] = [_described(inner) for inner in error.exceptions[:5]]
    return described


def _dumps(event: Event, **_: Any) -> str:
    return orjson.dumps(event, default=repr, option=orjson.OPT_NON_STR_KEYS).decode()


def never_log_locals() -> None:
    """Where nobody has configured the logs, as in a test or a script: JSON lines that keep the same silence."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            add_trace,
            without_locals,
            drop_personal,
            structlog.processors.JSONRenderer(serializer=_dumps),
        ]
    )


def configure_logs(service: str, *, level: str = "INFO", role: str = "") -> None:
    """Route structlog and the standard library's loggers to standard error, one JSON object a line."""

    def add_service(_logger: object, _method: str, event: Event) -> Event:
        event["service"] = service
        if role:
            event["role"] = event.get("role", role) if "actor_id" in event else role
        return event

    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_service,
        add_trace,
        without_locals,
        drop_personal,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(serializer=_dumps),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _LIBRARIES:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
