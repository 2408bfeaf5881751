"""pytest fixtures; loaded by itself wherever testkit is installed."""

import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from testkit.clock import FakeClock
from testkit.databases import Databases
from testkit.parts import Parts
from testkit.tokens import TokenMint


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Let through what third-party packages warn of while they are imported, and let the collector rest meanwhile."""
    gc.disable()
    # kafka-python reads its message schemas with functions that Python 3.11 calls deprecated.
    early_config.addinivalue_line("filterwarnings", "ignore:(read|open)_text is deprecated:DeprecationWarning")
    # kafka-python forgets the sockets of connection attempts that a killed broker refused.
    early_config.addinivalue_line("filterwarnings", "ignore:unclosed <(socket.socket|ssl.SSLSocket):ResourceWarning")
    yield


def pytest_collection_finish() -> None:
    """What was imported stays: the collector, which would look through it every few tests, leaves it alone."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def parts() -> Iterator[Parts]:
    """The real parts; each starts when first asked for."""
    parts = Parts()
    yield parts
    parts.stop()


@pytest.fixture(scope="session")
def databases(parts: Parts) -> Databases:
    """Makes fresh databases on the run's PostgreSQL."""
    return Databases(parts.postgres)


@pytest.fixture(scope="session")
def fresh_database(databases: Databases) -> Callable[..., Awaitable[str]]:
    """`await fresh_database("billing")` → address of an empty migrated database."""
    return databases.fresh


@pytest.fixture(scope="session")
def kafka_bootstrap(parts: Parts) -> str:
    """Address of the run's broker."""
    return parts.kafka.address


@pytest.fixture(scope="session")
def valkey_url(parts: Parts) -> str:
    """Address of the run's Valkey."""
    return parts.valkey.url()


@pytest.fixture(scope="session")
def token_mint() -> TokenMint:
    """Mints access tokens."""
    return TokenMint()


@pytest.fixture
def fake_clock() -> FakeClock:
    """A business clock the test moves."""
    return FakeClock()


@pytest.fixture(scope="session")
def settings_for(databases: Databases, token_mint: TokenMint) -> Callable[..., Awaitable[Any]]:
    """`await settings_for(Settings, "billing", kafka_bootstrap=…)` → settings with a fresh database of its own."""
    # Imported late: the plugin is loaded into runs that never touch a service.
    from testkit.settings import make_settings

    async def make(kind: Any, service: str, *, package: str | None = None, **overrides: Any) -> Any:
        if "database_url" not in overrides:
            overrides["database_url"] = await databases.fresh(package)
        overrides.setdefault("jwt_issuer", token_mint.issuer)
        return make_settings(kind, service, **overrides)

    return make


@pytest.fixture(scope="session")
def http_client() -> Callable[..., Any]:
    """`async with http_client(app, service="billing") as client` → an httpx client that calls the app in this process.

    Apps of one `service` share the routes and limits of the first, which take 0.2 s to build; what they work with
    stays their own.
    """
    built: dict[str, Any] = {}

    @asynccontextmanager
    async def open_client(app: Any, *, service: str | None = None, **options: Any) -> AsyncIterator[httpx.AsyncClient]:
        if service is not None:
            if service not in built:
                built[service] = app.build_middleware_stack()
            app.middleware_stack = built[service]
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://service.test", **options) as client:
            yield client

    return open_client
