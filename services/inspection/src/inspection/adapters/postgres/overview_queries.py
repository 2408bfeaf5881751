"""Reading the dashboard and the task board: a few indexed reads each."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.clock import Clock, system_time
from chassis.postgres.database import Database
from inspection.adapters.postgres.case_queries import anomalies_shown, anomaly_shown
from inspection.adapters.postgres.contacts import answered_at, level_at, set_aside
from inspection.adapters.postgres.read_rows import school_month, school_term, stale
from inspection.adapters.postgres.rows import adoption, anomaly, organisation, term
from inspection.adapters.postgres.scope import below
from inspection.application.ports import NoPackAdopted, SchoolUnknown, TermUnknown
from inspection.application.queries import (
    AnomalyShown,
    BoardShown,
    DistrictFigures,
    DistrictMonth,
    Freshness,
    Overview,
)
from inspection.domain.anomaly import AnomalyState
from inspection.domain.board import regime_of
from inspection.domain.board_tasks import board_of
from inspection.domain.facts import facts_of
from inspection.domain.freshness import source_of
from kernel.organisation import OrganisationPath
from rulebook.adoption import adopted

NEWEST_MAX = 10
SOURCES = ("enrolment", "billing", "staffing", "vendor-registry")

_SUMMED = (
    "pupils",
    "served",
    "care_served",
    "course_served",
    "participants",
    "amount_fen",
    "waived_fen",
    "due_fen",
    "received_fen",
    "refunded_fen",
    "subsidy_fen",
    "bills",
    "bills_changed",
    "waived_bills",
    "paid_bills",
    "refunds_paid",
    "subsidy_participants",
)
_OF_A_MONTH = ("due_fen", "received_fen", "refunded_fen", "bills", "bills_changed", "paid_bills", "refunds")
_DISTRICTS = text(
    "SELECT d.path, d.code, d.name, count(*) AS schools,"
    + "".join(f" sum(coalesce((s.facts ->> '{name}')::bigint, 0))::bigint AS {name}," for name in _SUMMED)
    + """
    count(*) FILTER (WHERE (s.facts ->> 'opened')::boolean) AS opened,
    count(*) FILTER (WHERE s.facts ->> 'plan' = 'approved') AS plan_approved,
    count(*) FILTER (WHERE (s.facts ->> 'notice_in_force_on')::date <= :on) AS notice_in_force,
    count(*) FILTER (WHERE (s.facts ->> 'agreed')::int > 0) AS agreed,
    count(*) FILTER (WHERE (s.facts ->> 'bills')::int > 0) AS billed,
    count(*) FILTER (WHERE (s.facts ->> 'statement_lines')::int > 0 AND (s.facts ->> 'exceptions_open')::int = 0)
        AS reconciled,
    count(*) FILTER (WHERE (s.facts ->> 'months_closed')::int > 0
                     AND (s.facts ->> 'months_closed')::int >= (s.facts ->> 'months_over')::int) AS month_closed
