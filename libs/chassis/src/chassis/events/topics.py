"""The topics: a fixed number of partitions, everything kept."""

from collections.abc import Iterable

from kafka.admin import KafkaAdminClient
from kafka.errors import TopicAlreadyExistsError

# Never changed for a topic that exists: the key decides the partition, the partition keeps the order.
PARTITIONS = 6
EVENT_BYTES_MAX = 8 * 2**20
_CONFIG = {
    "retention.ms": "-1",
    "retention.bytes": "-1",
    "cleanup.policy": "delete",
    "max.message.bytes": str(EVENT_BYTES_MAX),
}


def ensure_topics(bootstrap: str, topics: Iterable[str]) -> None:
    """Create those of `topics` that do not exist; replicated as the brokers are configured. Blocks."""
    admin = KafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=10_000)
    try:
        wanted = sorted(set(topics) - set(admin.list_topics()))
        for topic in wanted:
            try:
                admin.create_topics(
                    {topic: {"num_partitions": PARTITIONS, "replication_factor": -1, "configs": _CONFIG}},
                    wait_for_metadata=True,
                )
            except TopicAlreadyExistsError:
                # Another process was quicker.
                continue
    finally:
        admin.close()
