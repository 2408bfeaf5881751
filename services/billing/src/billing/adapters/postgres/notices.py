"""Price notices and waivers."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from billing.adapters.postgres.sql import first, rows, run, scalar, shaped, within
from billing.application.records import NoticeRecord, PublishedNotice, WaiverRecord
from billing.domain.basket import PriceList
from billing.domain.price_notice import PriceItem
from chassis.seal import Sealer
from kernel.errors import NotFound
from kernel.ids import new_id
from kernel.money import Money
from kernel.official_calendar import Deadline

EVIDENCE_FIELD = "waiver.evidence"
_WAIVER = "w.pupil_id, w.school_path, w.term, w.class_code, w.valid_from, w.valid_until, w.state, w.proposed_by"


class PriceNoticeNotFound(NotFound):
    code = "billing.price_notice_not_found"


class WaiverNotFound(NotFound):
    code = "billing.waiver_not_found"


class PostgresNoticeStore:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_draft(
        self,
        *,
        notice_id: UUID,
        school_path: str,
        term: str,
        basis: str,
        items: tuple[PriceItem, ...],
        prepared_by: UUID,
        now: datetime,
        pack_id: str,
        pack_version: str,
    ) -> None:
        await run(
            self._connection,
            """
INSERT INTO price_notice (id, school_path, term, basis, state, prepared_by, prepared_at, pack_id, pack_version)
VALUES (:id, :path, :term, :basis, 'draft', :by, :now, :pack, :version)
""",
            id=notice_id,
            path=school_path,
            term=term,
            basis=basis,
            by=prepared_by,
            now=now,
            pack=pack_id,
            version=pack_version,
        )
        await run(
            self._connection,
            """
INSERT INTO price_item (notice_id, item_no, product, course_id, price_fen, consumables_fen)
SELECT :id, place, product, course_id, price_fen, consumables_fen
FROM unnest(CAST(:products AS text[]), CAST(:courses AS uuid[]), CAST(:prices AS bigint[]),
            CAST(:consumables AS bigint[]))
     WITH ORDINALITY AS t (product, course_id, price_fen, consumables_fen, place)
""",
            id=notice_id,
            products=[item.product for item in items],
            courses=[item.course_id for item in items],
            prices=[item.price.fen for item in items],
            consumables=[item.consumables.fen for item in items],
        )

    async def locked(self, notice_id: UUID, *, scope: str) -> NoticeRecord:
        found = await first(
            self._connection,
            "SELECT school_path, term, basis, state, prepared_by FROM price_notice"
            f" WHERE id = :id AND {within('school_path')} FOR UPDATE",
            id=notice_id,
            scope=scope,
        )
        if found is None:
            raise PriceNoticeNotFound("no price notice of yours by that id")
        items = await rows(
            self._connection, "SELECT * FROM price_item WHERE notice_id = :id ORDER BY item_no", id=notice_id
        )
        return NoticeRecord(**dict(found), items=tuple(_item(item) for item in items))

    async def publish(self, notice_id: UUID, *, by: UUID, on: date, in_force: Deadline) -> None:
        await run(
            self._connection,
            "UPDATE price_notice SET state = 'published', published_by = :by, published_on = :on,"
            " in_force_on = :in_force_on, in_force_provisional = :provisional WHERE id = :id",
            id=notice_id,
            by=by,
            on=on,
            in_force_on=in_force.on,
            provisional=in_force.provisional,
        )

    async def provisional(self, *, within_path: str, after: date) -> list[PublishedNotice]:
        """Published ones at or below a place that are to come into force later than that day, locked."""
        found = await rows(
            self._connection,
            "SELECT id, school_path, term, published_on, in_force_on FROM price_notice WHERE state = 'published'"
            f" AND in_force_provisional AND in_force_on > :after AND {within('school_path')} ORDER BY id FOR UPDATE",
            after=after,
            scope=within_path,
        )
        return [shaped(PublishedNotice, row) for row in found]

    async def count_again(self, notice_id: UUID, in_force: Deadline) -> tuple[PriceItem, ...]:
        """Let it come into force on another day; return what it lists."""
        await run(
            self._connection,
            "UPDATE price_notice SET in_force_on = :on, in_force_provisional = :provisional WHERE id = :id",
            id=notice_id,
            on=in_force.on,
            provisional=in_force.provisional,
        )
        items = await rows(
            self._connection, "SELECT * FROM price_item WHERE notice_id = :id ORDER BY item_no", id=notice_id
        )
        return tuple(_item(item) for item in items)

    async def in_force(self, school_paths: Sequence[str], term: str, on: date) -> dict[str, PriceList]:
        """Prices in force by school; of two notices the later one counts for what it lists."""
        found = await rows(
            self._connection,
            """
SELECT n.school_path, i.* FROM price_notice n JOIN price_item i ON i.notice_id = n.id
WHERE n.term = :term AND n.school_path = ANY(CAST(:paths AS text[])) AND n.state = 'published'
  AND n.in_force_on <= :on