FROM read_model.school_term s JOIN organisation d ON d.path = s.district_path
WHERE s.term = :term AND (s.district_path = :path OR s.district_path LIKE :below)
GROUP BY d.path, d.code, d.name ORDER BY d.code
"""
)


@dataclass(frozen=True, slots=True)
class OverviewQueries:
    database: Database
    clock: Clock
    # The service whose consumer feeds the read model.
    consumer: str

    async def any_stale(self) -> bool:
        async with self.database.reading() as connection:
            unsearched = select(school_term.c.school_path).where(~school_term.c.searched)
            return bool(await connection.scalar(select(or_(select(stale.c.id).exists(), unsearched.exists()))))

    async def overview(self, term_code: str, *, within: OrganisationPath) -> Overview:
        given = {"term": term_code, "on": self.clock.today(), "path": within.text, "below": f"{within.text}/%"}
        async with self.database.reading() as connection:
            rows = (await connection.execute(_DISTRICTS, given)).mappings().all()
            months = await self._months(connection, term_code, within)
            counts = await self._anomaly_counts(connection, term_code, within)
            newest = await self._newest(connection, term_code, within)
            freshness = await self._freshness(connection)
        districts = tuple(DistrictFigures(**row) for row in rows)
        return Overview(term_code, districts, months, counts[0], counts[1], newest, freshness)

    async def board(self, school_code: str, term_code: str, *, within: OrganisationPath) -> BoardShown:
        async with self.database.reading() as connection:
            query = (
                select(organisation, term.c.first_on, term.c.last_on, adoption.c.pack_text, adoption.c.parameters)
                .add_columns(school_term.c.facts)
                .outerjoin(term, (term.c.district_path == organisation.c.district_path) & (term.c.term == term_code))
                .outerjoin(
                    adoption,
                    (adoption.c.district_path == organisation.c.district_path) & (adoption.c.term == term_code),
                )
                .outerjoin(
                    school_term,
                    (school_term.c.school_path == organisation.c.path) & (school_term.c.term == term_code),
                )
                .where(organisation.c.code == school_code, organisation.c.kind == "school")
                .where(below(organisation.c.path, within))
            )
            row = (await connection.execute(query)).first()
            freshness = await self._freshness(connection)
        if row is None:
            raise SchoolUnknown("there is no such school at your organisation")
        if row.first_on is None:
            raise TermUnknown("the district has not opened this term")
        if row.pack_text is None:
            raise NoPackAdopted("the district has not adopted a rule pack for this term yet")
        rules = adopted(row.pack_text, row.parameters)
        board = board_of(facts_of(row.facts or {}), regime_of(rules), on=self.clock.today(), term_last_on=row.last_on)
        pack = f"{rules.id}@{rules.version}"
        return BoardShown(row.code, row.name, term_code, row.first_on, row.last_on, pack, board, freshness)

    async def _months(
        self, connection: AsyncConnection, term_code: str, within: OrganisationPath
    ) -> tuple[DistrictMonth, ...]:
        query = (
            select(organisation.c.district_path, school_month.c.month)
            .add_columns(*(func.sum(school_month.c[name]).label(name) for name in _OF_A_MONTH))
            .join(organisation, organisation.c.path == school_month.c.school_path)
            .where(school_month.c.term == term_code, below(school_month.c.school_path, within))
            .group_by(organisation.c.district_path, school_month.c.month)
            .order_by(school_month.c.month, organisation.c.district_path)
        )
        return tuple(
            DistrictMonth(
                district_path=row["district_path"],
                month=row["month"],
                **{name: int(row[name]) for name in _OF_A_MONTH},
            )
            for row in (await connection.execute(query)).mappings()
        )

    async def _anomaly_counts(
        self, connection: AsyncConnection, term_code: str, within: OrganisationPath
    ) -> tuple[int, int]:
        shown = anomalies_shown(within, classes=False).where(anomaly.c.term == term_code).subquery()
        is_open = shown.c.state.in_([AnomalyState.OPEN.value, AnomalyState.VERIFIED.value])
        query = select(func.count().filter(is_open), func.count())
        row = (await connection.execute(query.select_from(shown))).one()
        return int(row[0]), int(row[1])

    async def _newest(
        self, connection: AsyncConnection, term_code: str, within: OrganisationPath
    ) -> tuple[AnomalyShown, ...]:
        query = (
            anomalies_shown(within, classes=False)
            .where(anomaly.c.term == term_code, anomaly.c.state == AnomalyState.OPEN.value)
            .order_by(anomaly.c.since.desc(), anomaly.c.id)
            .limit(NEWEST_MAX)
        )
        return tuple(anomaly_shown(row) for row in await connection.execute(query))

    async def _freshness(self, connection: AsyncConnection) -> Freshness:
        now = system_time()
        answered = await answered_at(connection)
        level = await level_at(connection, self.consumer)
        parked = await set_aside(connection, self.consumer)
        # Marks are taken in their order.
        marked = await connection.scalar(select(stale.c.marked_at).order_by(stale.c.id).limit(1))
        sources = tuple(
            source_of(
                service,
                answered_at=answered.get(service),
                level_at=level,
                marked_at=marked,
                set_aside=parked.get(service),
                now=now,
            )
            for service in SOURCES
        )
        return Freshness(self.clock.now(), sources)
