"""Questions about claims, bindings and notices."""

from collections.abc import Sequence
from uuid import UUID

from enrolment.adapters.postgres.binding_store import phone_claim_of
from enrolment.adapters.postgres.pupil_store import NAME, PHONE
from enrolment.adapters.postgres.reading import Reading
from enrolment.application.queries import Record
from enrolment.domain.binding import PhoneClaim, masked
from kernel import text

# Unreachable: the provider delivered nothing to the number that the roster holds, when a code was sent last.
_BINDINGS = """
SELECT p.id AS pupil_id, p.name_sealed, c.name AS class_name, g.guardian_id, g.relation, g.bound_at,
       p.guardian_phone_sealed AS phone_sealed,
       COALESCE((SELECT t.state = 'unreachable' FROM phone_claim t WHERE t.pupil_id = p.id AND t.settled_at IS NOT NULL
                 ORDER BY t.settled_at DESC LIMIT 1), FALSE) AS unreachable
FROM pupil p JOIN school_class c ON c.id = p.class_id JOIN guardianship g ON g.pupil_id = p.id
WHERE (p.school_path = CAST(:path AS text) OR c.teacher_id = CAST(:teacher AS uuid))
  AND (CAST(:class_id AS uuid) IS NULL OR p.class_id = :class_id)
  AND (CAST(:pupil AS uuid) IS NULL OR p.id = :pupil)
  AND (CAST(:after_pupil AS uuid) IS NULL OR (p.id, g.guardian_id) > (:after_pupil, CAST(:after_guardian AS uuid)))
ORDER BY p.id, g.guardian_id LIMIT :limit
"""


_DISAGREEMENTS = """
SELECT d.id AS disagreement_id, d.pupil_id, p.name_sealed, d.matter, d.subject_id, d.term, o.title,
       d.wanted_by, d.wanted_at, w.relation AS wanted_relation,
       d.unwanted_by, d.unwanted_at, u.relation AS unwanted_relation, d.referred_at IS NOT NULL AS is_referred,
       d.version
FROM disagreement d JOIN pupil p ON p.id = d.pupil_id
LEFT JOIN guardianship w ON w.pupil_id = d.pupil_id AND w.guardian_id = d.wanted_by
LEFT JOIN guardianship u ON u.pupil_id = d.pupil_id AND u.guardian_id = d.unwanted_by
LEFT JOIN placement m ON d.matter = 'placement' AND m.id = d.subject_id
LEFT JOIN offering o ON o.id = m.offering_id
WHERE d.decided_at IS NULL AND (m.id IS NULL OR m.state <> 'ended')
  AND (d.matter <> 'placement' OR m.id IS NOT NULL)
  AND (d.matter <> 'application' OR EXISTS (SELECT FROM application a WHERE a.id = d.subject_id))
  AND ((p.school_path = CAST(:path AS text) AND d.referred_at IS NOT NULL)
       OR EXISTS (SELECT FROM guardianship g WHERE g.pupil_id = d.pupil_id AND g.guardian_id = CAST(:guardian AS uuid)))
  AND (CAST(:after AS uuid) IS NULL OR d.id > :after)
ORDER BY d.id LIMIT :limit
"""


class PostgresBindingQueries(Reading):
    async def phone_claim(self, claim_id: UUID, *, guardian_id: UUID) -> PhoneClaim | None:
        row = await self._first(
            "SELECT * FROM phone_claim WHERE id = :id AND guardian_id = :guardian", id=claim_id, guardian=guardian_id
        )
        return phone_claim_of(row) if row is not None else None

    async def notices(self, guardian_id: UUID, *, before: UUID | None, limit: int) -> Sequence[Record]:
        return await self._rows(
            """SELECT id AS notice_id, pupil_id, kind, params, told_at FROM notice
               WHERE guardian_id = :guardian AND (CAST(:before AS uuid) IS NULL OR id < :before)
               ORDER BY id DESC LIMIT :limit""",
            guardian=guardian_id,
            before=before,
            limit=limit,
        )

    async def bindings(
        self,
        *,
        school_path: str | None,
        teacher_id: UUID | None,
        class_id: UUID | None,
        pupil_id: UUID | None,
        after: tuple[UUID, UUID] | None,
        limit: int,
    ) -> Sequence[Record]:
        rows = await self._named(
            _BINDINGS,
            path=school_path,
            teacher=teacher_id,
            class_id=class_id,
            pupil=pupil_id,
            after_pupil=after[0] if after else None,
            after_guardian=after[1] if after else None,
            limit=limit,
        )
        return [{**row, "phone": masked(text.phone(self._phone(row["phone_sealed"])))} for row in rows]

    def _phone(self, sealed: bytes) -> str:
        return self._sealer.unseal(bytes(sealed), field=PHONE)

    async def disagreements(
        self, *, guardian_id: UUID | None, school_path: str | None, after: UUID | None, limit: int
    ) -> Sequence[Record]:
        rows = await self._named(_DISAGREEMENTS, guardian=guardian_id, path=school_path, after=after, limit=limit)
        return [
            {
                **row,
                **{
                    side: {
                        "guardian_id": row[f"{side}_by"],
                        "relation": row[f"{side}_relation"],
                        "acted_at": row[f"{side}_at"],
                    }
                    for side in ("wanted", "unwanted")
                },
            }
            for row in rows
        ]

    async def of_own_class(self, teacher_id: UUID, *, name: str) -> Sequence[Record]:
        rows = await self._named(
            """SELECT p.id AS pupil_id, p.name_sealed, p.number_sealed, c.id AS class_id, c.name AS class_name,
                      (SELECT count(*) FROM guardianship g WHERE g.pupil_id = p.id) AS guardians,
                      (SELECT count(*) FROM binding_code b
                       WHERE b.pupil_id = p.id AND b.ended_at IS NULL AND b.expires_at > clock_timestamp()) AS codes
               FROM school_class c JOIN pupil p ON p.class_id = c.id
               WHERE c.teacher_id = :teacher AND p.name_blind = :name
               ORDER BY c.grade, c.number, p.draw_key LIMIT 20""",
            teacher=teacher_id,
            name=self._sealer.blind_index(text.name(name), field=NAME),
        )
        return [{**row, "number_ends": row["pupil_number"][-4:]} for row in rows]
