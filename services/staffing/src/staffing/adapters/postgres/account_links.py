"""Which accounts are of one person."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.errors import Conflict, NotFound
from kernel.organisation import OrganisationPath
from staffing.adapters.postgres.assignments import below
from staffing.adapters.postgres.rows import account_link, assignment
from staffing.domain.account_link import AccountLink, LinkState

# A link joins two accounts; all accounts that links join, directly or not, belong to one person.
_REACHED = text("""
WITH RECURSIVE pair (one, other) AS (
    SELECT person_id, account_id FROM account_link WHERE state IN ('linked', 'ending')
    UNION SELECT account_id, person_id FROM account_link WHERE state IN ('linked', 'ending')
), reached (account, other) AS (
    SELECT one, other FROM pair WHERE one = ANY(CAST(:accounts AS uuid[]))
    UNION SELECT reached.account, pair.other FROM reached JOIN pair ON pair.one = reached.other
)
SELECT account, other FROM reached WHERE account <> other
""")
_ALONE = text("LOCK TABLE account_link IN SHARE ROW EXCLUSIVE MODE")


class LinkUnknown(NotFound):
    code = "staffing.link_unknown"


class LinkThereAlready(Conflict):
    code = "staffing.link_there_already"


@dataclass(frozen=True, slots=True)
class PostgresAccountLinks:
    connection: AsyncConnection

    async def add(self, link: AccountLink) -> None:
        try:
            async with self.connection.begin_nested():
                await self.connection.execute(insert(account_link).values(_row(link)))
        except IntegrityError as problem:
            raise LinkThereAlready("these accounts are linked, or somebody asked for it already") from problem

    async def locked(self, link_id: UUID, *, within: OrganisationPath) -> AccountLink:
        """The link; nobody else changes any link until the commit, so that the accounts of one person stay the same."""
        await self.connection.execute(_ALONE)
        row = (await self.connection.execute(links_below(within).where(account_link.c.id == link_id))).first()
        if row is None:
            raise LinkUnknown("no link by that id at your organisation")
        return link_of(row)

    async def save(self, link: AccountLink) -> None:
        statement = update(account_link).where(account_link.c.id == link.id)
        await self.connection.execute(statement.values(_row(link)))

    async def of(self, accounts: Collection[UUID]) -> Mapping[UUID, Set[UUID]]:
        """The other accounts of the same person, by account; an account without others is left out."""
        found: dict[UUID, set[UUID]] = {}
        for row in await self.connection.execute(_REACHED, {"accounts": list(accounts)}):
            found.setdefault(row.account, set()).add(row.other)
        return found


def links_below(path: OrganisationPath) -> Any:
    """Links of whoever has, or had, an assignment at the organisation or below it."""
    works_there: ColumnElement[bool] = exists().where(assignment.c.person_id == account_link.c.person_id, below(path))
    return select(account_link).where(works_there)


def link_of(row: Row[Any]) -> AccountLink:
    return AccountLink(
        id=row.id,
        person_id=row.person_id,
        account_id=row.account_id,
        reason=row.reason,
        state=LinkState(row.state),
        version=row.version,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def _row(link: AccountLink) -> dict[str, Any]:
    return {
        "id": link.id,
        "person_id": link.person_id,
        "account_id": link.account_id,
        "reason": link.reason,
        "state": link.state.value,
        "version": link.version,
        "asked_by": link.asked_by,
        "asked_at": link.asked_at,
        "decided_by": link.decided_by,
        "decided_at": link.decided_at,
    }
