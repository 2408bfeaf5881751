"""Why a line is what it is: each reason stored once, lines carry its number."""

import hashlib
from collections.abc import Iterable

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import rows, run
from rulebook.answer import Explanation


async def explanation_ids(connection: AsyncConnection, explanations: Iterable[Explanation]) -> dict[Explanation, int]:
    """The number of each explanation, adding those not known yet."""
    bodies = {one: orjson.dumps(one.as_dict(), option=orjson.OPT_SORT_KEYS) for one in set(explanations)}
    hashes = {one: hashlib.sha256(body).digest() for one, body in bodies.items()}
    ordered = sorted(bodies, key=lambda one: hashes[one])
    await run(
        connection,
        "INSERT INTO explanation (hash, body) SELECT hash, CAST(body AS jsonb) FROM"
        " unnest(CAST(:hashes AS bytea[]), CAST(:bodies AS text[])) AS t (hash, body) ON CONFLICT (hash) DO NOTHING",
        hashes=[hashes[one] for one in ordered],
        bodies=[bodies[one].decode() for one in ordered],
    )
    found = await rows(
        connection,
        "SELECT id, hash FROM explanation WHERE hash = ANY(CAST(:hashes AS bytea[]))",
        hashes=list(hashes.values()),
    )
    by_hash = {bytes(row["hash"]): row["id"] for row in found}
    return {one: by_hash[digest] for one, digest in hashes.items()}
