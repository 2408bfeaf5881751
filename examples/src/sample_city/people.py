"""People who sign in and use the public API, each as themselves and nothing else."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Any, TypeVar
from uuid import UUID, uuid5

import httpx

from sample_city.sign_in import NotSignedIn, SignIn, SignInLost

T = TypeVar("T")
R = TypeVar("R")

# A sign-in is renewed this long before it would end, so that none ends on the way to a service.
RENEW_BEFORE_S = 30.0
AT_ONCE_MAX = 16
DEADLINE_S = 60.0
RETRY_EVERY_S = 0.5
# Answers of a gateway whose upstream is gone, and of a service that misses a part.
DOWN = frozenset({502, 503, 504})
UNDER_WAY = "chassis.request_under_way"
STRONGER = "chassis.strong_sign_in_required"
KEYS = UUID("5b0f2d1e-7c43-4d3c-9d53-0f6f3a1f8a10")


def seen(record: Mapping[str, Any]) -> dict[str, str]:
    """The header by which one agrees to a record as it was shown."""
    return {"If-Match": f'"{record["version"]}"'}


class StepFailed(Exception):
    """Somebody was refused what their step needs: what was asked, by whom, and what the service answered."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts: the sign-in name and the assignment (`role@/path`)."""

    login: str
    acting: str


@dataclass(slots=True)
class _SignedIn:
    token: str
    ends_at: float


