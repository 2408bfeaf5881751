"""Running SQL text with bound values on the transaction's connection."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection


@lru_cache(maxsize=512)
def _clause(sql: str) -> TextClause:
    return text(sql)


class Sql:
    """One connection; each call is one statement."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def rows(self, sql: str, **params: Any) -> Sequence[RowMapping]:
        return (await self.connection.execute(_clause(sql), params)).mappings().all()

    async def first(self, sql: str, **params: Any) -> RowMapping | None:
        return (await self.connection.execute(_clause(sql), params)).mappings().first()

    async def run(self, sql: str, **params: Any) -> int:
        """Execute and return how many rows were touched."""
        return (await self.connection.execute(_clause(sql), params)).rowcount


def as_json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
