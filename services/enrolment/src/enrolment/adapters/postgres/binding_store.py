"""Claims, codes and notices in PostgreSQL: whoever tries for the same person or child takes turns."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from enrolment.adapters.postgres.pupil_store import NAME, NUMBER, PHONE, pupil_of
from enrolment.adapters.postgres.sql import Sql, as_json
from enrolment.application.ports.binding import Counter, DueMessage
from enrolment.domain.binding import (
    PHONE_CODE_DIGITS,
    Attempts,
    Claim,
    ClaimState,
    NoticeKind,
    PhoneClaim,
    Relation,
)
from enrolment.domain.pupil import Pupil
from kernel import text
from kernel.actor import Actor
from kernel.organisation import OrganisationPath

# Wakes whoever sends messages.
SEND = "enrolment_send"
REASON = "binding.reason"
_TEACHER_CODE, _PHONE_CODE, _CHILD = "binding.code", "claim.code", "claim.child"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

# Made and locked in one step: a count that is being deleted begins anew.
_LOCK_COUNTERS = """
INSERT INTO attempt_count AS c (kind, subject, since, attempts)
SELECT kind, subject, :never, 0 FROM unnest(CAST(:kinds AS text[]), CAST(:subjects AS bytea[])) AS t(kind, subject)
ORDER BY kind, subject ON CONFLICT (kind, subject) DO UPDATE SET attempts = c.attempts
RETURNING c.kind, c.subject, c.since, c.attempts
"""
_SAVE_COUNTERS = """
UPDATE attempt_count c SET since = t.since, attempts = t.attempts
FROM unnest(CAST(:kinds AS text[]), CAST(:subjects AS bytea[]), CAST(:since AS timestamptz[]),
            CAST(:attempts AS smallint[])) AS t(kind, subject, since, attempts)
WHERE c.kind = t.kind AND c.subject = t.subject
"""
_FIND = """
SELECT p.* FROM pupil p JOIN school_class c ON c.id = p.class_id JOIN organisation o ON o.path = p.school_path
WHERE p.number_blind = :number AND o.code = :school AND o.kind = 'school' AND p.name_blind = :name
  AND c.grade = :grade AND c.number = :class_number
"""
_TELL = """
INSERT INTO notice (id, guardian_id, pupil_id, kind, params, told_at)
SELECT uuidv7(), g.guardian_id, g.pupil_id, :kind, CAST(:params AS jsonb), :at FROM guardianship g
WHERE g.pupil_id = :pupil AND g.guardian_id IS DISTINCT FROM CAST(:besides AS uuid)
  AND (CAST(:again_after_s AS integer) IS NULL OR NOT EXISTS (
      SELECT FROM notice n WHERE n.pupil_id = g.pupil_id AND n.kind = :kind AND n.guardian_id = g.guardian_id
      AND n.created_at > clock_timestamp() - make_interval(secs => CAST(:again_after_s AS integer))))
"""
_LEASE = """
UPDATE phone_claim c SET next_at = :lease_until, attempts = attempts + 1
FROM (SELECT id FROM phone_claim WHERE state = 'sending' AND next_at <= :at
      ORDER BY next_at, id LIMIT :limit FOR UPDATE SKIP LOCKED) AS due
WHERE c.id = due.id
RETURNING c.id, c.attempts, c.expires_at,
          (SELECT p.guardian_phone_sealed FROM pupil p WHERE p.id = c.pupil_id) AS phone_sealed
