"""Claims, codes and counts that are over; rows that are locked are left for the next time."""

from datetime import datetime

from enrolment.adapters.postgres.sql import Sql

COUNTS = """
WITH old AS MATERIALIZED (
    SELECT kind, subject FROM attempt_count WHERE since < :before ORDER BY since LIMIT :limit FOR UPDATE SKIP LOCKED)
DELETE FROM attempt_count c USING old WHERE c.kind = old.kind AND c.subject = old.subject
"""
PHONE_CLAIMS = """
WITH old AS MATERIALIZED (
    SELECT c.id FROM phone_claim c
    WHERE c.state <> 'bound' AND coalesce(c.settled_at, c.expires_at) < :before
      AND (c.state <> 'unreachable' OR EXISTS (
          SELECT FROM phone_claim n WHERE n.pupil_id = c.pupil_id AND n.settled_at > c.settled_at))
    ORDER BY coalesce(c.settled_at, c.expires_at) LIMIT :limit FOR UPDATE OF c SKIP LOCKED)
DELETE FROM phone_claim c USING old WHERE c.id = old.id
"""
CODES = """
WITH old AS MATERIALIZED (
    SELECT id FROM binding_code WHERE used_by IS NULL AND expires_at < :before
    ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)
DELETE FROM binding_code c USING old WHERE c.id = old.id
"""


class PostgresOldClaims:
    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def forget_counts(self, *, before: datetime, limit: int) -> int:
        return await self._sql.run(COUNTS, before=before, limit=limit)

    async def forget_phone_claims(self, *, before: datetime, limit: int) -> int:
        return await self._sql.run(PHONE_CLAIMS, before=before, limit=limit)

    async def forget_codes(self, *, before: datetime, limit: int) -> int:
        return await self._sql.run(CODES, before=before, limit=limit)