@dataclass(slots=True)
class People:
    """Signs people in by the sign-in service's own pages and sends their requests."""

    gateway_url: str
    realm_url: str
    password: str
    # What the authenticator app of everybody who has one was given.
    totp_secret: str
    # Who has a password of their own, by sign-in name.
    passwords: Mapping[str, str] = field(default_factory=dict)
    # For how long a request is sent again, with the same key, while a part is down; 0 = never.
    patience_s: float = 0.0
    _signed_in: dict[str, _SignedIn] = field(default_factory=dict)
    _http: httpx.AsyncClient = field(init=False)
    _slots: asyncio.Semaphore = field(init=False)
    _sign_in: SignIn = field(init=False)
    _signing_in: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    def __post_init__(self) -> None:
        limits = httpx.Limits(max_connections=AT_ONCE_MAX * 2)
        self._http = httpx.AsyncClient(timeout=DEADLINE_S, limits=limits)
        # Cookies are kept per sign-in, not by the client that all share.
        self._http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._slots = asyncio.Semaphore(AT_ONCE_MAX)
        self._sign_in = SignIn(self._http, self.realm_url, self.totp_secret)

    async def close(self) -> None:
        await self._http.aclose()

    async def token(self, login: str) -> str:
        # One at a time: the service takes each code once.
        async with self._signing_in[login]:
            held = self._signed_in.get(login)
            if held is not None and held.ends_at - RENEW_BEFORE_S > time.monotonic():
                return held.token
            body = await self._signed_in_anew(login)
            self._signed_in[login] = _SignedIn(body["access_token"], time.monotonic() + body["expires_in"])
            return self._signed_in[login].token

    async def _signed_in_anew(self, login: str) -> dict[str, Any]:
        """Sign in, again while the sign-in service or its database is down and patience lasts."""
        ends_at = time.monotonic() + self.patience_s
        while True:
            try:
                return await self._sign_in(login, self.passwords.get(login, self.password))
            except (SignInLost, httpx.HTTPError) as outage:
                if time.monotonic() >= ends_at:
                    raise StepFailed(f"{login} could not sign in: {outage!r}") from outage
            except NotSignedIn as refusal:
                raise StepFailed(f"{login} could not sign in: {refusal}") from refusal
            await asyncio.sleep(RETRY_EVERY_S)

    def forget(self, login: str) -> None:
        """Sign in afresh next time, for instance because the person's assignments changed."""
        self._signed_in.pop(login, None)

    async def send(
        self,
        person: Person,
        method: str,
        path: str,
        *,
        json: object = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        data: Mapping[str, str] | None = None,
        content: bytes | None = None,
        params: Mapping[str, str | int] | None = None,
        key: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send one request; `key` names the act, so that the same act again is recognised (Idempotency-Key)."""
        sent = {"Kehou-Acting": person.acting}
        if method != "GET":
            sent["Idempotency-Key"] = str(uuid5(KEYS, f"{person.login}|{method}|{path}|{key}"))
        sent |= dict(headers or {})
        request = {"json": json, "files": files, "data": data, "content": content, "params": params}
        answer = await self._send_as(person.login, method, path, headers=sent, **request)
        if answer.status_code == httpx.codes.UNAUTHORIZED and STRONGER in answer.text:
            # What matters is asked for with a sign-in of the last minutes: they sign in again and say it once more.
            self.forget(person.login)
            answer = await self._send_as(person.login, method, path, headers=sent, **request)
        return answer

    async def _send_as(
        self, login: str, method: str, path: str, *, headers: Mapping[str, str], **request: Any
    ) -> httpx.Response:
        token = {"Authorization": f"Bearer {await self.token(login)}"}
        async with self._slots:
            return await self._send(method, path, headers={**headers, **token}, **request)

    async def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Send, and send again while the gateway or what stands behind it is down and patience lasts."""
        ends_at = time.monotonic() + self.patience_s
        again = False
        while True:
            waits = time.monotonic() < ends_at
            try:
                answer = await self._http.request(method, self.gateway_url + path, **request)
            except httpx.TransportError:
                if not waits:
                    raise
            else:
                if again and answer.status_code == httpx.codes.CONFLICT and UNDER_WAY not in answer.text:
                    # The first try took effect and only its answer was lost.
                    return httpx.Response(httpx.codes.OK, request=answer.request)
                if UNDER_WAY in answer.text and waits:
                    await asyncio.sleep(RETRY_EVERY_S)
                    continue
                if answer.status_code not in DOWN or not waits:
                    return answer
            again = True
            await asyncio.sleep(RETRY_EVERY_S)

    async def ask(self, person: Person, method: str, path: str, **kwargs: Any) -> Any:
        """Like `send`, but anything except success stops the term and says what was refused."""
        answer = await self.send(person, method, path, **kwargs)
        if answer.is_success:
            is_json = bool(answer.content) and "json" in answer.headers.get("content-type", "")
            return answer.json() if is_json else answer.content
        raise StepFailed(f"{person.acting} {method} {path}: {answer.status_code} {answer.text[:1500]}")

    async def pages(self, person: Person, path: str, **params: str | int) -> list[dict[str, Any]]:
        """All items of a paged list, page after page."""
        items: list[dict[str, Any]] = []
        cursor = ""
        while True:
            asked = {"limit": 100, **params} | ({"cursor": cursor} if cursor else {})
            page = await self.ask(person, "GET", path, params=asked)
            items.extend(page["items"])
            cursor = page.get("next") or ""
            if not cursor:
                return items

    async def finished(self, person: Person, service: str, operation_id: str, *, within_s: float = 300.0) -> Any:
        """Wait for long work and return its operation; failed work stops the term."""
        path = f"/api/{service}/v1/operations/{operation_id}"
        ends_at = time.monotonic() + within_s
        pause_s = 0.1
        while time.monotonic() < ends_at:
            operation = await self.ask(person, "GET", path)
            if operation["state"] in ("done", "failed", "cancelled"):
                if operation["state"] != "done":
                    raise StepFailed(f"{path} ended as {operation['state']}: {operation.get('error')}")
                return operation
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 1.5, 1.0)
        raise StepFailed(f"{path} was not done after {within_s:.0f} s")


async def each(items: Iterable[T], act: Callable[[T], Awaitable[R]], *, done: Callable[[int], None]) -> list[R]:
    """Let everybody act, a bounded number at once, and keep the order of the answers."""
    slots = asyncio.Semaphore(AT_ONCE_MAX)
    finished = 0

    async def one(item: T) -> R:
        nonlocal finished
        async with slots:
            answer = await act(item)
        finished += 1
        done(finished)
        return answer

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(item)) for item in items]
    return [task.result() for task in tasks]
