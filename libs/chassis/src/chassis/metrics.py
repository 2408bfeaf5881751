"""Numbers about a process, never about a person: no label holds an id, a name or a path with values in it."""

from prometheus_client import REGISTRY, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# From a cached read (1 ms) to an import answered at its time-out (30 s).
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0)

http_requests = Counter(
    "kehou_http_requests", "HTTP requests answered", ["method", "route", "status"], registry=REGISTRY
)
http_seconds = Histogram(
    "kehou_http_request_seconds", "Time to answer", ["method", "route"], buckets=_SECONDS, registry=REGISTRY
)

grpc_requests = Counter("kehou_grpc_requests", "gRPC calls answered", ["method", "status"], registry=REGISTRY)
grpc_seconds = Histogram(
    "kehou_grpc_request_seconds", "Time to answer", ["method"], buckets=_SECONDS, registry=REGISTRY
)
grpc_calls = Counter("kehou_grpc_calls", "gRPC calls made", ["peer", "method", "status"], registry=REGISTRY)


def counter(name: str, about: str, labels: tuple[str, ...] = ()) -> Counter:
    """A counter of a service's own, as `kehou_billing_bills_issued`."""
    return Counter(name, about, labels, registry=REGISTRY)


def gauge(name: str, about: str, labels: tuple[str, ...] = ()) -> Gauge:
    """A gauge of a service's own."""
    return Gauge(name, about, labels, registry=REGISTRY)


def histogram(name: str, about: str, labels: tuple[str, ...] = (), buckets: tuple[float, ...] = _SECONDS) -> Histogram:
    """A histogram of a service's own, in seconds unless its name says otherwise."""
    return Histogram(name, about, labels, buckets=buckets, registry=REGISTRY)


def exposition() -> bytes:
    """Everything, in Prometheus text format."""
    return generate_latest(REGISTRY)
