"""Disagreements of guardians, and the decisions and answers that they are about."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping

from chassis.seal import Sealer
from enrolment.adapters.postgres.agreement_store import DISPUTED
from enrolment.adapters.postgres.sql import Sql
from enrolment.domain.disagreement import Disagreement, Matter, Outcome
from kernel.actor import Actor

REASON = "disagreement.reason"
_OPEN = """
INSERT INTO disagreement (id, pupil_id, matter, subject_id, term, wanted_by, wanted_at, unwanted_by, unwanted_at)
VALUES (:id, :pupil, :matter, :subject, CAST(:term AS text), :wanted_by, :wanted_at, :unwanted_by, :unwanted_at)
ON CONFLICT (pupil_id, matter, subject_id) WHERE decided_at IS NULL DO UPDATE SET
    wanted_by = excluded.wanted_by, wanted_at = excluded.wanted_at, unwanted_by = excluded.unwanted_by,
    unwanted_at = excluded.unwanted_at, version = disagreement.version + 1
RETURNING id
"""
_WANTED_BY = """
SELECT COALESCE(s.guardian_id, a.guardian_id) AS guardian_id,
       CASE WHEN s.guardian_id IS NOT NULL THEN g.guardian_signed_at ELSE a.submitted_at END AS at
FROM placement m JOIN application a ON a.id = m.application_id
LEFT JOIN agreement g ON g.id = m.agreement_id
LEFT JOIN guardianship s ON s.pupil_id = m.pupil_id AND s.guardian_id = g.signed_by_guardian
WHERE m.id = :placement AND EXISTS (
    SELECT FROM guardianship w
    WHERE w.pupil_id = m.pupil_id AND w.guardian_id = COALESCE(s.guardian_id, a.guardian_id))
