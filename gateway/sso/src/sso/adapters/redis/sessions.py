"""Sessions in Redis: sealed, found only by who holds the opaque id, gone when their time is over."""

import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from chassis.seal import SealBroken, Sealer
from sso.application.ports import SessionsUnavailable
from sso.domain.session import Identity, Session, TokenSet

FIELD = "sso.session"
# Index entries of sessions that ended by themselves are harmless; they go with the longest session there can be.
INDEX_LIVES = timedelta(hours=24)
SESSIONS_PER_USER_MAX = 200
CONNECTIONS_MAX = 32
_UNLOCK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end"


def open_redis(url: str) -> "Redis":
    """A client with a bounded pool that waits a moment for a connection instead of failing under a rush."""
    pool = BlockingConnectionPool.from_url(
        url, max_connections=CONNECTIONS_MAX, timeout=5, socket_timeout=3, socket_connect_timeout=2
    )
    return Redis.from_pool(pool)


class RedisSessionStore:
    """SessionStore on Redis. The id itself is not stored, only its hash: a dump of Redis opens no session."""

    def __init__(self, redis: "Redis", sealer: Sealer, *, installation_id: str) -> None:
        self._redis: Any = redis
        self._sealer = sealer
        self._prefix = f"sso:{installation_id}"

    async def add(self, session: Session, *, lives: timedelta) -> str:
        session_id = secrets.token_urlsafe(32)
        key = self._key(session_id)
        async with self._reachable():
            pipeline = self._redis.pipeline(transaction=True)
            pipeline.set(key, self._sealed(session), px=_ms(lives))
            for index in self._indexes(session):
                pipeline.sadd(index, key)
                pipeline.pexpire(index, _ms(INDEX_LIVES))
            await pipeline.execute()
        return session_id

    async def find(self, session_id: str) -> Session | None:
        async with self._reachable():
            blob = await self._redis.get(self._key(session_id))
        return self._unsealed(blob)

    async def replace(self, session_id: str, session: Session, *, lives: timedelta) -> bool:
        # Only over what is still there: a session that was ended meanwhile must not come back.
        async with self._reachable():
            return bool(await self._redis.set(self._key(session_id), self._sealed(session), px=_ms(lives), xx=True))

    async def remove(self, session_id: str) -> Session | None:
        key = self._key(session_id)
        async with self._reachable():
            session = self._unsealed(await self._redis.getdel(key))
            if session is not None:
                pipeline = self._redis.pipeline(transaction=True)
                for index in self._indexes(session):
                    pipeline.srem(index, key)
                await pipeline.execute()
        return session

    async def remove_of_provider_session(self, provider_session_id: str) -> int:
        return await self._remove_indexed(f"{self._prefix}:provider:{provider_session_id}")

    async def remove_of_user(self, user_id: str) -> int:
        return await self._remove_indexed(f"{self._prefix}:user:{user_id}")

    async def try_lock(self, session_id: str, *, lives: timedelta) -> str | None:
        key = secrets.token_hex(16)
        async with self._reachable():
            held = await self._redis.set(self._key(session_id) + ":lock", key, px=_ms(lives), nx=True)
        return key if held else None

    async def unlock(self, session_id: str, key: str) -> None:
        async with self._reachable():
            await self._redis.eval(_UNLOCK, 1, self._key(session_id) + ":lock", key)

    async def is_first_use(self, token_id: str, *, remembered: timedelta) -> bool:
        key = f"{self._prefix}:logout-token:{sha256(token_id.encode()).hexdigest()}"
        async with self._reachable():
            return bool(await self._redis.set(key, "1", px=_ms(remembered), nx=True))

    async def ping(self) -> None:
        await self._redis.ping()

    async def close(self) -> None:
        await self._redis.aclose()

    async def _remove_indexed(self, index: str) -> int:
        async with self._reachable():
            keys = await self._redis.srandmember(index, SESSIONS_PER_USER_MAX)
            if not keys:
                return 0
            pipeline = self._redis.pipeline(transaction=True)
            pipeline.delete(*keys)
            pipeline.srem(index, *keys)
            removed, _ = await pipeline.execute()
        return int(removed)

    def _key(self, session_id: str) -> str:
        return f"{self._prefix}:session:{sha256(session_id.encode()).hexdigest()}"

    def _indexes(self, session: Session) -> list[str]:
        identity = session.identity
        of_provider = [f"{self._prefix}:provider:{identity.provider_session_id}"]
        return [f"{self._prefix}:user:{identity.user_id}", *(of_provider if identity.provider_session_id else [])]

    def _sealed(self, session: Session) -> bytes:
        return self._sealer.seal(_written(session), field=FIELD)

    def _unsealed(self, blob: bytes | None) -> Session | None:
        if blob is None:
            return None
        try:
            return _read(self._sealer.unseal(blob, field=FIELD))
        except (SealBroken, ValueError, KeyError, TypeError):
            # Sealed with a key that is gone, or by an older version: signing in again is the remedy.
            return None

    @asynccontextmanager
    async def _reachable(self) -> AsyncIterator[None]:
        try:
            yield
        except (RedisError, OSError) as problem:
            raise SessionsUnavailable("sessions cannot be read at the moment; try again shortly") from problem


def _ms(span: timedelta) -> int:
    return max(1, int(span.total_seconds() * 1000))


def _written(session: Session) -> str:
    tokens = session.tokens
    return json.dumps(
        {
            "user": session.identity.user_id,
            "provider_session": session.identity.provider_session_id,
            "access": tokens.access_token,
            "access_expires_at": tokens.access_expires_at.isoformat(),
            "refresh": tokens.refresh_token,
            "person": str(tokens.person_id),
            "assignments": list(tokens.assignments),
            "acr": tokens.acr,
            "signed_in_at": tokens.signed_in_at.isoformat() if tokens.signed_in_at else None,
            "began_at": session.began_at.isoformat(),
            "seen_at": session.seen_at.isoformat(),
        }
    )


def _read(text: str) -> Session:
    stored = json.loads(text)
    tokens = TokenSet(
        access_token=stored["access"],
        access_expires_at=datetime.fromisoformat(stored["access_expires_at"]),
        refresh_token=stored["refresh"],
        person_id=UUID(stored["person"]),
        assignments=tuple(stored["assignments"]),
        acr=stored["acr"],
        signed_in_at=None,
    )
    if stored["signed_in_at"]:
        tokens = replace(tokens, signed_in_at=datetime.fromisoformat(stored["signed_in_at"]))
    identity = Identity(stored["user"], stored["provider_session"])
    return Session(
        identity,
        tokens,
        began_at=datetime.fromisoformat(stored["began_at"]),
        seen_at=datetime.fromisoformat(stored["seen_at"]),
    )
