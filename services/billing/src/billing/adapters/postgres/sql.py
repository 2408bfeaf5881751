"""Running SQL text: bound values in, mappings out."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import RowMapping, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

_T = TypeVar("_T")
_statements: dict[str, TextClause] = {}


def _text(sql: str) -> TextClause:
    found = _statements.get(sql)
    if found is None:
        found = _statements[sql] = text(sql)
    return found


async def run(connection: AsyncConnection, sql: str, /, **values: Any) -> int:
    """Execute and return how many rows it touched."""
    return int((await connection.execute(_text(sql), values)).rowcount)


async def rows(connection: AsyncConnection, sql: str, /, **values: Any) -> Sequence[RowMapping]:
    return (await connection.execute(_text(sql), values)).mappings().all()


async def tuples(connection: AsyncConnection, sql: str, /, **values: Any) -> Sequence[Sequence[Any]]:
    """Rows by place, straight from the driver: for results of many thousand rows."""
    compiled: Any = _text(sql).compile(dialect=connection.dialect)
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    found: Sequence[Sequence[Any]] = await driver.fetch(
        compiled.string, *(values[name] for name in compiled.positiontup)
    )
    return found


async def first(connection: AsyncConnection, sql: str, /, **values: Any) -> RowMapping | None:
    return (await connection.execute(_text(sql), values)).mappings().first()


async def scalar(connection: AsyncConnection, sql: str, /, **values: Any) -> Any:
    return await connection.scalar(_text(sql), values)


async def copy_records(
    connection: AsyncConnection,
    table: str,
    records: Sequence[tuple[Any, ...]],
    *,
    columns: Sequence[str] | None = None,
) -> None:
    """COPY rows into a temporary table of this transaction; all its columns unless some are named."""
    if not records:
        return
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    await driver.copy_records_to_table(table, records=records, columns=columns)


def shaped(kind: type[_T], row: RowMapping) -> _T:
    """A dataclass made of a row whose columns are named like its fields."""
    return kind(**dict(row))


def within(column: str) -> str:
    """SQL: an organisation path at or below `:scope`."""
    return f"({column} = :scope OR {column} LIKE :scope || '/%')"


def below(column: str) -> str:
    """SQL: an organisation path at or below `:scope`, as a range of bytes that a `text_pattern_ops` index serves.

    A path goes on with a slash, and the byte after the slash is 0.
    """
    return f"({column} ~>=~ CAST(:scope AS text) AND {column} ~<~ (CAST(:scope AS text) || '0'))"


# A unit is seen from its district or above, and from a school only where it keeps that school's books alone.
UNIT_IN_SCOPE = """
(u.district_path = :scope OR u.district_path LIKE :scope || '/%' OR (
    EXISTS (SELECT 1 FROM unit_school us WHERE us.unit_code = u.code AND us.school_path = :scope)
    AND NOT EXISTS (SELECT 1 FROM unit_school us WHERE us.unit_code = u.code AND us.school_path <> :scope)))
"""
