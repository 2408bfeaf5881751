"""What is written down when somebody does something that matters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: who, in which assignment, did what to what, at which business instant, under which rule.

    `before` and `after` hold ids, codes, amounts and states, never names or numbers of persons. A bulk act is one
    entry whose `digest` is the SHA-256 of what it touched.
    """

    actor: Actor
    action: str
    subject: str
    at: datetime
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    rule: str | None = None
    digest: bytes | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an audit entry needs an aware instant; take it from chassis.clock")