"""
_LAST = """
SELECT state FROM phone_claim WHERE pupil_id IS NOT NULL AND settled_at IS NOT NULL ORDER BY settled_at DESC, id DESC
LIMIT 1
"""


class PostgresBindings:
    def __init__(self, transaction: Transaction, sql: Sql, sealer: Sealer) -> None:
        self._transaction = transaction
        self._sql = sql
        self._sealer = sealer

    def child_key(self, claim: Claim) -> bytes:
        return self._child_key(claim.school_code, claim.number)

    async def child_key_of(self, pupil_id: UUID) -> bytes:
        row = await self._sql.first("SELECT school_path, number_sealed FROM pupil WHERE id = :pupil", pupil=pupil_id)
        if row is None:
            return b""
        number = self._sealer.unseal(bytes(row["number_sealed"]), field=NUMBER)
        return self._child_key(OrganisationPath(row["school_path"]).code, number)

    def _child_key(self, school_code: str, number: str) -> bytes:
        return self._sealer.blind_index(f"{school_code}\n{text.number(number)}", field=_CHILD)

    async def lock_attempts(self, counters: Iterable[Counter]) -> dict[Counter, Attempts]:
        # In one order, so that two tries wait for one another and never in a ring.
        wanted = sorted(set(counters))
        named = {"kinds": [kind for kind, _ in wanted], "subjects": [subject for _, subject in wanted]}
        rows = await self._sql.rows(_LOCK_COUNTERS, never=_NEVER, **named)
        return {(row["kind"], bytes(row["subject"])): Attempts(row["since"], row["attempts"]) for row in rows}

    async def save_attempts(self, counted: Mapping[Counter, Attempts]) -> None:
        await self._sql.run(
            _SAVE_COUNTERS,
            kinds=[kind for kind, _ in counted],
            subjects=[subject for _, subject in counted],
            since=[one.since for one in counted.values()],
            attempts=[one.count for one in counted.values()],
        )

    async def forget_attempts(self, counters: Sequence[Counter]) -> None:
        await self._sql.run(
            """UPDATE attempt_count c SET attempts = 0
               FROM unnest(CAST(:kinds AS text[]), CAST(:subjects AS bytea[])) AS t(kind, subject)
               WHERE c.kind = t.kind AND c.subject = t.subject""",
            kinds=[kind for kind, _ in counters],
            subjects=[subject for _, subject in counters],
        )

    async def find(self, claim: Claim) -> Pupil | None:
        blind = self._sealer.blind_index
        row = await self._sql.first(
            _FIND,
            number=blind(text.number(claim.number), field=NUMBER),
            school=claim.school_code,
            name=blind(text.name(claim.name), field=NAME),
            grade=claim.grade,
            class_number=claim.class_number,
        )
        return pupil_of(row) if row is not None else None

    async def live_codes(self, pupil_id: UUID, *, at: datetime) -> int:
        await self._sql.run("SELECT FROM pupil WHERE id = :pupil FOR NO KEY UPDATE", pupil=pupil_id)
        row = await self._sql.first(
            """SELECT count(*) AS live FROM binding_code
               WHERE pupil_id = :pupil AND ended_at IS NULL AND expires_at > :at""",
            pupil=pupil_id,
            at=at,
        )
        return row["live"] if row is not None else 0

    async def add_code(
        self, code_id: UUID, pupil_id: UUID, code: str, *, by: UUID, at: datetime, expires_at: datetime
    ) -> None:
        await self._sql.run(
            """INSERT INTO binding_code (id, pupil_id, code_hash, issued_by, issued_at, expires_at)
               VALUES (:id, :pupil, :hash, :by, :at, :expires_at)""",
            id=code_id,
            pupil=pupil_id,
            hash=self._sealer.blind_index(code, field=_TEACHER_CODE),
            by=by,
            at=at,
            expires_at=expires_at,
        )

    async def revoke_codes(self, pupil_id: UUID, *, at: datetime) -> int:
        return await self._sql.run(
            "UPDATE binding_code SET ended_at = :at WHERE pupil_id = :pupil AND ended_at IS NULL",
            pupil=pupil_id,
            at=at,
        )

    async def issuer_of(self, pupil_id: UUID, code: str) -> UUID | None:
        row = await self._sql.first(
            "SELECT issued_by FROM binding_code WHERE pupil_id = :pupil AND code_hash = :hash AND ended_at IS NULL",
            pupil=pupil_id,
            hash=self._sealer.blind_index(code, field=_TEACHER_CODE),
        )
        return None if row is None else row["issued_by"]

    async def use_code(self, pupil_id: UUID | None, code: str, *, by: UUID, at: datetime) -> bool:
        # One statement: of two who use it at once, the second waits and finds it ended. Who is bound by it may say so
        # again, because an answer can get lost.
        used = await self._sql.run(
            """UPDATE binding_code SET used_by = :by, ended_at = :at
               WHERE pupil_id = CAST(:pupil AS uuid) AND code_hash = :hash
                 AND ((ended_at IS NULL AND expires_at > :at) OR (used_by = :by AND EXISTS (
                     SELECT FROM guardianship g WHERE g.pupil_id = CAST(:pupil AS uuid) AND g.guardian_id = :by)))""",
            pupil=pupil_id,
            hash=self._sealer.blind_index(code, field=_TEACHER_CODE),
            by=by,
            at=at,
        )
        return used > 0

    async def add_phone_claim(self, claim: PhoneClaim, *, at: datetime) -> None:
        await self._sql.run(
            """INSERT INTO phone_claim (id, guardian_id, pupil_id, child_key, relation, state, started_at, expires_at,
                                        next_at)
               VALUES (:id, :guardian, CAST(:pupil AS uuid), :key, :relation, :state, :at, :expires_at, :at)""",
            id=claim.id,
            guardian=claim.guardian_id,
            pupil=claim.pupil_id,
            key=claim.child_key,
            relation=claim.relation.value,
            state=claim.state.value,
            at=at,
            expires_at=claim.expires_at,
        )
        self._transaction.calls(SEND)

    async def phone_claim(self, claim_id: UUID, guardian_id: UUID) -> PhoneClaim | None:
        row = await self._sql.first(
            "SELECT * FROM phone_claim WHERE id = :id AND guardian_id = :guardian", id=claim_id, guardian=guardian_id
        )
        return phone_claim_of(row) if row is not None else None

    async def lock_phone_claim(self, claim_id: UUID) -> PhoneClaim | None:
        rows = await self._sql.rows("SELECT * FROM phone_claim WHERE id = :id FOR UPDATE", id=claim_id)
        return phone_claim_of(rows[0]) if rows else None

    async def save_phone_claim(self, claim_id: UUID, *, state: ClaimState, wrong: int) -> None:
        await self._sql.run(
            "UPDATE phone_claim SET state = :state, wrong = :wrong WHERE id = :id",
            state=state.value,
            wrong=wrong,
            id=claim_id,
        )

    def phone_code(self, claim_id: UUID) -> str:
        made = self._sealer.blind_index(str(claim_id), field=_PHONE_CODE)
        return f"{int.from_bytes(made[:8], 'big') % 10**PHONE_CODE_DIGITS:0{PHONE_CODE_DIGITS}d}"

    async def bind(self, pupil_id: UUID, guardian_id: UUID, *, relation: Relation, now: datetime) -> bool:
        made = await self._sql.run(
            """INSERT INTO guardianship (guardian_id, pupil_id, bound_at, relation)
               VALUES (:guardian, :pupil, :now, :relation) ON CONFLICT DO NOTHING""",
            guardian=guardian_id,
            pupil=pupil_id,
            now=now,
            relation=relation.value,
        )
        return made == 1

    async def unbind(self, pupil_id: UUID, guardian_id: UUID, *, by: Actor, reason: str, now: datetime) -> bool:
        ended = await self._sql.run(
            """WITH gone AS (DELETE FROM guardianship WHERE guardian_id = :guardian AND pupil_id = :pupil RETURNING *)
               INSERT INTO ended_guardianship (guardian_id, pupil_id, relation, bound_at, ended_at, ended_by,
                                               by_school, reason_sealed)
               SELECT guardian_id, pupil_id, relation, bound_at, :now, :by, :by_school, :reason FROM gone""",
            guardian=guardian_id,
            pupil=pupil_id,
            now=now,
            by=by.id,
            by_school=by.role != "guardian",
            reason=self._sealer.seal(reason, field=REASON),
        )
        return ended == 1

    async def was_ended_by_school(self, pupil_id: UUID, guardian_id: UUID) -> bool:
        row = await self._sql.first(
            """SELECT by_school FROM ended_guardianship WHERE pupil_id = :pupil AND guardian_id = :guardian
               ORDER BY id DESC LIMIT 1""",
            pupil=pupil_id,
            guardian=guardian_id,
        )
        return row is not None and bool(row["by_school"])

    async def tell(
        self, guardian_id: UUID, pupil_id: UUID, kind: NoticeKind, *, at: datetime, params: Mapping[str, str]
    ) -> None:
        await self._sql.run(
            """INSERT INTO notice (id, guardian_id, pupil_id, kind, params, told_at)
               VALUES (uuidv7(), :guardian, :pupil, :kind, CAST(:params AS jsonb), :at)""",
            guardian=guardian_id,
            pupil=pupil_id,
            kind=kind.value,
            params=as_json(params),
            at=at,
        )

    async def tell_guardians(
        self,
        pupil_id: UUID,
        kind: NoticeKind,
        *,
        besides: UUID | None,
        at: datetime,
        params: Mapping[str, str] | None = None,
        again_after: timedelta | None = None,
    ) -> None:
        await self._sql.run(
            _TELL,
            pupil=pupil_id,
            kind=kind.value,
            besides=besides,
            at=at,
            params=as_json(params or {}),
            again_after_s=int(again_after.total_seconds()) if again_after is not None else None,
        )

    async def lease_messages(self, *, at: datetime, lease_until: datetime, limit: int) -> tuple[DueMessage, ...]:
        rows = await self._sql.rows(_LEASE, at=at, lease_until=lease_until, limit=limit)
        return tuple(
            DueMessage(
                row["id"],
                text.phone(self._sealer.unseal(bytes(row["phone_sealed"]), field=PHONE))
                if row["phone_sealed"]
                else None,
                row["attempts"],
                row["expires_at"],
            )
            for row in rows
        )

    def _phone(self, sealed: bytes) -> str:
        return text.phone(self._sealer.unseal(sealed, field=PHONE))

    async def settle_message(
        self, claim_id: UUID, *, state: ClaimState, at: datetime, next_at: datetime | None
    ) -> None:
        # Whoever has typed the code meanwhile is bound, whatever the provider said.
        await self._sql.run(
            """UPDATE phone_claim SET state = :state, settled_at = :at, next_at = CAST(:next_at AS timestamptz)
               WHERE id = :id AND state = 'sending'""",
            state=state.value,
            at=at,
            next_at=next_at,
            id=claim_id,
        )

    async def last_outcome(self) -> ClaimState:
        row = await self._sql.first(_LAST)
        state = ClaimState(row["state"]) if row is not None else ClaimState.SENT
        return state if state in (ClaimState.SENDING, ClaimState.FAILED) else ClaimState.SENT


def phone_claim_of(row: Mapping[str, Any] | RowMapping) -> PhoneClaim:
    return PhoneClaim(
        row["id"],
        row["guardian_id"],
        row["pupil_id"],
        bytes(row["child_key"]),
        Relation(row["relation"]),
        ClaimState(row["state"]),
        row["wrong"],
        row["expires_at"],
    )
