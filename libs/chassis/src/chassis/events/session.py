"""A consumer's session with its broker: what kafka-python 3.0.12 knows of it and tells nobody."""

import time

from kafka import KafkaConsumer


def is_silent(consumer: KafkaConsumer) -> bool:
    """Tell whether the session ended without the library noticing.

    It can miss the wake-up of its heartbeat when a group rejoins several times in a row; its poll then spins for ever
    as a member that the broker has dropped, with partitions or without.
    """
    return bool(consumer._coordinator.heartbeat.session_timeout_expired())


def is_joining(consumer: KafkaConsumer) -> bool:
    """Tell whether the consumer is no member of its group yet, or not any more."""
    return not consumer._coordinator.stable()


def silence_s(consumer: KafkaConsumer) -> float:
    """Return for how many seconds the broker has not answered a heartbeat."""
    heartbeat = consumer._coordinator.heartbeat
    return float(time.monotonic() - max(heartbeat.last_receive, heartbeat.last_reset))


def read_before_fetching(consumer: KafkaConsumer) -> None:
    """Let no fetch go out while an answer is unread.

    An answer can come after the library looked for one and before it sends the next fetch. That fetch leaves out the
    partitions of the answer, and as a node has one fetch at a time, their next records wait until it ends, up to
    `fetch_max_wait_ms`. Not sending costs nothing: the poll sees the answer at once, and the next one sends.
    """
    fetcher = consumer._fetcher
    send = fetcher._send_fetches_async

    async def send_unless_answered() -> list[object]:
        return [] if fetcher._completed_fetches else await send()

    fetcher._send_fetches_async = send_unless_answered
