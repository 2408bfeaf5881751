"""The same request twice is one effect: key, effect and answer commit in one transaction.

That transaction begins with the handler's first one: what a handler asks of other services before it holds no
connection and no lock.
"""

import asyncio
import hashlib
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID
from weakref import WeakValueDictionary

import orjson
from fastapi import Depends, Header, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.http.access import ACTING_HEADER, Guard, guards_of
from chassis.http.middleware import route_template
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from kernel.errors import Conflict, Invalid

HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotency-Replayed"
# Clients retry within minutes; a week also covers an office that sends a batch again after the holidays.
KEEP_DAYS = 7
ANSWER_BYTES_MAX = 2**20
_KEY = re.compile(r"^[\x21-\x7e]{8,128}$")
_BOUNDARY = re.compile(rb'boundary="?([^";,\s]{1,200})"?')
_LOCK_NOT_AVAILABLE = "55P03"
_NOBODY = UUID(int=0)
_KEPT_HEADERS = ("content-type", "location", "etag")
_FIELD = "idempotency_key.body"

_CLAIM = text("""
INSERT INTO chassis.idempotency_key (actor_id, route, key, request_sha256)
VALUES (:actor_id, :route, :key, :fingerprint) ON CONFLICT DO NOTHING RETURNING TRUE
""")
_FIND = text("""
SELECT request_sha256, status, headers, body FROM chassis.idempotency_key
WHERE actor_id = :actor_id AND route = :route AND key = :key
""")
_STORE = text("""
UPDATE chassis.idempotency_key SET status = :status, headers = CAST(:headers AS jsonb), body = :body
WHERE actor_id = :actor_id AND route = :route AND key = :key
""")
_EXPIRE = text("""
DELETE FROM chassis.idempotency_key WHERE (actor_id, route, key) IN (
    SELECT actor_id, route, key FROM chassis.idempotency_key
    WHERE created_at < clock_timestamp() - make_interval(days => :days) LIMIT 10000)
""")


class IdempotencyKeyReused(Conflict):
    code = "chassis.idempotency_key_reused"


class IdempotencyKeyMissing(Invalid):
    code = "chassis.idempotency_key_missing"


class IdempotencyKeyMalformed(Invalid):
    code = "chassis.idempotency_key_malformed"


class RequestUnderWay(Conflict):
    code = "chassis.request_under_way"


async def idempotency_key(
    idempotency_key: Annotated[
        str | None, Header(description="8 to 128 visible characters, new for each intent, the same for its retries.")
    ] = None,
) -> str:
    """The request's key, checked; the route class does the rest."""
    if idempotency_key is None:
        raise IdempotencyKeyMissing(f"send an {HEADER} header, new for each intent and the same for its retries")
    if _KEY.match(idempotency_key) is None:
        raise IdempotencyKeyMalformed(f"an {HEADER} is 8 to 128 visible ASCII characters")
    return idempotency_key


IdempotencyKey = Annotated[str, Depends(idempotency_key)]


class _AnsweredBefore(Exception):
    """Unwinds a request whose twin in another process has committed its answer meanwhile."""


@dataclass(slots=True)
class _Claim:
    actor_id: UUID
    route: str
    key: str
    fingerprint: bytes
    is_lost: bool = False

    @property
    def name(self) -> dict[str, object]:
        return {"actor_id": self.actor_id, "route": self.route, "key": self.key}

    async def stake(self, transaction: Transaction) -> None:
        """Take the key in `transaction`; a twin in another process makes this wait until it has ended."""
        try:
            inserted = await transaction.connection.execute(_CLAIM, {**self.name, "fingerprint": self.fingerprint})
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
                raise _under_way() from None
            raise
        if inserted.scalar() is None:
            self.is_lost = True
            raise _AnsweredBefore


