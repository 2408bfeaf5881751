"""How old the figures may be, service by service: a service that fell silent shows, others are not dimmed by it."""

from dataclasses import dataclass
from datetime import datetime

# Facts arrive within 5 s; after twice that somebody should be told that something is stuck.
STALE_AFTER_S = 10


@dataclass(frozen=True, slots=True)
class Source:
    """`lag_s` is machine time since everything the service had said was in the figures; None before its first contact.

    `failing` while an event of the service could not be applied: whatever its age, the figures miss it until somebody
    has it replayed.
    """

    service: str
    lag_s: int | None
    failing: bool = False

    @property
    def stale(self) -> bool:
        return self.failing or self.lag_s is None or self.lag_s > STALE_AFTER_S


@dataclass(frozen=True, slots=True)
class SetAside:
    """What the consumer could not apply of a service: since when, and whether any of it failed for good."""

    since: datetime
    failing: bool


def source_of(
    service: str,
    *,
    answered_at: datetime | None,
    level_at: datetime | None,
    marked_at: datetime | None,
    set_aside: SetAside | None,
    now: datetime,
) -> Source:
    """Return the lag: the longest of its silence, our backlog, what was set aside and what waits to be added up."""
    failing = set_aside is not None and set_aside.failing
    if answered_at is None or level_at is None:
        return Source(service, None, failing)
    known = [answered_at, level_at]
    if marked_at is not None:
        known.append(marked_at)
    if set_aside is not None:
        known.append(set_aside.since)
    return Source(service, max(int((now - min(known)).total_seconds()), 0), failing)
