"""How old the figures may be, service by service: a service that fell silent shows, others are not dimmed by it."""

from dataclasses import dataclass
from datetime import datetime

# Facts arrive within 5 s; after twice that somebody should be told that something is stuck.
STALE_AFTER_S = 10


@dataclass(frozen=True, slots=True)
class Source:
    """`lag_s` is machine time since everything the service had said was known here; None before its first contact."""

    service: str
    lag_s: int | None

    @property
    def stale(self) -> bool:
        return self.lag_s is None or self.lag_s > STALE_AFTER_S


def source_of(service: str, *, answered_at: datetime | None, level_at: datetime | None, now: datetime) -> Source:
    """Return the lag: the longer of its silence and of our own backlog."""
    if answered_at is None or level_at is None:
        return Source(service, None)
    return Source(service, max(int((now - min(answered_at, level_at)).total_seconds()), 0))
