"""What Prometheus sees of the events."""

from prometheus_client import Counter, Gauge

PUBLISHED = Counter("events_published", "Events handed to the broker", ["service", "topic"])
APPLIED = Counter("events_applied", "Events whose effect was committed", ["consumer", "type"])
BACKLOG = Gauge("outbox_backlog", "Committed events the broker does not have yet", ["service"])
HELD = Gauge("outbox_held_keys", "Aggregates whose next event the broker refuses", ["service"])
PARKED = Gauge("dead_letters", "Events that could not be applied", ["consumer", "state"])
LAG = Gauge("consumer_lag", "Events the broker has and the consumer has not read", ["consumer"])
REFUSED = Counter("events_refused", "Records that are no events of their topic's owner", ["consumer"])
