"""How an event's facts become rows: set by key, never counted up, and the school's figures marked as stale."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, literal, select
from sqlalchemy import insert as plain_insert
from sqlalchemy.dialects.postgresql import insert

from chassis.postgres.transaction import Transaction
from inspection.adapters.postgres.read_rows import stale, study_group, unit_school
from inspection.adapters.postgres.rows import organisation, term
from kernel.term import Month

Row = Mapping[str, Any]


async def put(transaction: Transaction, table: Table, rows: Sequence[Row] | Row) -> None:
    """Write rows by primary key; of a row that is there, the columns given are replaced."""
    given = [rows] if isinstance(rows, Mapping) else list(rows)
    if not given:
        return
    keys = [column.name for column in table.primary_key]
    statement = insert(table)
    changed = {name: statement.excluded[name] for name in given[0] if name not in keys}
    if changed:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=changed)
    else:
        statement = statement.on_conflict_do_nothing()
    if len(given) == 1:
        await transaction.connection.execute(statement.values(dict(given[0])))
    else:
        await transaction.connection.execute(statement, [dict(row) for row in given])


async def mark(transaction: Transaction, school_path: str, term_code: str | None) -> None:
    """The school's figures of this term must be made anew; without a term, those of every term."""
    await mark_each(transaction, [(school_path, term_code)])


async def mark_each(transaction: Transaction, pairs: Iterable[tuple[str, str | None]]) -> None:
    """The figures of these schools and terms, each once."""
    rows = [{"school_path": school_path, "term": term_code} for school_path, term_code in dict.fromkeys(pairs)]
    await transaction.connection.execute(plain_insert(stale), rows)


async def mark_group(transaction: Transaction, *group_ids: UUID) -> None:
    """The figures of the groups' schools; a group not announced yet marks them when it is."""
    query = select(study_group.c.school_path, study_group.c.term).where(study_group.c.id.in_(group_ids)).distinct()
    await _mark_all(transaction, query)


async def mark_month(transaction: Transaction, school_path: str, month: str) -> None:
    """The figures of the school in every term that has a day in the month."""
    await _mark_all(transaction, _terms_of_month(month).where(organisation.c.path == school_path))


async def mark_unit_month(transaction: Transaction, unit_code: str, month: str) -> None:
    """The figures of all schools whose books the accounting unit keeps."""
    kept = select(unit_school.c.school_path).where(unit_school.c.unit_code == unit_code)
    await _mark_all(transaction, _terms_of_month(month).where(organisation.c.path.in_(kept)))


async def mark_district(transaction: Transaction, district_path: str, term_code: str) -> None:
    """The figures of every school of the district."""
    query = select(organisation.c.path, literal(term_code)).where(
        organisation.c.district_path == district_path, organisation.c.kind == "school"
    )
    await _mark_all(transaction, query)


async def mark_school(transaction: Transaction, school_path: str) -> None:
    """The figures of the school in every term; what belongs to no term, such as a roster, is counted in each."""
    await mark(transaction, school_path, None)


def _terms_of_month(month: str) -> Select[Any]:
    days: tuple[date, date] = (Month.parse(month).first_on, Month.parse(month).last_on)
    return (
        select(organisation.c.path, term.c.term)
        .join(term, term.c.district_path == organisation.c.district_path)
        .where(term.c.first_on <= days[1], term.c.last_on >= days[0])
    )


async def _mark_all(transaction: Transaction, query: Select[Any]) -> None:
    await transaction.connection.execute(plain_insert(stale).from_select(["school_path", "term"], query))
