"""Whoever agrees to something has just looked at it, where a test says nothing else."""

import re
from collections.abc import Awaitable, Callable, Mapping

import httpx
from sqlalchemy import text

from chassis.http.preconditions import HEADER, etag
from chassis.postgres.database import Database


def as_shown(database: Database, tables: Mapping[str, str]) -> Callable[[httpx.Request], Awaitable[None]]:
    """Return a hook for httpx that names the version of now where a request names none.

    `tables`: expressions of addresses, the record's id their first group, and the table that holds it.
    """
    known = [(re.compile(address), table) for address, table in tables.items()]

    async def add_version(request: httpx.Request) -> None:
        if request.method == "GET" or HEADER in request.headers:
            return
        for address, table in known:
            if match := address.fullmatch(request.url.path):
                query = text(f"SELECT version FROM {table} WHERE id = CAST(:id AS uuid)")
                async with database.reading() as connection:
                    version = await connection.scalar(query, {"id": match[1]})
                request.headers[HEADER] = etag(version or 0)

    return add_version
