"""Sends outbox rows from a thread and tells which ones the broker has."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from kafka import KafkaProducer
from kafka.errors import (
    InvalidTopicError,
    KafkaError,
    MessageSizeTooLargeError,
    RecordListTooLargeError,
)

from chassis.events.origin import SIGNATURE, EventSigner, Said
from chassis.events.topics import EVENT_BYTES_MAX, ensure_topics
from chassis.events.wire import headers_of, time_of
from chassis.settings import ServiceSettings

SEND_TIMEOUT_S = 20
# Only these blame the record; everything else blames the broker, and waiting helps.
_REFUSED_RECORD = (MessageSizeTooLargeError, RecordListTooLargeError, InvalidTopicError, ValueError, TypeError)


@dataclass(slots=True)
class Sent:
    """What became of a batch: ids the broker has, and aggregates whose first unsent row it refuses."""

    ids: list[int] = field(default_factory=list)
    refused: dict[tuple[str, str], str] = field(default_factory=dict)
    broker_failed: str | None = None


class Sender:
    """One idempotent producer. Used by one thread at a time; after `broker_failed` it must be replaced."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._bootstrap = settings.kafka_bootstrap
        self._security = settings.kafka_security
        self._service = settings.service
        self._signer = EventSigner.from_settings(settings)
        self._topics: set[str] = set()
        self._producer = KafkaProducer(
            bootstrap_servers=self._bootstrap,
            client_id=f"{self._service}-relay",
            acks="all",
            enable_idempotence=True,
            compression_type="zstd",
            # Batches of a partition never overtake one another.
            max_in_flight_requests_per_connection=1,
            batch_size=256 * 1024,
            linger_ms=5,
            max_request_size=EVENT_BYTES_MAX,
            max_block_ms=5_000,
            request_timeout_ms=10_000,
            delivery_timeout_ms=SEND_TIMEOUT_S * 1000,
            reconnect_backoff_max_ms=500,
            allow_auto_create_topics=False,
            metrics_enabled=False,
            **self._security.client_options(),
        )

    def send(self, rows: Sequence[Any]) -> Sent:
        """Send rows in order and wait for the broker. A refused row holds back the later rows of its aggregate."""
        new = {row["topic"] for row in rows} - self._topics
        if new:
            ensure_topics(self._bootstrap, new, security=self._security)
            self._topics |= new
        sent = Sent()
        under_way = []
        for row, signature in zip(rows, self._signer.sign([_said(row) for row in rows]), strict=True):
            aggregate = (row["topic"], row["key"])
            if aggregate in sent.refused:
                continue
            try:
                under_way.append((row["id"], aggregate, self._hand_over(row, signature)))
            except _REFUSED_RECORD as problem:
                sent.refused[aggregate] = repr(problem)
            except KafkaError as problem:
                sent.broker_failed = repr(problem)
                break
        try:
            self._producer.flush(timeout=SEND_TIMEOUT_S)
        except KafkaError as problem:
            sent.broker_failed = repr(problem)
        missing: set[tuple[str, str]] = set()
        for row_id, aggregate, future in under_way:
            if future.succeeded() and aggregate not in missing:
                sent.ids.append(row_id)
                continue
            # A later row of the same aggregate may have got through: it is sent again after this one, and the
            # consumers' version check puts both in their places.
            missing.add(aggregate)
            if isinstance(future.exception, _REFUSED_RECORD):
                sent.refused.setdefault(aggregate, repr(future.exception))
            elif not future.succeeded() and aggregate not in sent.refused:
                sent.broker_failed = repr(future.exception) if future.is_done else "no answer in time"
        return sent

    def close(self) -> None:
        self._producer.close(timeout=2)

    def _hand_over(self, row: Any, signature: str) -> Any:
        return self._producer.send(
            row["topic"],
            key=row["key"].encode(),
            value=row["payload"],
            headers=headers_of(
                source=self._service,
                event_id=row["event_id"],
                type=row["type"],
                key=row["key"],
                version=row["version"],
                occurred_at=row["occurred_at"],
                more={**orjson.loads(row["headers"]), SIGNATURE: signature},
            ),
        )


def _said(row: Any) -> Said:
    return Said(
        topic=row["topic"],
        key=row["key"],
        event_id=str(row["event_id"]),
        type=row["type"],
        version=row["version"],
        occurred_at=time_of(row["occurred_at"]),
        payload=row["payload"],
    )
