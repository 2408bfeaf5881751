"""An event as it travels: protobuf payload, CloudEvents attributes as headers, key = aggregate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chassis.events.handling import EventInfo

_SPEC_VERSION = b"1.0"
_CONTENT_TYPE = b"application/protobuf"


class NotAnEvent(ValueError):
    """A record on one of our topics that lacks what every event has."""


@dataclass(frozen=True, slots=True)
class Record:
    """An event that arrived, and where it stood; with an `objection` it is refused, whatever it says."""

    info: EventInfo
    payload: bytes
    headers: Mapping[str, str]
    partition: int
    offset: int
    objection: str | None = None

    @property
    def aggregate(self) -> tuple[str, str]:
        return self.info.topic, self.info.key


def headers_of(
    *, source: str, event_id: UUID, type: str, key: str, version: int, occurred_at: datetime, more: Mapping[str, str]
) -> list[tuple[str, bytes]]:
    """Return the headers under which an event is sent."""
    return [
        ("ce_id", str(event_id).encode()),
        ("ce_source", source.encode()),
        ("ce_type", type.encode()),
        ("ce_subject", key.encode()),
        ("ce_time", time_of(occurred_at).encode()),
        ("ce_specversion", _SPEC_VERSION),
        ("ce_sequence", str(version).encode()),
        ("content-type", _CONTENT_TYPE),
        *((name, value.encode()) for name, value in more.items()),
    ]


def time_of(instant: datetime) -> str:
    """An instant as it is written in `ce_time`."""
    return instant.astimezone(UTC).isoformat()


def record_of(
    *,
    topic: str,
    partition: int,
    offset: int,
    key: bytes | None,
    value: bytes,
    headers: Sequence[tuple[str, bytes | None]],
) -> Record:
    """Read a record. Raises NotAnEvent."""
    # A header may be there without a value: a stranger can write what no relay does.
    named = {name: (content or b"").decode(errors="replace") for name, content in headers}
    try:
        info = EventInfo(
            id=UUID(named["ce_id"]),
            source=named["ce_source"],
            type=named["ce_type"],
            topic=topic,
            key=(key or b"").decode(),
            version=int(named["ce_sequence"]),
            occurred_at=datetime.fromisoformat(named["ce_time"]),
        )
    except (KeyError, ValueError) as problem:
        raise NotAnEvent(f"{topic}/{partition}@{offset} is no event: {problem!r}") from problem
    return Record(info, value, named, partition, offset)


def stored_record(row: Any) -> Record:
    """Read a record back from its dead letter."""
    return record_of(
        topic=row.topic,
        partition=row.partition,
        offset=row.offset,
        key=row.key.encode(),
        value=row.payload,
        headers=[(name, value.encode()) for name, value in row.headers.items()],
    )
