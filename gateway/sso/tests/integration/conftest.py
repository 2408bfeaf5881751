"""Sign-in on a real Keycloak, Valkey and PostgreSQL, driven as a browser would drive it."""

import asyncio
import html
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
import redis.asyncio
from keycloak import KeycloakAdmin, KeycloakOpenIDConnection

from chassis.clock import system_time
from chassis.events.handling import EventInfo
from chassis.service import Service
from chassis.serving.http_server import HttpServer
from contracts.staffing.v1.events_pb2 import AssignmentsChanged
from kernel.ids import new_id
from kernel.one_time_code import one_time_code, step_at
from sso.adapters.kafka.assignments import remember_assignments
from sso.adapters.keycloak.accounts import KeycloakAccounts
from sso.adapters.postgres.accounts import PostgresAccountQueue
from sso.application.sync_accounts import SyncAccounts
from sso.bootstrap import build
from sso.settings import Settings
from stack import ports
from stack.keycloak_admin import harden_master
from stack.parts.keycloak import Keycloak, KeycloakDatabase
from stack.realm import render_realm, sample_credentials
from testkit.databases import Databases
from testkit.parts import Parts

REALM_FOLDER = Path(__file__).parents[4] / "deploy" / "keycloak"
PASSWORD = "Sample-Password-2026"
TOTP_SECRET = "twenty-bytes-of-test"
ADMIN_PASSWORD = "admin-of-the-test-9"
CLIENT_SECRET = "client-secret-of-the-test"
ADMIN_CLIENT_SECRET = "admin-client-secret-of-the-test"


@dataclass
class World:
    """The running parts, and the address at which sso will answer."""

    keycloak: Keycloak
    valkey_url: str
    sso_port: int

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.sso_port}"

    def admin(self) -> KeycloakAdmin:
        connection = KeycloakOpenIDConnection(
            server_url=self.keycloak.url + "/",
            username="admin",
            password=ADMIN_PASSWORD,
            realm_name="kehou",
            user_realm_name="master",
        )
        return KeycloakAdmin(connection=connection)


