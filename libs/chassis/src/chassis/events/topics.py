"""The topics: a fixed number of partitions, everything kept."""

from collections.abc import Iterable

import structlog
from kafka.admin import KafkaAdminClient
from kafka.errors import ClusterAuthorizationFailedError, TopicAlreadyExistsError, TopicAuthorizationFailedError

from chassis.transport import KafkaSecurity

# Never changed for a topic that exists: the key decides the partition, the partition keeps the order.
PARTITIONS = 6
EVENT_BYTES_MAX = 8 * 2**20
_CONFIG = {
    "retention.ms": "-1",
    "retention.bytes": "-1",
    "cleanup.policy": "delete",
    "max.message.bytes": str(EVENT_BYTES_MAX),
}
_LAYOUT = {"num_partitions": PARTITIONS, "replication_factor": -1, "configs": _CONFIG}

log = structlog.get_logger(__name__)


def ensure_topics(bootstrap: str, topics: Iterable[str], *, security: KafkaSecurity | None = None) -> None:
    """Create those of `topics` that do not exist; replicated as the brokers are configured. Blocks.

    Those that only another may create are left to whoever set the brokers up, and to their owner.
    """
    options = security.client_options() if security is not None else {}
    admin = KafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=10_000, **options)
    try:
        create_missing_topics(admin, topics)
    finally:
        admin.close()


def create_missing_topics(admin: KafkaAdminClient, topics: Iterable[str]) -> None:
    """As `ensure_topics`, for a client that is connected already."""
    missing = sorted(set(topics) - set(admin.list_topics()))
    # All at once as a rule; one by one where another process was quicker with some, or some are another's.
    for several in ([missing] if missing else []), [[topic] for topic in missing]:
        refused = False
        for some in several:
            try:
                admin.create_topics(dict.fromkeys(some, _LAYOUT), wait_for_metadata=True)
            except TopicAlreadyExistsError:
                refused = True
            except (TopicAuthorizationFailedError, ClusterAuthorizationFailedError):
                refused = True
                if len(some) == 1:
                    log.warning("topic_of_another_is_missing", topic=some[0])
        if not refused:
            return
