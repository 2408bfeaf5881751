"""Agreements with what they cover."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping

from chassis.seal import Sealer
from enrolment.adapters.postgres.sql import Sql
from enrolment.application.ports.serving import NewAgreement, Placed
from enrolment.domain.agreement import (
    TEXT_VERSION,
    Agreement,
    AgreementItem,
    AgreementState,
    OfferedDocument,
    Signer,
    number_of,
)
from kernel.money import Money

DOCUMENT_FIELD = "agreement.document"

_ADD = """
INSERT INTO agreement (id, number, pupil_id, school_path, term, state, text_version, rule, prepared_at)
SELECT t.id, t.number, t.pupil_id, :path, :term, 'prepared', :version, :rule, :now
FROM unnest(CAST(:ids AS uuid[]), CAST(:numbers AS text[]), CAST(:pupils AS uuid[])) AS t(id, number, pupil_id)
"""
_ADD_ITEMS = """
INSERT INTO agreement_item (agreement_id, placement_id, offering_id, title, vendor_id, price_fen, consumables_fen)
SELECT * FROM unnest(CAST(:agreements AS uuid[]), CAST(:placements AS uuid[]), CAST(:offerings AS uuid[]),
                     CAST(:titles AS text[]), CAST(:vendors AS uuid[]), CAST(:prices AS bigint[]),
                     CAST(:consumables AS bigint[]))
