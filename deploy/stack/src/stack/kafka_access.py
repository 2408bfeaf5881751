"""Who may read and write which topics, as the broker's rules.

`deploy/kafka/access.json` says what each service reads: it is written from what the services' consumers subscribe to.
A service writes to topics of its own prefix only.

python -m stack.kafka_access FILE [--check]
"""

import importlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    KafkaAdminClient,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
)

from chassis.events.topics import create_missing_topics
from stack.process import wait_until

FOLLOWED_WITHIN_S = 20.0

# Where each service says what it consumes.
CONSUMERS = {
    "enrolment": "enrolment.entrypoints.kafka.consumer",
    "billing": "billing.adapters.kafka.incoming",
    "staffing": "staffing.adapters.kafka.incoming",
    "vendor-registry": "vendor_registry.adapters.kafka.incoming",
    "inspection": "inspection.adapters.kafka.incoming",
    "sso": "sso.adapters.kafka.assignments",
}

Access: TypeAlias = Mapping[str, Sequence[str]]


def read_access(file: Path) -> Access:
    """Return the topics that each service reads."""
    access: dict[str, list[str]] = json.loads(file.read_text())
    return access


def grant(bootstrap: str, access: Access, options: Mapping[str, Any]) -> None:
    """Create every topic that somebody reads, and the rules under which the services work. Blocks.

    `options` are those of the administrator's client. Rules that are no more in `access` are taken back.
    """
    admin = KafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=20_000, **options)
    try:
        create_missing_topics(admin, {topic for topics in access.values() for topic in topics})
        wanted = set(_rules(access))
        if superfluous := _held(admin) - wanted:
            admin.delete_acls(list(superfluous))
        if refused := admin.create_acls(list(wanted))["failed"]:
            raise RuntimeError(f"the broker takes no rules: {refused[0]}")
        # It takes them first and follows them a moment later.
        if not wait_until(lambda: _held(admin) == wanted, timeout_s=FOLLOWED_WITHIN_S):
            raise RuntimeError(f"the broker does not follow the rules after {FOLLOWED_WITHIN_S:.0f} s")
    finally:
        admin.close()


def _rules(access: Access) -> list[Any]:
    def rule(service: str, operation: Any, kind: Any, name: str, *, prefix: bool) -> Any:
        how = ACLResourcePatternType.PREFIXED if prefix else ACLResourcePatternType.LITERAL
        return ACL(f"User:{service}", "*", operation, ACLPermissionType.ALLOW, ResourcePattern(kind, name, how))

    rules = []
    for service, topics in access.items():
        for operation in (ACLOperation.WRITE, ACLOperation.CREATE, ACLOperation.DESCRIBE):
            rules.append(rule(service, operation, ResourceType.TOPIC, f"{service}.", prefix=True))
        rules.append(rule(service, ACLOperation.READ, ResourceType.GROUP, f"{service}.", prefix=True))
        for topic in topics:
            for operation in (ACLOperation.READ, ACLOperation.DESCRIBE):
                rules.append(rule(service, operation, ResourceType.TOPIC, topic, prefix=False))
    return rules


def _held(admin: KafkaAdminClient) -> set[Any]:
    anything = ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY)
    found, _ = admin.describe_acls(ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, anything))
    return set(found)


def subscriptions() -> str:
    """The file as it is committed."""
    found = {service: sorted(importlib.import_module(module).TOPICS) for service, module in CONSUMERS.items()}
    return json.dumps(found, indent=2) + "\n"


def main(file: Path, *, check: bool) -> int:
    """Write the file, or with `check` return 1 where it is out of date."""
    now = subscriptions()
    if not check:
        file.write_text(now)
        return 0
    if file.exists() and file.read_text() == now:
        return 0
    print(f"{file} is out of date; run: python -m stack.kafka_access {file}")
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), check="--check" in sys.argv[2:]))
