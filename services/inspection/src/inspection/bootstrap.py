"""The composition root of the inspection service."""

import asyncio
from datetime import date

import structlog

from chassis.audit.watch import AuditWatch
from chassis.clock import Clock, clock_from_settings
from chassis.events.consumer import Consumer
from chassis.events.failures import is_passing
from chassis.grpc.client import GrpcPeer
from chassis.http import audit_verifications
from chassis.http.app import Parts, create_app
from chassis.jobs import DailyJob
from chassis.postgres.database import Database
from chassis.seal import Sealer
from chassis.service import Service
from chassis.work import Worker
from inspection.adapters.grpc.contacts import Contacts
from inspection.adapters.kafka.incoming import TOPICS, WITNESSED, handlers
from inspection.adapters.kafka.rebuilding import Rebuilding
from inspection.adapters.postgres.contacts import ConsumerContact
from inspection.adapters.postgres.queries import PostgresQueries
from inspection.adapters.postgres.unit_of_work import REBUILD_QUEUE, unit_of_work_factory
from inspection.application.answer_complaint import AnswerComplaint, AssignComplaint, FlagOverdueComplaints
from inspection.application.file_complaint import FileComplaint
from inspection.application.keep_figures import RebuildReadModel, RefreshFigures, TurnDay
from inspection.application.plan_inspection import PlanInspection
from inspection.application.ports import UnitOfWorkFactory
from inspection.application.queries import Queries
from inspection.application.raise_finding import RaiseFinding
from inspection.application.rate_course import RateCourse
from inspection.application.recheck_finding import RecheckFinding
from inspection.application.record_visit import RecordVisit
from inspection.application.rectify_finding import AddEvidence, RectifyFinding
from inspection.application.tell_overview import TellOverview
from inspection.application.use_cases import UseCases
from inspection.application.verify_anomaly import CloseAnomaly, VerifyAnomaly
from inspection.entrypoints.http import anomalies, board, complaints, findings, inspections, overview, read_models
from inspection.entrypoints.http.dependencies import OPERATIONS
from inspection.settings import Settings

ROUTERS = [
    inspections.router,
    findings.router,
    complaints.router,
    anomalies.router,
    overview.router,
    board.router,
    read_models.router,
    audit_verifications.router,
]
# Figures are at most 5 s behind the facts; events of half a second are worked off together.
REFRESH_EVERY_S = 0.5

log = structlog.get_logger(__name__)


def build(settings: Settings, clock: Clock | None = None) -> Service:
    """Put the service together; nothing connects before it is used. Tests give their own clock."""
    database = Database.from_settings(settings)
    clock = clock or clock_from_settings(settings)
    sealer = Sealer.from_settings(settings)
    contact = ConsumerContact(database, settings.service)
    consumer = Consumer(settings, database, handlers=handlers(), topics=TOPICS, on_progress=contact.tell)
    queries = PostgresQueries(database, sealer, clock, consumer=consumer.name)
    use_cases = make_use_cases(unit_of_work_factory(database, sealer, consumer=consumer.name), queries)
    contacts = Contacts(settings, database, settings.grpc_peers)
    witnessed = [GrpcPeer(settings, name) for name in WITNESSED]
    watch = AuditWatch(settings, database, witnessed)

    async def flag_overdue(on: date) -> None:
        await use_cases.flag_overdue_complaints(on=on)

    async def turn_day(on: date) -> None:
        await use_cases.turn_day(on=on)

    async def keep_fresh() -> None:
        await refresh_until_cancelled(use_cases, clock)

    return Service(
        settings=settings,
        package="inspection",
        audited_by=["billing"],
        database=database,
        clock=clock,
        app=create_app(
            settings,
            Parts(database=database, clock=clock, use_cases=use_cases),
            routers=ROUTERS,
            operation_roles=OPERATIONS,
        ),
        peers=witnessed,
        consumer=consumer,
        worker=Worker(database, clock, handlers={REBUILD_QUEUE: Rebuilding(database, consumer)}),
        daily_jobs=[
            DailyJob(name="inspection.flag-overdue-complaints", run=flag_overdue),
            DailyJob(name="inspection.turn-day", run=turn_day),
        ],
        background={"refresh": keep_fresh, "contacts": contacts.watch, "audit-watch": watch.run},
    )


def make_use_cases(begin: UnitOfWorkFactory, queries: Queries) -> UseCases:
    return UseCases(
        plan_inspection=PlanInspection(begin),
        record_visit=RecordVisit(begin),
        raise_finding=RaiseFinding(begin),
        add_evidence=AddEvidence(begin),
        rectify_finding=RectifyFinding(begin),
        recheck_finding=RecheckFinding(begin),
        file_complaint=FileComplaint(begin),
        assign_complaint=AssignComplaint(begin),
        answer_complaint=AnswerComplaint(begin),
        flag_overdue_complaints=FlagOverdueComplaints(begin),
        rate_course=RateCourse(begin),
        verify_anomaly=VerifyAnomaly(begin),
        close_anomaly=CloseAnomaly(begin),
        tell_overview=TellOverview(begin, queries),
        refresh_figures=RefreshFigures(begin),
        turn_day=TurnDay(begin),
        rebuild_read_model=RebuildReadModel(begin),
        queries=queries,
    )


async def refresh_until_cancelled(use_cases: UseCases, clock: Clock) -> None:
    """Make stale figures anew, over and over."""
    while True:
        try:
            if await use_cases.queries.any_stale():
                while await use_cases.refresh_figures(on=clock.today()):
                    pass
        except Exception as problem:
            if not is_passing(problem):
                raise
            log.warning("refresh_waits", problem=type(problem).__name__)
        await asyncio.sleep(REFRESH_EVERY_S)