@pytest.fixture(scope="session")
def world(parts: Parts, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    postgres = parts.postgres
    postgres.create_database("keycloak", password="keycloak-of-the-test")
    sso_port = ports.free_port()
    origin = f"http://127.0.0.1:{sso_port}"
    values = {
        "GATEWAY_ORIGIN": origin,
        "GATEWAY_SSO_SECRET": CLIENT_SECRET,
        "GATEWAY_SSO_ADMIN_SECRET": ADMIN_CLIENT_SECRET,
        "BACKCHANNEL_LOGOUT_URL": f"{origin}/auth/backchannel-logout",
        "SYSTEM_ADMINISTRATOR_ID": "00000000-0000-7000-8000-000000000001",
        "SYSTEM_ADMINISTRATOR_PASSWORD": PASSWORD,
        "SECURITY_ADMINISTRATOR_ID": "00000000-0000-7000-8000-000000000002",
        "SECURITY_ADMINISTRATOR_PASSWORD": PASSWORD,
        "SESSION_IDLE_S": "1200",
        "SESSION_ABSOLUTE_S": "43200",
        "SIGN_IN_EVENTS_KEPT_S": "94608000",
        "SAMPLE_TOTP_SECRET": TOTP_SECRET,
    }
    database = KeycloakDatabase("127.0.0.1", postgres.port, "keycloak", "keycloak", "keycloak-of-the-test")
    keycloak = Keycloak(
        tmp_path_factory.mktemp("keycloak"),
        database=database,
        realm=render_realm(REALM_FOLDER, values, local=True),
        admin_password=ADMIN_PASSWORD,
    )
    keycloak.start()
    harden_master(keycloak.url, ADMIN_PASSWORD, REALM_FOLDER, values)
    yield World(keycloak, parts.valkey.url(), sso_port)
    keycloak.stop()


@pytest.fixture(scope="session")
def admin(world: World) -> KeycloakAdmin:
    return world.admin()


@pytest.fixture(scope="session")
def settings_of(world: World, settings_for: Any) -> Callable[..., Awaitable[Settings]]:
    """Settings of an sso on the running parts, with a database of its own."""

    async def make(**overrides: Any) -> Settings:
        given = {
            "redis_url": world.valkey_url,
            "jwt_issuer": world.keycloak.issuer,
            "jwt_jwks_url": f"{world.keycloak.issuer}/protocol/openid-connect/certs",
            "public_origin": world.origin,
            "keycloak_url": world.keycloak.url,
            "client_secret": CLIENT_SECRET,
            "admin_client_secret": ADMIN_CLIENT_SECRET,
            "sample_password": PASSWORD,
            "sample_totp_secret": TOTP_SECRET,
            **overrides,
        }
        found: Settings = await settings_for(Settings, "sso", package="sso", **given)
        return found

    return make


@pytest.fixture(scope="session")
async def service(settings_of: Any) -> AsyncIterator[Service]:
    service = build(await settings_of())
    yield service
    for hook in service.on_stop:
        await hook()
    await service.database.close()


@pytest.fixture(scope="session")
async def sso(service: Service, world: World) -> AsyncIterator[str]:
    """The address of a running sso, where Keycloak sends its logout tokens too."""
    server = HttpServer(service.app, host="127.0.0.1", port=world.sso_port)
    running = asyncio.create_task(server.run())
    async with httpx.AsyncClient(base_url=world.origin) as client:
        for _ in range(100):
            try:
                await client.get("/health/live")
                break
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    yield world.origin
    server.stop()
    await running


@pytest.fixture
async def valkey(world: World) -> AsyncIterator[Any]:
    client = redis.asyncio.Redis.from_url(world.valkey_url)
    yield client
    await client.aclose()


class Codes:
    """Which codes of whose authenticator app were shown: each opens the door once."""

    def __init__(self) -> None:
        self.used: dict[str, set[int]] = {}

    def steps(self, login: str) -> Iterator[int]:
        """Steps whose codes are good now, those that were not used yet; waits for one where there is none."""
        used = self.used.setdefault(login, set())
        ends_s = time.monotonic() + 40
        while time.monotonic() < ends_s:
            now = step_at(time.time())
            for step in (now, now + 1, now - 1):
                if step not in used:
                    used.add(step)
                    yield step
            time.sleep(1)


CODES = Codes()


def asks_for_code(page: httpx.Response) -> bool:
    return 'name="otp"' in page.text


@dataclass
class Browser:
    """A browser with the cookies of each origin, Secure ones included, as on a loopback address."""

    origin: str
    client: httpx.AsyncClient
    jars: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    set_cookies: list[str] = field(default_factory=list)
    codes: "Codes" = field(default_factory=lambda: CODES)

    async def request(self, method: str, url: str, **options: Any) -> httpx.Response:
        url = url if url.startswith("http") else self.origin + url
        parts = urlsplit(url)
        jar = self.jars.setdefault(parts.netloc, {})
        sent = "; ".join(f"{n}={v}" for n, (v, path) in jar.items() if parts.path.startswith(path))
        headers = {**options.pop("headers", {}), **({"cookie": sent} if sent else {})}
        if method != "GET" and url.startswith(self.origin):
            headers.setdefault("origin", self.origin)
        response = await self.client.request(method, url, headers=headers, **options)
        for line in response.headers.get_list("set-cookie"):
            self.set_cookies.append(line)
            pair, *attributes = [part.strip() for part in line.split(";")]
            name, _, value = pair.partition("=")
            known = {a.partition("=")[0].lower(): a.partition("=")[2] for a in attributes}
            if value.strip('"') and known.get("max-age") != "0":
                jar[name] = (value, known.get("path", "/"))
            else:
                jar.pop(name, None)
        return response

    async def get(self, url: str, **options: Any) -> httpx.Response:
        return await self.request("GET", url, **options)

    async def post(self, url: str, **options: Any) -> httpx.Response:
        return await self.request("POST", url, **options)

    async def to_callback(self, login: str, *, query: str = "", password: str = PASSWORD) -> str:
        """Go to Keycloak, sign in there, and stop at the address it sends us back to."""
        begun = await self.get(f"/auth/login{query}")
        assert begun.status_code == 303, begun.text
        page = await self.get(begun.headers["location"])
        sent = await self.send_form(page, {"username": login, "password": password})
        for step in self.codes.steps(login) if asks_for_code(sent) else ():
            sent = await self.send_form(sent, {"otp": one_time_code(TOTP_SECRET, step=step)})
            if sent.status_code == 302:
                break
        assert sent.status_code == 302, sent.text
        return sent.headers["location"]

    async def send_form(self, page: httpx.Response, fields: dict[str, str]) -> httpx.Response:
        action = re.search(r'action="([^"]+)"', page.text)
        assert action, page.text
        return await self.post(html.unescape(action[1]), data=fields)

    async def sign_in(self, login: str, *, query: str = "", password: str = PASSWORD) -> httpx.Response:
        return await self.get(await self.to_callback(login, query=query, password=password))

    def cookie(self, part: str) -> str | None:
        jar = self.jars.get(urlsplit(self.origin).netloc, {})
        return next((value for name, (value, _) in jar.items() if part in name), None)


@pytest.fixture
async def open_browser(sso: str) -> AsyncIterator[Callable[[], Browser]]:
    async with httpx.AsyncClient(timeout=30) as client:
        # One pool of connections, a jar per browser: httpx keeps no cookies of its own here.
        def make() -> Browser:
            return Browser(sso, client)

        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        yield make


@pytest.fixture(scope="session")
def make_user(admin: KeycloakAdmin) -> Callable[..., str]:
    """Create an account and return its id."""

    def make(login: str, *assignments: str, person_id: str | None = None, second_factor: bool = False) -> str:
        attributes = {"assignments": list(assignments), **({"person_id": [person_id]} if person_id else {})}
        credentials = sample_credentials(PASSWORD, TOTP_SECRET)[: 2 if second_factor else 1]
        user = {"username": login, "enabled": True, "attributes": attributes, "credentials": credentials}
        return str(admin.create_user(user))

    return make


class KnownNames:
    """Sign-in names as staffing and vendor-registry would tell them."""

    def __init__(self) -> None:
        self.known: dict[UUID, str] = {}

    async def logins(self, person_ids: Sequence[UUID]) -> dict[UUID, str]:
        return {each: self.known[each] for each in person_ids if each in self.known}

    async def name(self, person_id: UUID) -> str | None:
        return None


class Mirror:
    """The consumer's handler and the sync behind it, on the running parts."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.service = service
        self.names = KnownNames()
        self.queue = PostgresAccountQueue(service.database)
        self.accounts = KeycloakAccounts(settings)
        self.sync = SyncAccounts(
            self.queue, self.accounts, self.names, service.app.state.use_cases.refresh_access.sessions
        )

    async def say(
        self, person_id: UUID, *assignments: str, active: bool = True, version: int = 1, linked: Sequence[UUID] = ()
    ) -> None:
        message = AssignmentsChanged(
            person_id=str(person_id),
            assignments=assignments,
            active=active,
            linked_person_ids=[str(each) for each in linked],
        )
        kind = message.DESCRIPTOR.full_name
        topic = "staffing.assignment"
        info = EventInfo(new_id(), "staffing", kind, topic, str(person_id), version, system_time())
        async with self.service.database.transaction() as transaction:
            await remember_assignments(message, info, transaction)

    async def settle(self) -> None:
        deadline_s = time.monotonic() + 60
        while await self.queue.waiting():
            assert time.monotonic() < deadline_s
            if not await self.sync():
                await asyncio.sleep(0.05)


@pytest.fixture
async def open_mirror(service: Service) -> AsyncIterator[Callable[[Settings], Mirror]]:
    """A mirror with the given settings; what it opened is closed afterwards."""
    opened: list[Mirror] = []

    def make(settings: Settings) -> Mirror:
        opened.append(Mirror(service, settings))
        return opened[-1]

    yield make
    for mirror in opened:
        await mirror.accounts.close()