class _NotToBeKept(Exception):
    """Unwinds the transaction of a request that was answered with an error."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


# Waiting for a twin here, rather than in the database, keeps a burst of retries from emptying the pool.
_twins: WeakValueDictionary[tuple[UUID, str, str], asyncio.Lock] = WeakValueDictionary()


class IdempotentRoute(APIRoute):
    """Answers a repeated request with the stored answer where the route declares an IdempotencyKey."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        if not _asks_for_key(self.dependant):
            return handle
        guard = next((found for found in guards_of(self.dependant) if isinstance(found, Guard)), None)

        async def handle_once(request: Request) -> Response:
            # Whoever is not signed in is told so before anything else.
            actor_id = (await guard(request)).id if guard is not None else _NOBODY
            key = await idempotency_key(request.headers.get(HEADER))
            route = f"{request.method} {route_template(request.scope)}"
            claim = _Claim(actor_id, route, key, await _fingerprint(request))
            lock = _twins.setdefault((actor_id, route, key), asyncio.Lock())
            async with lock:
                return await _answer_once(request, claim, handle)

        return handle_once


def _asks_for_key(dependant: Dependant) -> bool:
    return any(child.call is idempotency_key or _asks_for_key(child) for child in dependant.dependencies)


async def _answer_once(
    request: Request, claim: _Claim, handle: Callable[[Request], Coroutine[Any, Any, Response]]
) -> Response:
    database: Database = request.app.state.database
    sealer: Sealer = request.app.state.sealer
    found = await _stored_answer(database, claim, sealer)
    if found is not None:
        return found
    try:
        async with database.ambient(on_begin=claim.stake) as ambient:
            response = await handle(request)
            if response.status_code >= 400:
                raise _NotToBeKept(response)
            transaction = await ambient.begin()
            await _store(transaction.connection, claim, response, sealer)
            return response
    except Exception as stop:
        # Whatever became of the exception on its way through the handler: the twin's answer is the answer.
        if not claim.is_lost:
            if isinstance(stop, _NotToBeKept):
                return stop.response
            raise
    found = await _stored_answer(database, claim, sealer)
    if found is None:
        raise _under_way()
    return found


async def _stored_answer(database: Database, claim: _Claim, sealer: Sealer) -> Response | None:
    async with database.reading() as connection:
        row = (await connection.execute(_FIND, claim.name)).one_or_none()
    if row is None:
        return None
    if bytes(row.request_sha256) != claim.fingerprint:
        raise IdempotencyKeyReused(f"this {HEADER} came with another request before; use a new one")
    headers = {**row.headers, REPLAYED_HEADER: "true"}
    return Response(sealer.unseal_bytes(row.body, field=_FIELD), status_code=row.status, headers=headers)


def _under_way() -> RequestUnderWay:
    return RequestUnderWay("the same request is still being worked on; ask again in a moment")


async def _store(connection: AsyncConnection, claim: _Claim, response: Response, sealer: Sealer) -> None:
    body = getattr(response, "body", None)
    if not isinstance(body, bytes) or len(body) > ANSWER_BYTES_MAX:
        raise TypeError(f"{claim.route} answers with a stream or too much to be kept; return a resource instead")
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    await connection.execute(
        _STORE,
        {
            **claim.name,
            "status": response.status_code,
            "headers": _json(headers),
            "body": sealer.seal_bytes(body, field=_FIELD),
        },
    )


async def _fingerprint(request: Request) -> bytes:
    body = await request.body()
    content_type = request.headers.get("content-type", "").encode("latin-1")
    if content_type.startswith(b"multipart/") and (boundary := _BOUNDARY.search(content_type)):
        # Clients draw a new boundary for each attempt; it is no part of what is asked.
        body = body.replace(boundary[1], b"")
    digest = hashlib.sha256()
    acting = request.headers.get(ACTING_HEADER, "")
    for part in (request.url.path.encode(), request.url.query.encode(), acting.encode("latin-1"), body):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


async def expire_keys(database: Database) -> int:
    """Forget keys older than KEEP_DAYS by system time, in bites; returns how many. Run daily by the process."""
    forgotten = 0
    while True:
        async with database.transaction() as transaction:
            bite = (await transaction.connection.execute(_EXPIRE, {"days": KEEP_DAYS})).rowcount
        forgotten += bite
        if bite < 10_000:
            return forgotten


def _json(value: dict[str, str]) -> str:
    return orjson.dumps(value).decode()
