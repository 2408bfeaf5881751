"""The composition root of the billing service."""

from datetime import date

from billing.adapters.grpc.enrolment import GrpcPupilDirectory
from billing.adapters.grpc.staffing import GrpcStaffDirectory
from billing.adapters.grpc.vendor_registry import GrpcVendorRegistry
from billing.adapters.kafka.incoming import TOPICS, handlers
from billing.adapters.postgres.lessons import PostgresSettlementReader
from billing.adapters.postgres.queries import PostgresQueries
from billing.adapters.postgres.unit_of_work import PostgresWork, unit_of_work
from billing.adapters.work import WorkHandlers
from billing.application.approve_refund import ApproveRefund
from billing.application.claim_budget_money import CalculateSubsidy, ClaimBudgetMoney
from billing.application.close_month import CloseMonth, SignMonth
from billing.application.confirm_statement import ConfirmStatement, RejectStatement
from billing.application.decide_unit_change import ConfirmUnitChange, RejectUnitChange
from billing.application.decide_waiver import DecideWaiver
from billing.application.disclose_party import DiscloseParty, DisclosePayee
from billing.application.draft_price_notice import DraftPriceNotice
from billing.application.match_by_hand import MatchByHand, UndoMatch
from billing.application.order_payment import OrderPayment
from billing.application.ports import PupilDirectory, SettlementReader, StaffDirectory, UnitOfWork, VendorRegistry
from billing.application.propose_refund import ProposeRefund, TakeOverRefund
from billing.application.propose_unit_changes import ProposeUnitChanges
from billing.application.propose_waivers import ApplyForWaiver, ImportWaivers
from billing.application.publish_price_notice import PublishPriceNotice
from billing.application.queries import Queries
from billing.application.raise_late_arrivals import RaiseLateArrivals
from billing.application.resolve_difference import ApproveResolution, ProposeResolution
from billing.application.settle_term_end import SettleTermEnd
from billing.application.settle_vendor import ConfirmSettlement, GivePayFile, PaySettlement, PrepareSettlement
from billing.application.start_bill_run import StartBillRun
from billing.application.upload_statement import RegisterStatement, StartImport, StorePart
from billing.application.use_cases import UseCases
from billing.entrypoints.http import (
    bills,
    budget,
    matching,
    price_notices,
    reconciliations,
    refunds,
    settlements,
    statements,
    units,
    waivers,
)
from billing.entrypoints.http.dependencies import OPERATIONS
from billing.settings import Settings
from chassis.audit.watch import AuditWatch
from chassis.clock import Clock, clock_from_settings
from chassis.events.consumer import Consumer
from chassis.grpc.client import GrpcPeer
from chassis.http import audit_verifications
from chassis.http.app import Parts, create_app
from chassis.jobs import DailyJob
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from chassis.service import Service
from chassis.work import Worker

ROUTERS = [
    units.router,
    price_notices.router,
    waivers.router,
    bills.router,
    refunds.router,
    statements.router,
    matching.router,
    settlements.router,
    budget.router,
    reconciliations.router,
    audit_verifications.router,
]


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    directory: PupilDirectory | None = None,
    registry: VendorRegistry | None = None,
    staff: StaffDirectory | None = None,
) -> Service:
    """Put the service together; nothing connects before it is used. Tests give their own clock and neighbours."""
    database = Database.from_settings(settings)
    clock = clock or clock_from_settings(settings)
    sealer = Sealer.from_settings(settings)
    begin = unit_of_work(database, sealer)
    enrolment, registry_peer, staffing = (
        GrpcPeer(settings, name) for name in ("enrolment", "vendor-registry", "staffing")
    )
    use_cases = _use_cases(
        begin,
        directory=directory or GrpcPupilDirectory(enrolment),
        registry=registry or GrpcVendorRegistry(registry_peer),
        staff=staff or GrpcStaffDirectory(staffing),
        settlements=PostgresSettlementReader(database),
        queries=PostgresQueries(database, sealer, clock),
    )
    inspection = GrpcPeer(settings, "inspection")
    watch = AuditWatch(settings, database, [inspection])
    work = WorkHandlers(database, sealer, clock)

    def join(transaction: Transaction) -> PostgresWork:
        return PostgresWork(transaction, sealer)

    return Service(
        settings=settings,
        package="billing",
        audited_by=["inspection"],
        database=database,
        clock=clock,
        app=create_app(
            settings,
            Parts(database=database, clock=clock, use_cases=use_cases),
            routers=ROUTERS,
            operation_roles=OPERATIONS,
        ),
        peers=[enrolment, registry_peer, staffing, inspection],
        consumer=Consumer(settings, database, handlers=handlers(join), topics=TOPICS),
        worker=Worker(database, clock, handlers=work.handlers(), on_end=work.on_end()),
        daily_jobs=_daily_jobs(use_cases, clock),
        background={"audit-watch": watch.run},
    )


def _use_cases(
    begin: UnitOfWork,
    *,
    directory: PupilDirectory,
    registry: VendorRegistry,
    staff: StaffDirectory,
    settlements: SettlementReader,
    queries: Queries,
) -> UseCases:
    return UseCases(
        propose_unit_changes=ProposeUnitChanges(begin),
        confirm_unit_change=ConfirmUnitChange(begin),
        reject_unit_change=RejectUnitChange(begin),
        draft_price_notice=DraftPriceNotice(begin),
        publish_price_notice=PublishPriceNotice(begin),
        import_waivers=ImportWaivers(begin, directory),
        apply_for_waiver=ApplyForWaiver(begin),
        decide_waiver=DecideWaiver(begin),
        start_bill_run=StartBillRun(begin),
        order_payment=OrderPayment(begin),
        propose_refund=ProposeRefund(begin),
        take_over_refund=TakeOverRefund(begin),
        approve_refund=ApproveRefund(begin),
        register_statement=RegisterStatement(begin),
        store_part=StorePart(begin),
        start_import=StartImport(begin),
        confirm_statement=ConfirmStatement(begin),
        reject_statement=RejectStatement(begin),
        disclose_party=DiscloseParty(begin),
        disclose_payee=DisclosePayee(begin),
        match_by_hand=MatchByHand(begin),
        undo_match=UndoMatch(begin),
        propose_resolution=ProposeResolution(begin),
        approve_resolution=ApproveResolution(begin),
        raise_late_arrivals=RaiseLateArrivals(begin),
        settle_term_end=SettleTermEnd(begin),
        prepare_settlement=PrepareSettlement(begin),
        confirm_settlement=ConfirmSettlement(begin),
        pay_settlement=PaySettlement(begin, registry, settlements),
        give_pay_file=GivePayFile(begin, registry, settlements),
        calculate_subsidy=CalculateSubsidy(begin),
        claim_budget_money=ClaimBudgetMoney(begin),
        sign_month=SignMonth(begin),
        close_month=CloseMonth(begin),
        directory=directory,
        staff=staff,
        queries=queries,
    )


def _daily_jobs(use_cases: UseCases, clock: Clock) -> list[DailyJob]:
    async def raise_late_arrivals(on: date) -> None:
        await use_cases.raise_late_arrivals(on=on, now=clock.now())

    async def settle_term_end(on: date) -> None:
        await use_cases.settle_term_end(on=on, now=clock.now())

    return [
        DailyJob(name="billing.raise-late-arrivals", run=raise_late_arrivals),
        DailyJob(name="billing.settle-term-end", run=settle_term_end),
    ]
