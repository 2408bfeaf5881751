"""The queue of accounts that Keycloak does not yet have as wanted."""

import random
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import text

from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from sso.domain.account import WantedAccount

log = structlog.get_logger("sso.accounts")

DELAY_MAX_S = 60.0

_WANT = text("""
INSERT INTO account AS a (person_id, assignments, linked, active, wanted_version)
VALUES (:person_id, CAST(:assignments AS text[]), CAST(:linked AS text[]), :active, :version)
ON CONFLICT (person_id) DO UPDATE
SET assignments = excluded.assignments, linked = excluded.linked, active = excluded.active,
    wanted_version = excluded.wanted_version, due_at = clock_timestamp(), attempts = 0, reason = NULL,
    refused_code = NULL
WHERE a.wanted_version < excluded.wanted_version
""")
_LEASE = text("""
UPDATE account SET leased_until = clock_timestamp() + CAST(:lease AS interval)
WHERE person_id IN (
    SELECT person_id FROM account
    WHERE done_version < wanted_version AND due_at <= clock_timestamp()
      AND (leased_until IS NULL OR leased_until < clock_timestamp())
    ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED
)
RETURNING person_id, assignments, linked, active, wanted_version, user_id
""")
# A later event may have come while Keycloak was told: then the row stays due.
_FINISH = text("""
UPDATE account
SET done_version = GREATEST(done_version, :version), user_id = COALESCE(:user_id, user_id), leased_until = NULL,
    attempts = 0, reason = NULL, refused_code = NULL
WHERE person_id = :person_id
""")
_POSTPONE = text("""
UPDATE account
SET leased_until = NULL, attempts = attempts + 1, reason = :reason,
    due_at = clock_timestamp() + make_interval(secs => LEAST(:most, :delay * power(1.5, LEAST(attempts, 12)) * :jitter))
WHERE person_id = ANY(CAST(:person_ids AS uuid[]))
""")
_REFUSE = text("""
UPDATE account SET refused_code = :code WHERE person_id = :person_id AND wanted_version = :version
""")
_REFUSALS = text("""
SELECT person_id, refused_code FROM account
WHERE refused_code IS NOT NULL AND person_id = ANY(CAST(:person_ids AS uuid[]))
""")
_ACCOUNT_OF = text("SELECT user_id FROM account WHERE person_id = :person_id")
_PERSONS_OF = text("SELECT user_id, person_id FROM account WHERE user_id = ANY(CAST(:account_ids AS text[]))")
_WAITING = text("SELECT count(*) FROM account WHERE done_version < wanted_version AND refused_code IS NULL")


async def want_account(transaction: Transaction, wanted: WantedAccount) -> None:
    """Remember what an event said; one that is older than what is known changes nothing."""
    given = {
        "person_id": wanted.person_id,
        "assignments": list(wanted.assignments),
        "linked": list(wanted.linked),
        "active": wanted.active,
        "version": wanted.version,
    }
    await transaction.connection.execute(_WANT, given)


class PostgresAccountQueue:
    """AccountQueue on sso's own database; leases run by system time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lease(self, *, limit: int, lease: timedelta) -> list[WantedAccount]:
        async with self._database.transaction() as transaction:
            rows = await transaction.connection.execute(_LEASE, {"most": limit, "lease": lease})
            return [
                WantedAccount(
                    row.person_id,
                    tuple(row.assignments),
                    row.active,
                    row.wanted_version,
                    row.user_id,
                    linked=tuple(row.linked),
                )
                for row in rows
            ]

    async def finish(self, wanted: WantedAccount, *, user_id: str | None) -> None:
        given = {"person_id": wanted.person_id, "version": wanted.version, "user_id": user_id}
        async with self._database.transaction() as transaction:
            await transaction.connection.execute(_FINISH, given)

    async def postpone(self, person_ids: Sequence[UUID], *, delay: timedelta, reason: str) -> None:
        given = {
            "person_ids": list(person_ids),
            "delay": delay.total_seconds(),
            "most": DELAY_MAX_S,
            "jitter": random.uniform(0.8, 1.2),  # noqa: S311 spreads retries, keeps no secret
            "reason": reason,
        }
        async with self._database.transaction() as transaction:
            await transaction.connection.execute(_POSTPONE, given)
        log.info("accounts_postponed", people=[str(each) for each in person_ids], reason=reason)

    async def refuse(self, wanted: WantedAccount, *, delay: timedelta, code: str) -> None:
        given = {"person_id": wanted.person_id, "version": wanted.version, "code": code}
        async with self._database.transaction() as transaction:
            await transaction.connection.execute(_REFUSE, given)
        await self.postpone([wanted.person_id], delay=delay, reason=code)

    async def refusals(self, person_ids: Sequence[UUID]) -> dict[UUID, str]:
        async with self._database.reading() as connection:
            rows = await connection.execute(_REFUSALS, {"person_ids": list(person_ids)})
            return {row.person_id: row.refused_code for row in rows}

    async def account_of(self, person_id: UUID) -> str | None:
        async with self._database.reading() as connection:
            found: str | None = await connection.scalar(_ACCOUNT_OF, {"person_id": person_id})
        return found

    async def persons_of(self, account_ids: list[str]) -> dict[str, UUID]:
        async with self._database.reading() as connection:
            rows = await connection.execute(_PERSONS_OF, {"account_ids": account_ids})
            return {row.user_id: row.person_id for row in rows}

    async def waiting(self) -> int:
        """How many accounts Keycloak does not yet have as wanted, apart from those it refused."""
        async with self._database.reading() as connection:
            return int(await connection.scalar(_WAITING) or 0)