"""
_LINK = """
UPDATE placement p SET agreement_id = t.agreement_id
FROM unnest(CAST(:agreements AS uuid[]), CAST(:placements AS uuid[])) AS t(agreement_id, placement_id)
WHERE p.id = t.placement_id
"""
_SET_STATE = """
UPDATE agreement a SET state = t.state, content_hash = t.content_hash, version = a.version + 1
FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:hashes AS text[])) AS t(id, state, content_hash)
WHERE a.id = t.id
"""
# What the guardians disagree about is signed by nobody else either.
DISPUTED = """EXISTS (
    SELECT FROM disagreement d JOIN agreement_item i ON i.agreement_id = agreement.id
    JOIN placement m ON m.id = i.placement_id
    WHERE d.pupil_id = agreement.pupil_id AND d.decided_at IS NULL
      AND (d.subject_id IN (m.id, m.application_id) OR (d.matter = 'consent' AND i.vendor_id IS NOT NULL)))"""
_WAITING_FOR_VENDOR = f"""NOT {DISPUTED} AND state = 'prepared' AND signed_by_guardian IS NOT NULL AND id IN (
    SELECT agreement_id FROM agreement_item WHERE offering_id = :offering AND signed_by_vendor IS NULL)"""
_SIGNATURE = {
    Signer.GUARDIAN: ("signed_by_guardian", "guardian_signed_at"),
    Signer.SCHOOL: ("signed_by_school", "school_signed_at"),
}


class PostgresAgreements:
    def __init__(self, sql: Sql, sealer: Sealer) -> None:
        self._sql = sql
        self._sealer = sealer

    async def placed(self, placement_ids: Sequence[UUID]) -> tuple[Placed, ...]:
        rows = await self._sql.rows(
            """SELECT m.id, m.pupil_id, m.offering_id, p.draw_key FROM placement m JOIN pupil p ON p.id = m.pupil_id
               WHERE m.id = ANY(CAST(:ids AS uuid[])) AND m.state = 'placed' AND m.agreement_id IS NULL""",
            ids=list(placement_ids),
        )
        return tuple(Placed(row["id"], row["pupil_id"], row["offering_id"], bytes(row["draw_key"])) for row in rows)

    async def prepare(
        self, agreements: Sequence[NewAgreement], *, school_path: str, term: str, rule: str, now: datetime
    ) -> None:
        if not agreements:
            return
        row = await self._sql.first(
            """UPDATE school_term SET agreements = agreements + :count WHERE school_path = :path AND term = :term
               RETURNING agreements""",
            count=len(agreements),
            path=school_path,
            term=term,
        )
        before = (int(row["agreements"]) if row is not None else len(agreements)) - len(agreements)
        code = school_path.rsplit("/", 1)[1]
        await self._sql.run(
            _ADD,
            ids=[one.id for one in agreements],
            numbers=[
                number_of(term=term, school_code=code, serial=before + place)
                for place, _ in enumerate(agreements, start=1)
            ],
            pupils=[one.pupil_id for one in agreements],
            path=school_path,
            term=term,
            version=TEXT_VERSION,
            rule=rule,
            now=now,
        )
        items = [(one.id, item) for one in agreements for item in one.items]
        links = {
            "agreements": [agreement for agreement, _ in items],
            "placements": [item.placement_id for _, item in items],
        }
        await self._sql.run(
            _ADD_ITEMS,
            **links,
            offerings=[item.offering_id for _, item in items],
            titles=[item.title for _, item in items],
            vendors=[item.vendor_id for _, item in items],
            prices=[item.price.fen for _, item in items],
            consumables=[item.consumables.fen for _, item in items],
        )
        await self._sql.run(_LINK, **links)

    async def lock(self, agreement_ids: Sequence[UUID]) -> tuple[Agreement, ...]:
        return await self._read("id = ANY(CAST(:ids AS uuid[]))", ids=list(agreement_ids))

    async def prepared_of_school(self, school_path: str, term: str) -> tuple[Agreement, ...]:
        return await self._read(
            "school_path = :path AND term = :term AND state = 'prepared' AND signed_by_school IS NULL"
            f" AND signed_by_guardian IS NOT NULL AND NOT {DISPUTED}",
            path=school_path,
            term=term,
        )

    async def waiting_for_vendor(self, offering_id: UUID) -> tuple[Agreement, ...]:
        return await self._read(_WAITING_FOR_VENDOR, offering=offering_id)

    async def _read(self, which: str, **params: object) -> tuple[Agreement, ...]:
        rows = await self._sql.rows(f"SELECT * FROM agreement WHERE {which} ORDER BY id FOR UPDATE", **params)
        items = await self._sql.rows(
            "SELECT * FROM agreement_item WHERE agreement_id = ANY(CAST(:ids AS uuid[])) ORDER BY title",
            ids=[row["id"] for row in rows],
        )
        covered: dict[UUID, list[AgreementItem]] = {}
        for item in items:
            covered.setdefault(item["agreement_id"], []).append(_item(item))
        return tuple(_agreement(row, covered.get(row["id"], [])) for row in rows)

    async def vendors_of(self, agreement_ids: Sequence[UUID]) -> tuple[tuple[UUID, str], ...]:
        rows = await self._sql.rows(
            """SELECT DISTINCT i.vendor_id, regexp_replace(a.school_path, '/[^/]*$', '') AS district
               FROM agreement_item i JOIN agreement a ON a.id = i.agreement_id
               WHERE a.id = ANY(CAST(:ids AS uuid[])) AND i.vendor_id IS NOT NULL ORDER BY 1""",
            ids=list(agreement_ids),
        )
        return tuple((row["vendor_id"], row["district"]) for row in rows)

    async def sign(self, agreement_ids: Sequence[UUID], *, as_signer: Signer, by: UUID, now: datetime) -> None:
        person, instant = _SIGNATURE[as_signer]
        await self._sql.run(
            f"""UPDATE agreement SET {person} = :by, {instant} = :now, version = version + 1
                WHERE id = ANY(CAST(:ids AS uuid[]))""",
            by=by,
            now=now,
            ids=list(agreement_ids),
        )

    async def sign_course(self, agreement_ids: Sequence[UUID], offering_id: UUID, *, by: UUID, now: datetime) -> None:
        await self._sql.run(
            """UPDATE agreement_item SET signed_by_vendor = :by, vendor_signed_at = :now
               WHERE agreement_id = ANY(CAST(:ids AS uuid[])) AND offering_id = :offering""",
            by=by,
            now=now,
            ids=list(agreement_ids),
            offering=offering_id,
        )
        await self._sql.run(
            "UPDATE agreement SET version = version + 1 WHERE id = ANY(CAST(:ids AS uuid[]))", ids=list(agreement_ids)
        )

    async def offered(self, agreement_id: UUID) -> OfferedDocument | None:
        row = await self._sql.first(
            """SELECT version, digest, made_for, placements, entrusted FROM agreement_document
               WHERE agreement_id = :id ORDER BY version DESC LIMIT 1""",
            id=agreement_id,
        )
        if row is None:
            return None
        placements, entrusted = frozenset(row["placements"]), frozenset(row["entrusted"])
        return OfferedDocument(row["version"], row["digest"], row["made_for"], placements, entrusted)

    async def offer(self, agreement_id: UUID, document: OfferedDocument, *, content: bytes, now: datetime) -> None:
        # Of two that are made at once the later one takes the next number.
        await self._sql.run(
            """INSERT INTO agreement_document (agreement_id, version, content, digest, made_for, placements, entrusted,
                                               made_at)
               SELECT :id, GREATEST(:version, COALESCE(max(version), 0) + 1), :content, :digest, :made_for,
                      CAST(:placements AS uuid[]), CAST(:entrusted AS uuid[]), :now
               FROM agreement_document WHERE agreement_id = :id""",
            id=agreement_id,
            version=document.version,
            content=self._sealer.seal_bytes(content, field=DOCUMENT_FIELD),
            digest=document.digest,
            made_for=document.made_for,
            placements=sorted(document.placements),
            entrusted=sorted(document.entrusted),
            now=now,
        )
        await self._sql.run(
            "UPDATE agreement SET digest = :digest, version = version + 1 WHERE id = :id",
            digest=document.digest,
            id=agreement_id,
        )

    async def entrust(self, agreement_id: UUID, placement_ids: Collection[UUID]) -> None:
        await self._sql.run(
            """UPDATE agreement_item SET entrusted = TRUE
               WHERE agreement_id = :id AND placement_id = ANY(CAST(:placements AS uuid[]))""",
            id=agreement_id,
            placements=list(placement_ids),
        )

    async def set_state(self, states: Mapping[UUID, tuple[AgreementState, str]]) -> None:
        if not states:
            return
        await self._sql.run(
            _SET_STATE,
            ids=list(states),
            states=[state.value for state, _ in states.values()],
            hashes=[content_hash for _, content_hash in states.values()],
        )
        await self._sql.run(
            """UPDATE placement SET state = 'agreed', version = version + 1
               WHERE agreement_id = ANY(CAST(:ids AS uuid[])) AND state = 'placed'""",
            ids=[one for one, (state, _) in states.items() if state is AgreementState.IN_FORCE],
        )


def _item(row: RowMapping) -> AgreementItem:
    return AgreementItem(
        row["placement_id"],
        row["offering_id"],
        row["title"],
        row["vendor_id"],
        Money(row["price_fen"]),
        Money(row["consumables_fen"]),
        row["entrusted"],
        row["signed_by_vendor"],
    )


def _agreement(row: RowMapping, items: Sequence[AgreementItem]) -> Agreement:
    return Agreement(
        row["id"],
        row["number"],
        row["pupil_id"],
        row["school_path"],
        row["term"],
        AgreementState(row["state"]),
        row["text_version"],
        row["signed_by_guardian"],
        row["signed_by_school"],
        tuple(items),
        row["digest"],
    )