ORDER BY n.school_path, n.in_force_on, n.id, i.item_no
""",
            term=term,
            paths=list(school_paths),
            on=on,
        )
        lists: dict[str, dict[tuple[str, UUID | None], PriceItem]] = {}
        for row in found:
            lists.setdefault(row["school_path"], {})[row["product"], row["course_id"]] = _item(row)
        return dict(lists)


class PostgresWaiverStore:
    def __init__(self, connection: AsyncConnection, sealer: Sealer) -> None:
        self._connection = connection
        self._sealer = sealer

    async def propose(self, *, school_path: str, term: str, proposals: tuple[Any, ...], by: UUID, now: datetime) -> int:
        """Add what neither waits for a decision nor was granted, and return how many that were."""
        return await run(
            self._connection,
            """
INSERT INTO waiver (id, pupil_id, school_path, term, class_code, evidence, valid_from, valid_until, state,
                    proposed_by, proposed_at)
SELECT id, pupil_id, :path, :term, class_code, evidence, valid_from, valid_until, 'proposed', :by, :now
FROM unnest(CAST(:ids AS uuid[]), CAST(:pupils AS uuid[]), CAST(:classes AS text[]), CAST(:evidence AS bytea[]),
            CAST(:starts AS date[]), CAST(:ends AS date[]))
     AS t (id, pupil_id, class_code, evidence, valid_from, valid_until)
ORDER BY pupil_id ON CONFLICT (pupil_id, term, class_code, valid_from) WHERE state <> 'refused' DO NOTHING
""",
            path=school_path,
            term=term,
            by=by,
            now=now,
            ids=[new_id() for _ in proposals],
            pupils=[one.pupil_id for one in proposals],
            classes=[one.class_code for one in proposals],
            evidence=await asyncio.to_thread(self._sealed, proposals),
            starts=[one.valid_from for one in proposals],
            ends=[one.valid_until for one in proposals],
        )

    def _sealed(self, proposals: tuple[Any, ...]) -> list[bytes]:
        """Sealing a long list takes a while; the others are answered meanwhile."""
        return [self._sealer.seal(one.evidence, field=EVIDENCE_FIELD) for one in proposals]

    async def find(self, pupil_id: UUID, term: str, class_code: str, valid_from: date) -> UUID:
        found: UUID = await scalar(
            self._connection,
            "SELECT id FROM waiver WHERE pupil_id = :pupil AND term = :term AND class_code = :code"
            " AND valid_from = :valid_from AND state <> 'refused'",
            pupil=pupil_id,
            term=term,
            code=class_code,
            valid_from=valid_from,
        )
        return found

    async def locked(self, waiver_id: UUID, *, scope: str) -> WaiverRecord:
        found = await first(
            self._connection,
            f"SELECT {_WAIVER} FROM waiver w WHERE id = :id AND {within('school_path')} FOR UPDATE",
            id=waiver_id,
            scope=scope,
        )
        if found is None:
            raise WaiverNotFound("no waiver of yours by that id")
        return shaped(WaiverRecord, found)

    async def decide(self, waiver_id: UUID, *, state: str, by: UUID, now: datetime) -> None:
        """Decide it; other decisions of its school and bills it is publishing wait for us, or we for them.

        So do those of the school to which the pupil has moved since.
        """
        await run(
            self._connection,
            "SELECT pg_advisory_xact_lock(hashtextextended('billing.waivers/' || path, 0)) FROM ("
            "SELECT school_path AS path FROM waiver WHERE id = :id UNION SELECT p.school_path FROM waiver w"
            " JOIN pupil p USING (pupil_id) WHERE w.id = :id ORDER BY path) s",
            id=waiver_id,
        )
        await run(
            self._connection,
            "UPDATE waiver SET state = :state, decided_by = :by, decided_at = :now WHERE id = :id",
            id=waiver_id,
            state=state,
            by=by,
            now=now,
        )

    async def granted_during(self, run_id: UUID, *, schools: Sequence[str]) -> list[WaiverRecord]:
        """Waivers of pupils a run billed in these schools, granted since the run began, oldest first.

        Decisions under way are waited for, later ones find the run published.
        """
        await run(
            self._connection,
            "SELECT pg_advisory_xact_lock(hashtextextended('billing.waivers/' || path, 0))"
            " FROM (SELECT path FROM unnest(CAST(:schools AS text[])) AS path ORDER BY path) p",
            schools=list(schools),
        )
        found = await rows(
            self._connection,
            f"""
SELECT {_WAIVER} FROM bill_run r JOIN bill b ON b.run_id = r.id AND b.school_path = ANY(CAST(:schools AS text[]))
JOIN waiver w ON w.pupil_id = b.pupil_id AND w.term = b.term
WHERE r.id = :run AND w.state = 'granted' AND w.decided_at >= r.started_at ORDER BY w.decided_at, w.id
""",
            run=run_id,
            schools=list(schools),
        )
        return [shaped(WaiverRecord, row) for row in found]


def _item(row: RowMapping) -> PriceItem:
    return PriceItem(row["product"], row["course_id"], Money(row["price_fen"]), Money(row["consumables_fen"]))
