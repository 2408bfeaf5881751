"""Sessions go to the Redis that proves who it is, and to no other."""

from pathlib import Path
from typing import Any

import pytest

from sso.adapters.redis.sessions import open_redis
from testkit.identities import Identities
from testkit.tls_front import tls_front


@pytest.fixture(scope="module")
def identities(tmp_path_factory: pytest.TempPathFactory) -> Identities:
    return Identities(tmp_path_factory.mktemp("identities"))


@pytest.mark.parametrize("whose", ["its own", "expired", "stranger", "another part's name"])
async def test_talks_to_no_redis_but_its_own(parts: Any, identities: Identities, whose: str) -> None:
    certificate = {
        "its own": identities.listening("valkey"),
        "expired": identities.expired("valkey-expired"),
        "stranger": identities.stranger.certificate("valkey", listens=True),
        "another part's name": identities.of("billing"),
    }[whose]
    async with tls_front(parts.valkey.address, identities.server_context(certificate)) as port:
        redis: Any = open_redis(f"rediss://127.0.0.1:{port}/0?ssl_ca_certs={identities.authority.ca_file}")
        try:
            if whose == "its own":
                assert await redis.ping()
            else:
                with pytest.raises(Exception, match="certificate"):
                    await redis.ping()
        finally:
            await redis.aclose()


async def test_does_not_fall_back_to_plain_text(parts: Any, tmp_path: Path) -> None:
    identities = Identities(tmp_path)
    redis: Any = open_redis(f"rediss://{parts.valkey.address}/0?ssl_ca_certs={identities.authority.ca_file}")
    with pytest.raises(Exception, match=r"(?i)ssl|eof|closed|timeout"):
        await redis.ping()
    await redis.aclose()
