"""Numbers about a process, never about a person: no label holds an id, a name or a path with values in it."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# From a cached read (1 ms) to an import answered at its time-out (30 s).
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0)

registry = CollectorRegistry()
ProcessCollector(registry=registry)
PlatformCollector(registry=registry)
GCCollector(registry=registry)

http_requests = Counter(
    "kehou_http_requests", "HTTP requests answered", ["method", "route", "status"], registry=registry
)
http_seconds = Histogram(
    "kehou_http_request_seconds", "Time to answer", ["method", "route"], buckets=_SECONDS, registry=registry
)
http_in_flight = Gauge("kehou_http_requests_in_flight", "HTTP requests being answered", registry=registry)
grpc_requests = Counter("kehou_grpc_requests", "gRPC calls answered", ["method", "status"], registry=registry)
grpc_seconds = Histogram(
    "kehou_grpc_request_seconds", "Time to answer", ["method"], buckets=_SECONDS, registry=registry
)
grpc_calls = Counter("kehou_grpc_calls", "gRPC calls made", ["peer", "method", "status"], registry=registry)


def counter(name: str, about: str, labels: tuple[str, ...] = ()) -> Counter:
    """A counter of a service's own, as `kehou_billing_bills_issued`."""
    return Counter(name, about, labels, registry=registry)


def gauge(name: str, about: str, labels: tuple[str, ...] = ()) -> Gauge:
    """A gauge of a service's own."""
    return Gauge(name, about, labels, registry=registry)


def histogram(name: str, about: str, labels: tuple[str, ...] = (), buckets: tuple[float, ...] = _SECONDS) -> Histogram:
    """A histogram of a service's own, in seconds unless its name says otherwise."""
    return Histogram(name, about, labels, buckets=buckets, registry=registry)


def exposition() -> bytes:
    """Everything, in Prometheus text format."""
    return generate_latest(registry)
