"""Questions about children, the catalogue, applications, placements and agreements."""

from collections.abc import Sequence
from uuid import UUID

from enrolment.adapters.postgres.agreement_store import DISPUTED, DOCUMENT_FIELD
from enrolment.adapters.postgres.reading import Reading
from enrolment.application.offer_agreement import AgreementDocument, DocumentItem
from enrolment.application.queries import Record
from kernel.money import Money

_CHILDREN = """
SELECT p.id AS pupil_id, p.name_sealed, p.school_path, o.name AS school_name, c.name AS class_name, p.grade, p.consent,
       a.id AS application_id, a.state AS application_state, a.reason AS application_reason,
       a.suggestion AS application_suggestion
FROM guardianship g JOIN pupil p ON p.id = g.pupil_id JOIN school_class c ON c.id = p.class_id
JOIN organisation o ON o.path = p.school_path
LEFT JOIN application a ON a.pupil_id = p.id AND a.term = :term
WHERE g.guardian_id = :guardian ORDER BY p.id LIMIT 20
"""
_CHILDREN_PLACEMENTS = """
SELECT m.id AS placement_id, m.pupil_id, m.offering_id, o.title, o.product, m.state, m.position, m.weekdays,
       m.agreement_id, m.answer_by, m.end_reason,
       g.number AS agreement_number, g.state AS agreement_state, g.signed_by_guardian IS NOT NULL AS signed_by_guardian,
       o.price_fen, o.consumables_fen
FROM guardianship w JOIN placement m ON m.pupil_id = w.pupil_id JOIN offering o ON o.id = m.offering_id
LEFT JOIN agreement g ON g.id = m.agreement_id
WHERE w.guardian_id = :guardian AND (CAST(:term AS text) IS NULL OR m.term = :term) ORDER BY m.id LIMIT 200
"""
_CATALOGUE = """
SELECT o.*, v.name AS vendor_name, GREATEST(COALESCE(s.capacity - s.held - s.taken, o.seats), 0) AS seats_left,
       a.pack_id, a.pack_version
FROM offering o LEFT JOIN seat_count s ON s.offering_id = o.id LEFT JOIN vendor v ON v.id = o.vendor_id
LEFT JOIN adoption a ON o.school_path LIKE a.district_path || '/%' AND a.term = o.term
WHERE o.school_path = :path AND o.term = :term AND o.state = ANY(CAST(:states AS text[]))
  AND (CAST(:after AS uuid) IS NULL
       OR (o.product, o.title, o.id) > (CAST(:product AS text), CAST(:title AS text), CAST(:after AS uuid)))
ORDER BY o.product, o.title, o.id LIMIT :limit
"""
_APPLICATION = """
SELECT a.id AS application_id, a.pupil_id, p.name_sealed, c.name AS class_name, a.state, a.reason, a.suggestion,
       a.weekdays, a.wishes, a.courses_wanted, a.submitted_at, a.version, a.rule,
       cardinality(p.priorities) > 0 AS priority,
       ARRAY(SELECT o.title FROM unnest(a.wishes) WITH ORDINALITY AS w(id, place) JOIN offering o ON o.id = w.id
             ORDER BY w.place) AS wish_titles
FROM application a JOIN pupil p ON p.id = a.pupil_id JOIN school_class c ON c.id = a.class_id
"""
_AGREEMENTS = """
SELECT g.id AS agreement_id, g.number, g.pupil_id, p.name_sealed, g.state, g.text_version, g.content_hash,
       g.digest, g.guardian_signed_at, g.school_signed_at, g.version,
       (SELECT CASE WHEN bool_and(i.vendor_signed_at IS NOT NULL) THEN max(i.vendor_signed_at) END
        FROM agreement_item i WHERE i.agreement_id = g.id AND i.vendor_id IS NOT NULL) AS vendor_signed_at,
       (SELECT sum(i.price_fen) FROM agreement_item i WHERE i.agreement_id = g.id) AS price_fen,
       ARRAY(SELECT i.title FROM agreement_item i WHERE i.agreement_id = g.id ORDER BY i.title) AS titles
FROM agreement g JOIN pupil p ON p.id = g.pupil_id
"""
_DOCUMENT = """
SELECT g.*, p.name_sealed, c.name AS class_name, o.name AS school_name
FROM agreement g JOIN pupil p ON p.id = g.pupil_id JOIN school_class c ON c.id = p.class_id
JOIN organisation o ON o.path = g.school_path
WHERE g.id = :id AND (
    (g.school_path = CAST(:school AS text) AND (g.state <> 'ended' OR g.content_hash <> '')) OR EXISTS (
    SELECT FROM guardianship w WHERE w.pupil_id = g.pupil_id AND w.guardian_id = CAST(:guardian AS uuid)))
"""
# D15: a vendor sees how many families wait for its hand, never who they are.
_WAITING_FOR_VENDOR = f"""
SELECT o.id AS offering_id, o.title, o.school_path, s.name AS school_name,
       count(*) FILTER (WHERE agreement.state = 'prepared' AND i.signed_by_vendor IS NULL
              AND NOT {DISPUTED}) AS waiting,
       count(*) FILTER (WHERE i.signed_by_vendor IS NOT NULL) AS signed,
       encode(sha256(COALESCE(string_agg(uuid_send(agreement.id) || decode(agreement.digest, 'hex'), NULL
                         ORDER BY agreement.id)
              FILTER (WHERE agreement.state = 'prepared' AND i.signed_by_vendor IS NULL
              AND NOT {DISPUTED}), '')), 'hex') AS digest
FROM contract c JOIN offering o ON o.contract_id = c.id JOIN organisation s ON s.path = o.school_path
LEFT JOIN (agreement_item i JOIN agreement ON agreement.id = i.agreement_id AND agreement.state <> 'ended'
           AND agreement.signed_by_guardian IS NOT NULL) ON i.offering_id = o.id
WHERE c.uscc = :code AND c.term = :term AND o.state = 'published'
GROUP BY o.id, s.name ORDER BY o.school_path, o.title, o.id LIMIT 500
"""