"""
# The last decision of each who is a guardian still, unless it was set aside.
_CONSENTS = """
SELECT DISTINCT ON (c.guardian_id) c.id, c.guardian_id, c.given, c.decided_at
FROM consent c JOIN guardianship g ON g.pupil_id = c.pupil_id AND g.guardian_id = c.guardian_id
WHERE c.pupil_id = :pupil AND NOT EXISTS (SELECT FROM consent_set_aside s WHERE s.consent_id = c.id)
ORDER BY c.guardian_id, c.id DESC
"""


class PostgresDisagreements:
    def __init__(self, sql: Sql, sealer: Sealer) -> None:
        self._sql = sql
        self._sealer = sealer

    async def open(self, disagreement: Disagreement) -> UUID:
        rows = await self._sql.rows(
            _OPEN,
            id=disagreement.id,
            pupil=disagreement.pupil_id,
            matter=disagreement.matter.value,
            subject=disagreement.subject_id,
            term=disagreement.term,
            wanted_by=disagreement.wanted_by,
            wanted_at=disagreement.wanted_at,
            unwanted_by=disagreement.unwanted_by,
            unwanted_at=disagreement.unwanted_at,
        )
        opened: UUID = rows[0]["id"]
        return opened

    async def lock(self, disagreement_id: UUID) -> Disagreement | None:
        # The child first, as in every act of a guardian.
        await self._sql.run(
            """SELECT FROM pupil WHERE id = (SELECT pupil_id FROM disagreement WHERE id = :id)
               FOR NO KEY UPDATE""",
            id=disagreement_id,
        )
        row = await self._sql.first(
            "SELECT * FROM disagreement WHERE id = :id AND decided_at IS NULL FOR UPDATE", id=disagreement_id
        )
        return _disagreement(row) if row is not None else None

    async def close(self, pupil_id: UUID, matter: Matter, *, subject_id: UUID) -> None:
        await self._sql.run(
            """DELETE FROM disagreement WHERE pupil_id = :pupil AND matter = :matter AND subject_id = :subject
               AND decided_at IS NULL""",
            pupil=pupil_id,
            matter=matter.value,
            subject=subject_id,
        )

    async def close_of_guardian(self, pupil_id: UUID, guardian_id: UUID) -> None:
        await self._sql.run(
            """DELETE FROM disagreement WHERE pupil_id = :pupil AND decided_at IS NULL
               AND :guardian IN (wanted_by, unwanted_by)""",
            pupil=pupil_id,
            guardian=guardian_id,
        )
        await self._sql.run(
            "DELETE FROM survey_answer WHERE pupil_id = :pupil AND guardian_id = :guardian",
            pupil=pupil_id,
            guardian=guardian_id,
        )

    async def close_unwanted_by(self, pupil_id: UUID, guardian_id: UUID, *, subject_id: UUID) -> None:
        await self._sql.run(
            """DELETE FROM disagreement WHERE pupil_id = :pupil AND subject_id = :subject AND unwanted_by = :guardian
               AND decided_at IS NULL""",
            pupil=pupil_id,
            guardian=guardian_id,
            subject=subject_id,
        )

    async def refer(self, disagreement_id: UUID, *, by: UUID, now: datetime) -> None:
        await self._sql.run(
            "UPDATE disagreement SET referred_by = :by, referred_at = :now WHERE id = :id",
            by=by,
            now=now,
            id=disagreement_id,
        )

    async def decide(self, disagreement_id: UUID, *, outcome: Outcome, reason: str, by: Actor, now: datetime) -> None:
        await self._sql.run(
            """UPDATE disagreement SET decided_at = :now, decided_by = :by, outcome = :outcome, reason_sealed = :reason
               WHERE id = :id""",
            now=now,
            by=by.id,
            outcome=outcome.value,
            reason=self._sealer.seal(reason, field=REASON),
            id=disagreement_id,
        )

    async def wanted_by(self, placement_id: UUID) -> tuple[UUID, datetime] | None:
        row = await self._sql.first(_WANTED_BY, placement=placement_id)
        return (row["guardian_id"], row["at"]) if row is not None else None

    async def on_agreements(self, agreement_ids: Sequence[UUID]) -> frozenset[UUID]:
        rows = await self._sql.rows(
            f"SELECT id FROM agreement WHERE id = ANY(CAST(:ids AS uuid[])) AND {DISPUTED}", ids=list(agreement_ids)
        )
        return frozenset(row["id"] for row in rows)

    async def consents(self, pupil_id: UUID) -> Sequence[tuple[UUID, bool, datetime]]:
        rows = await self._sql.rows(f"SELECT * FROM ({_CONSENTS}) AS last ORDER BY id DESC", pupil=pupil_id)
        return [(row["guardian_id"], row["given"], row["decided_at"]) for row in rows]

    async def set_aside_consent(self, pupil_id: UUID, guardian_id: UUID, *, now: datetime) -> None:
        await self._sql.run(
            """INSERT INTO consent_set_aside (consent_id, set_aside_at)
               SELECT id, :now FROM consent WHERE pupil_id = :pupil AND guardian_id = :guardian
               ON CONFLICT DO NOTHING""",
            now=now,
            pupil=pupil_id,
            guardian=guardian_id,
        )

    async def recount_consent(self, pupil_id: UUID) -> None:
        await self._sql.run(
            f"""UPDATE pupil SET consent = (
                    SELECT CASE WHEN bool_or(NOT given) THEN 'refused' WHEN bool_or(given) THEN 'given'
                           ELSE 'missing' END FROM ({_CONSENTS}) AS last)
                WHERE id = :pupil""",
            pupil=pupil_id,
        )

    async def answers(self, pupil_id: UUID, term: str) -> Sequence[tuple[UUID, object, datetime]]:
        rows = await self._sql.rows(
            """SELECT s.* FROM survey_answer s
               JOIN guardianship g ON g.pupil_id = s.pupil_id AND g.guardian_id = s.guardian_id
               WHERE s.pupil_id = :pupil AND s.term = :term ORDER BY s.answered_at DESC, s.touched_at DESC""",
            pupil=pupil_id,
            term=term,
        )
        return [
            (
                row["guardian_id"],
                (row["wants_care"], tuple(row["weekdays"]), tuple(row["categories"])),
                row["answered_at"],
            )
            for row in rows
        ]

    async def drop_answer(self, pupil_id: UUID, term: str, guardian_id: UUID) -> None:
        await self._sql.run(
            "DELETE FROM survey_answer WHERE pupil_id = :pupil AND term = :term AND guardian_id = :guardian",
            pupil=pupil_id,
            term=term,
            guardian=guardian_id,
        )


def _disagreement(row: RowMapping) -> Disagreement:
    return Disagreement(
        row["id"],
        row["pupil_id"],
        Matter(row["matter"]),
        row["subject_id"],
        row["term"],
        row["wanted_by"],
        row["wanted_at"],
        row["unwanted_by"],
        row["unwanted_at"],
        row["referred_at"] is not None,
        row["version"],
    )
