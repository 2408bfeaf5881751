"""One trace id from the browser through HTTP, gRPC and Kafka to the last consumer (W3C Trace Context)."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass

_TRACEPARENT = re.compile(r"^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$")
_NO_TRACE = "0" * 32
_NO_SPAN = "0" * 16


@dataclass(frozen=True, slots=True)
class Trace:
    """Where we are in a trace: `trace_id` is the same everywhere, `span_id` is this process's part of it."""

    trace_id: str
    span_id: str

    @property
    def traceparent(self) -> str:
        """The header value that hands this trace on."""
        return f"00-{self.trace_id}-{self.span_id}-01"


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def new_trace() -> Trace:
    """A trace that begins here."""
    return Trace(os.urandom(16).hex(), os.urandom(8).hex())


def from_traceparent(header: str | None) -> Trace:
    """A span of our own in the trace that `header` names, or a new trace where it names none."""
    match = _TRACEPARENT.match(header) if header else None
    if match is None or match[1] == "ff" or match[2] == _NO_TRACE or match[3] == _NO_SPAN:
        return new_trace()
    return Trace(match[2], os.urandom(8).hex())


def current() -> Trace | None:
    return _current.get()


def trace_id() -> str | None:
    """The id of the present trace, for logs and problem details; None outside any."""
    trace = _current.get()
    return trace.trace_id if trace is not None else None


def traceparent() -> str:
    """What to send along with a call or an event; begins a trace where there is none yet."""
    trace = _current.get()
    return (trace if trace is not None else new_trace()).traceparent


def enter(header: str | None) -> Token[Trace | None]:
    """Continue `header`'s trace in this context; give the token to `leave`."""
    return _current.set(from_traceparent(header))


def leave(token: Token[Trace | None]) -> None:
    _current.reset(token)


@contextmanager
def continuing(header: str | None) -> Iterator[Trace]:
    """Run the block as part of `header`'s trace, for a consumed event or a leased work item."""
    trace = from_traceparent(header)
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)