# What the digest of the documents is taken over is said in domain.agreement.digest_of.
_WAITING_FOR_SCHOOL = f"""
SELECT count(*) AS waiting,
       encode(sha256(COALESCE(string_agg(uuid_send(id) || decode(digest, 'hex'), NULL ORDER BY id), '')), 'hex')
       AS digest
FROM agreement WHERE school_path = :path AND term = :term AND state = 'prepared' AND signed_by_school IS NULL
  AND signed_by_guardian IS NOT NULL AND NOT {DISPUTED}
"""
_WAITING_FOR_APPROVAL = """
SELECT count(*) AS waiting,
       encode(sha256(COALESCE(string_agg(uuid_send(id) || int4send(version), NULL ORDER BY id), '')), 'hex') AS digest
FROM application WHERE school_path = :path AND term = :term AND state = 'reviewed'
"""


class PostgresApplyingQueries(Reading):
    async def children(self, guardian_id: UUID, *, term: str | None) -> Sequence[Record]:
        children = await self._named(_CHILDREN, guardian=guardian_id, term=term or "")
        placements = await self._rows(_CHILDREN_PLACEMENTS, guardian=guardian_id, term=term)
        return [
            {**child, "placements": [one for one in placements if one["pupil_id"] == child["pupil_id"]]}
            for child in children
        ]

    async def catalogue(
        self, *, school_path: str, term: str, states: Sequence[str], after: Sequence[object] | None, limit: int
    ) -> Sequence[Record]:
        product, title, last = after or (None, None, None)
        return await self._rows(
            _CATALOGUE,
            path=school_path,
            term=term,
            states=list(states),
            product=product,
            title=title,
            after=last,
            limit=limit,
        )

    async def contracts(self, *, school_path: str, term: str) -> Sequence[Record]:
        return await self._rows(
            """SELECT c.id AS contract_id, c.vendor_id, v.name AS vendor_name, c.ended_on, k.course_id, k.title,
                      k.price_fen, k.consumables_fen, k.lessons
               FROM contract c JOIN contract_course k ON k.contract_id = c.id LEFT JOIN vendor v ON v.id = c.vendor_id
               WHERE c.school_path = :path AND c.term = :term ORDER BY k.title, c.id LIMIT 200""",
            path=school_path,
            term=term,
        )

    async def review_queue(self, teacher_id: UUID, *, term: str, after: UUID | None, limit: int) -> Sequence[Record]:
        return await self._named(
            _APPLICATION
            + """WHERE c.teacher_id = :teacher AND a.term = :term AND a.state = 'submitted'
                 AND (CAST(:after AS uuid) IS NULL OR a.id > :after) ORDER BY a.id LIMIT :limit""",
            teacher=teacher_id,
            term=term,
            after=after,
            limit=limit,
        )

    async def applications(self, *, school_path: str, term: str, after: UUID | None, limit: int) -> Sequence[Record]:
        return await self._named(
            _APPLICATION
            + """WHERE a.school_path = :path AND a.term = :term AND a.state = 'reviewed'
                 AND (CAST(:after AS uuid) IS NULL OR a.id > :after) ORDER BY a.id LIMIT :limit""",
            path=school_path,
            term=term,
            after=after,
            limit=limit,
        )

    async def application(
        self, application_id: UUID, *, guardian_id: UUID | None, school_path: str | None
    ) -> Record | None:
        rows = await self._named(
            _APPLICATION
            + """WHERE a.id = :id AND ((a.school_path = CAST(:school AS text) AND a.state = 'reviewed') OR EXISTS (
                 SELECT FROM guardianship w
                 WHERE w.pupil_id = a.pupil_id AND w.guardian_id = CAST(:guardian AS uuid)))""",
            id=application_id,
            school=school_path,
            guardian=guardian_id,
        )
        return rows[0] if rows else None

    async def placements(
        self, *, school_path: str, term: str, state: str | None, after: UUID | None, limit: int
    ) -> Sequence[Record]:
        return await self._named(
            """SELECT m.id AS placement_id, m.pupil_id, p.name_sealed, c.name AS class_name, m.offering_id, o.title,
                      m.state, m.position, m.weekdays, m.agreement_id, m.answer_by
               FROM placement m JOIN pupil p ON p.id = m.pupil_id JOIN school_class c ON c.id = p.class_id
               JOIN offering o ON o.id = m.offering_id
               WHERE m.school_path = :path AND m.term = :term AND m.state <> 'ended'
                 AND (CAST(:state AS text) IS NULL OR m.state = :state)
                 AND (CAST(:after AS uuid) IS NULL OR m.id > :after) ORDER BY m.id LIMIT :limit""",
            path=school_path,
            term=term,
            state=state,
            after=after,
            limit=limit,
        )

    async def draws(self, *, school_path: str, term: str) -> Sequence[Record]:
        return await self._rows(
            """SELECT number, seed, drawn_at, entrants, encode(digest, 'hex') AS digest FROM draw_record
               WHERE school_path = :path AND term = :term ORDER BY number LIMIT 100""",
            path=school_path,
            term=term,
        )

    async def agreements(
        self,
        *,
        guardian_id: UUID | None,
        school_path: str | None,
        term: str,
        state: str | None,
        after: UUID | None,
        limit: int,
    ) -> Sequence[Record]:
        return await self._named(
            _AGREEMENTS
            + """WHERE g.term = :term AND (CAST(:state AS text) IS NULL OR g.state = :state)
                 AND ((g.school_path = CAST(:school AS text) AND g.state <> 'ended') OR EXISTS (
                      SELECT FROM guardianship w
                      WHERE w.pupil_id = g.pupil_id AND w.guardian_id = CAST(:guardian AS uuid)))
                 AND (CAST(:after AS uuid) IS NULL OR g.id > :after) ORDER BY g.id LIMIT :limit""",
            term=term,
            state=state,
            school=school_path,
            guardian=guardian_id,
            after=after,
            limit=limit,
        )

    async def waiting_for_vendor(self, code: str, *, term: str) -> Sequence[Record]:
        return await self._rows(_WAITING_FOR_VENDOR, code=code, term=term)

    async def approvals_waiting(self, *, school_path: str, term: str) -> Record:
        row = await self._first(_WAITING_FOR_APPROVAL, path=school_path, term=term)
        assert row is not None  # noqa: S101 - an aggregate has one row
        return row

    async def signatures_waiting(self, *, school_path: str, term: str) -> Record:
        row = await self._first(_WAITING_FOR_SCHOOL, path=school_path, term=term)
        assert row is not None  # noqa: S101 - an aggregate has one row
        return row

    async def document(self, agreement_id: UUID, *, guardian_id: UUID) -> AgreementDocument | None:
        rows = await self._named(_DOCUMENT, id=agreement_id, guardian=guardian_id, school=None)
        if not rows:
            return None
        row = rows[0]
        items = await self._rows(
            """SELECT i.placement_id, i.title, COALESCE(v.name, '') AS vendor_name, i.price_fen, i.consumables_fen
               FROM agreement_item i LEFT JOIN vendor v ON v.id = i.vendor_id
               WHERE i.agreement_id = :id ORDER BY i.title, i.placement_id""",
            id=agreement_id,
        )
        return AgreementDocument(
            number=row["number"],
            text_version=row["text_version"],
            term=row["term"],
            school_name=row["school_name"],
            pupil_name=row["name"],
            class_name=row["class_name"],
            items=tuple(
                DocumentItem(
                    item["placement_id"],
                    item["title"],
                    item["vendor_name"],
                    str(Money(item["price_fen"])),
                    str(Money(item["consumables_fen"])),
                )
                for item in items
            ),
        )

    async def kept_document(
        self, agreement_id: UUID, *, guardian_id: UUID | None, school_path: str | None
    ) -> tuple[str, bytes | None] | None:
        found = await self._first(_DOCUMENT, id=agreement_id, guardian=guardian_id, school=school_path)
        if found is None:
            return None
        kept = await self._first(
            "SELECT content FROM agreement_document WHERE agreement_id = :id ORDER BY version DESC LIMIT 1",
            id=agreement_id,
        )
        content = None if kept is None else self._sealer.unseal_bytes(bytes(kept["content"]), field=DOCUMENT_FIELD)
        return found["number"], content
