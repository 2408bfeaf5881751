"""The composition root of the staffing service."""

from datetime import date

import structlog

from chassis.clock import clock_from_settings
from chassis.events.consumer import Consumer
from chassis.grpc.client import GrpcPeer
from chassis.grpc.server import Servicer
from chassis.http.app import Parts, create_app
from chassis.jobs import DailyJob
from chassis.postgres.database import Database
from chassis.seal import Sealer
from chassis.service import Service
from contracts.staffing.v1.directory_pb2_grpc import add_DirectoryServiceServicer_to_server
from staffing.adapters.grpc.accounts import GrpcAccounts
from staffing.adapters.kafka.incoming import TOPICS, handlers
from staffing.adapters.postgres.queries import PostgresQueries
from staffing.adapters.postgres.role_queries import PostgresRoleQueries
from staffing.adapters.postgres.unit_of_work import unit_of_work_factory
from staffing.application.assign_shifts import AssignShifts
from staffing.application.change_link import DecideLink, ProposeLink, ProposeLinkEnd
from staffing.application.change_role import DecideRoleChange, ProposeEnd, ProposeGrant, SuspendRole
from staffing.application.confirm_lessons import ConfirmLessons, LogLessons, ReinstateLesson, StrikeLesson
from staffing.application.import_staff import DecideStaffImport, ProposeStaffImport, ShowStaffImport
from staffing.application.ports import UnitOfWorkFactory
from staffing.application.queries import Accounts, Queries, RoleQueries
from staffing.application.record_clearance import AddEvidence, ConfirmClearance, RecordClearance
from staffing.application.run_allowance import (
    ApproveAllowanceSheet,
    ExportAllowanceSheet,
    PrepareAllowanceSheet,
    PrepareAllowanceSheetAgain,
    SendBackAllowanceSheet,
    SignAllowanceSheet,
)
from staffing.application.turn_assignments import TurnAssignments
from staffing.application.use_cases import UseCases
from staffing.entrypoints.grpc.directory import DirectoryServicer
from staffing.entrypoints.http import (
    account_links,
    allowance_sheets,
    assignments,
    clearances,
    lessons,
    people,
    role_changes,
    rotas,
    staff_imports,
)
from staffing.settings import Settings

log = structlog.get_logger(__name__)

ROUTERS = [
    people.router,
    staff_imports.router,
    clearances.router,
    assignments.router,
    role_changes.router,
    account_links.router,
    rotas.router,
    lessons.router,
    allowance_sheets.router,
]


def build(settings: Settings) -> Service:
    """Put the service together; nothing connects before it is used."""
    database = Database.from_settings(settings)
    clock = clock_from_settings(settings)
    sealer = Sealer.from_settings(settings)
    sso = GrpcPeer(settings, "sso")
    use_cases = _use_cases(
        unit_of_work_factory(database, sealer),
        queries=PostgresQueries(database, sealer, clock),
        roles=PostgresRoleQueries(database, sealer, clock),
        accounts=GrpcAccounts(sso),
    )

    async def turn_assignments(on: date) -> None:
        for person_id in await use_cases.turn_assignments(on=on, now=clock.now()):
            log.error("staffing.roles_exclude_each_other", person_id=str(person_id), on=str(on))

    servicer = Servicer(
        add_DirectoryServiceServicer_to_server,
        DirectoryServicer(use_cases.queries),
        callers=("sso", "enrolment", "billing", "inspection", "vendor-registry"),
    )
    return Service(
        settings=settings,
        package="staffing",
        audited_by=["inspection"],
        database=database,
        clock=clock,
        app=create_app(settings, Parts(database=database, clock=clock, use_cases=use_cases), routers=ROUTERS),
        grpc_servicers=[servicer],
        peers=[sso],
        consumer=Consumer(settings, database, handlers=handlers(sealer, clock), topics=TOPICS),
        daily_jobs=[DailyJob(name="staffing.turn-assignments", run=turn_assignments)],
    )


def _use_cases(begin: UnitOfWorkFactory, *, queries: Queries, roles: RoleQueries, accounts: Accounts) -> UseCases:
    return UseCases(
        propose_staff_import=ProposeStaffImport(begin),
        show_staff_import=ShowStaffImport(begin),
        decide_staff_import=DecideStaffImport(begin),
        propose_grant=ProposeGrant(begin),
        propose_end=ProposeEnd(begin),
        suspend_role=SuspendRole(begin),
        decide_role_change=DecideRoleChange(begin),
        propose_link=ProposeLink(begin),
        propose_link_end=ProposeLinkEnd(begin),
        decide_link=DecideLink(begin),
        turn_assignments=TurnAssignments(begin),
        record_clearance=RecordClearance(begin),
        add_evidence=AddEvidence(begin),
        confirm_clearance=ConfirmClearance(begin),
        assign_shifts=AssignShifts(begin),
        log_lessons=LogLessons(begin),
        strike_lesson=StrikeLesson(begin),
        reinstate_lesson=ReinstateLesson(begin),
        confirm_lessons=ConfirmLessons(begin),
        prepare_allowance_sheet=PrepareAllowanceSheet(begin),
        prepare_allowance_sheet_again=PrepareAllowanceSheetAgain(begin),
        send_back_allowance_sheet=SendBackAllowanceSheet(begin),
        sign_allowance_sheet=SignAllowanceSheet(begin),
        approve_allowance_sheet=ApproveAllowanceSheet(begin),
        export_allowance_sheet=ExportAllowanceSheet(begin),
        queries=queries,
        roles=roles,
        accounts=accounts,
    )
