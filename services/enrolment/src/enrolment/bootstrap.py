"""The one composition root of enrolment; it opens no connection."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import structlog

from chassis.clock import Clock, clock_from_settings, system_time
from chassis.events.consumer import Consumer
from chassis.grpc.client import GrpcPeer
from chassis.grpc.server import Servicer
from chassis.http.app import Parts, create_app
from chassis.jobs import DailyJob
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.seal import Sealer
from chassis.service import Service
from contracts.enrolment.v1.directory_pb2_grpc import add_DirectoryServiceServicer_to_server
from enrolment.adapters.agreement_pdf import TypstAgreementPrinter
from enrolment.adapters.aliyun_sms import AliyunSms, NoMessenger
from enrolment.adapters.grpc.standing import GrpcStanding
from enrolment.adapters.packs import ShippedPacks
from enrolment.adapters.postgres.admission import BatchingAdmission
from enrolment.adapters.postgres.binding_store import SEND
from enrolment.adapters.postgres.queries import PostgresQueries
from enrolment.adapters.postgres.unit_of_work import PostgresUnitOfWork, PostgresWork
from enrolment.application.adopt_pack import AdoptPack
from enrolment.application.announce_holidays import AnnounceHolidays
from enrolment.application.answer_alternative import AnswerAlternative
from enrolment.application.answer_survey import AnswerSurvey
from enrolment.application.approve_applications import ApproveApplications
from enrolment.application.call_roll import CallDay, CallRoll, CloseSession, CorrectRoll, HandOver
from enrolment.application.claim_child import ClaimChild, ConfirmPhoneClaim, StartPhoneClaim, Timer
from enrolment.application.decide_consent import DecideConsent
from enrolment.application.decide_filing import DecideFiling
from enrolment.application.decline_application import DeclineApplication
from enrolment.application.draft_offering import DraftOffering
from enrolment.application.draw_placements import DrawPlacements
from enrolment.application.end_binding import EndBinding, LeaveChild
from enrolment.application.expire_offers import ExpireOffers
from enrolment.application.file_plan import FilePlan
from enrolment.application.follow_others import FollowVendors
from enrolment.application.forget_old_claims import ForgetOldClaims
from enrolment.application.form_groups import FormGroups
from enrolment.application.hand_out_code import HandOutCode, TakeBackCodes
from enrolment.application.import_organisations import ImportOrganisations
from enrolment.application.import_roster import ImportRoster
from enrolment.application.move_pupil import MovePupil
from enrolment.application.offer_agreement import OfferAgreement, ReadAgreement
from enrolment.application.open_applications import OpenApplications
from enrolment.application.open_term import OpenTerm
from enrolment.application.ports.binding import Messenger
from enrolment.application.ports.work import Standing
from enrolment.application.publish_calendar import PublishCalendar
from enrolment.application.publish_offering import PublishOffering
from enrolment.application.recount_schools import RecountSchools
from enrolment.application.review_applications import ReviewApplications
from enrolment.application.send_codes import SendCodes
from enrolment.application.settle_disagreement import RecordOutcome, ReferToSchool, TakeActBack
from enrolment.application.sign_agreements import SignAgreement, SignForSchool, SignForVendor
from enrolment.application.submit_applications import SubmitApplications
from enrolment.application.suspend_sessions import EndVendorOfferings, SuspendDays
from enrolment.application.use_cases import Bindings, UseCases
from enrolment.application.withdraw_placement import WithdrawPlacement
from enrolment.entrypoints.grpc.directory import DirectoryServicer
from enrolment.entrypoints.http.applications import render_submitted
from enrolment.entrypoints.http.routers import ROUTERS
from enrolment.entrypoints.kafka.consumer import TOPICS, Following
from enrolment.settings import Settings

log = structlog.get_logger("enrolment")

# Dashboards are at most five seconds behind: counting once a second leaves room for the way through Kafka.
RECOUNT_EVERY_S = 1.0
# What this process has to send wakes the sender at once; what others left and what is tried again is seen by then.
SEND_EVERY_S = 1.0


def build(settings: Settings) -> Service:
    database = Database.from_settings(settings)
    clock = clock_from_settings(settings)
    registry = GrpcPeer(settings, "vendor-registry")
    messenger = _messenger(settings)
    service = assemble(
        settings, database, clock, standing=GrpcStanding(registry), peers=[registry], messenger=messenger
    )
    return replace(service, on_stop=[messenger.close])


def assemble(
    settings: Settings,
    database: Database,
    clock: Clock,
    *,
    standing: Standing,
    peers: list[GrpcPeer],
    messenger: Messenger,
    timer: Timer = system_time,
) -> Service:
    """Put the service together around a database, a clock and whoever knows the vendors' standing."""
    sealer = Sealer.from_settings(settings)
    unit_of_work = PostgresUnitOfWork(database, sealer)
    queries = PostgresQueries(database, sealer)
    forget = ForgetOldClaims(unit_of_work, timer)
    use_cases = _use_cases(settings, database, clock, sealer, standing, timer)

    async def expire_offers(on: date) -> None:
        await use_cases.expire_offers(on=on, now=clock.now())

    async def forget_old_claims(on: date) -> None:
        await forget()

    following = Following(lambda transaction: _work_on(transaction, sealer), FollowVendors(EndVendorOfferings()))
    return Service(
        settings=settings,
        package="enrolment",
        audited_by=["inspection"],
        database=database,
        clock=clock,
        app=create_app(settings, Parts(database=database, clock=clock, use_cases=use_cases), routers=ROUTERS),
        grpc_servicers=[
            Servicer(
                add_DirectoryServiceServicer_to_server,
                DirectoryServicer(queries),
                callers=("billing", "inspection", "staffing"),
            )
        ],
        peers=peers,
        consumer=Consumer(settings, database, handlers=following.handlers(), topics=TOPICS),
        daily_jobs=[
            DailyJob(name="enrolment.expire-offers", run=expire_offers),
            DailyJob(name="enrolment.forget-old-claims", run=forget_old_claims),
        ],
        background={
            "enrolment.recount": _recounting(RecountSchools(unit_of_work), clock),
            "enrolment.send-codes": _sending(SendCodes(unit_of_work, messenger, timer), database),
        },
    )


def _work_on(transaction: Transaction, sealer: Sealer) -> PostgresWork:
    return PostgresWork(transaction, sealer)


def _use_cases(
    settings: Settings, database: Database, clock: Clock, sealer: Sealer, standing: Standing, timer: Timer
) -> UseCases:
    work = PostgresUnitOfWork(database, sealer)
    queries = PostgresQueries(database, sealer)
    packs = ShippedPacks()
    printer = TypstAgreementPrinter()
    return UseCases(
        queries=queries,
        packs=packs,
        admit=_admission(settings, database, clock, sealer),
        import_organisations=ImportOrganisations(work),
        import_roster=ImportRoster(work, printer.unprintable),
        open_term=OpenTerm(work),
        publish_calendar=PublishCalendar(work),
        announce_holidays=AnnounceHolidays(work),
        adopt_pack=AdoptPack(work, packs),
        bindings=_bindings(work, timer),
        decide_consent=DecideConsent(work),
        answer_survey=AnswerSurvey(work),
        file_plan=FilePlan(work),
        decide_filing=DecideFiling(work),
        draft_offering=DraftOffering(work),
        publish_offering=PublishOffering(work, standing),
        open_applications=OpenApplications(work),
        decline_application=DeclineApplication(work),
        review_applications=ReviewApplications(work),
        approve_applications=ApproveApplications(work),
        draw_placements=DrawPlacements(work),
        answer_alternative=AnswerAlternative(work),
        sign_agreement=SignAgreement(work, standing),
        sign_for_school=SignForSchool(work, standing),
        sign_for_vendor=SignForVendor(work, standing),
        offer_agreement=OfferAgreement(work, queries, printer),
        read_agreement=ReadAgreement(queries),
        form_groups=FormGroups(work),
        call_roll=CallRoll(work),
        correct_roll=CorrectRoll(work),
        hand_over=HandOver(work),
        close_session=CloseSession(work),
        call_day=CallDay(work),
        suspend_days=SuspendDays(work),
        withdraw_placement=WithdrawPlacement(work),
        expire_offers=ExpireOffers(work),
        move_pupil=MovePupil(work),
    )


def _admission(settings: Settings, database: Database, clock: Clock, sealer: Sealer) -> BatchingAdmission:
    return BatchingAdmission(
        database,
        sealer,
        clock,
        SubmitApplications(),
        render=render_submitted,
        wait_ms=settings.admission_wait_ms,
        batch_max=settings.admission_batch_max,
    )


def _bindings(work: PostgresUnitOfWork, timer: Timer) -> Bindings:
    return Bindings(
        claim_child=ClaimChild(work, timer),
        start_phone_claim=StartPhoneClaim(work, timer),
        confirm_phone_claim=ConfirmPhoneClaim(work, timer),
        hand_out_code=HandOutCode(work, timer),
        take_back_codes=TakeBackCodes(work, timer),
        end_binding=EndBinding(work),
        leave_child=LeaveChild(work),
        take_act_back=TakeActBack(work),
        refer_to_school=ReferToSchool(work),
        record_outcome=RecordOutcome(work),
    )


def _messenger(settings: Settings) -> AliyunSms | NoMessenger:
    if settings.sms_access_key_secret is None:
        return NoMessenger()
    return AliyunSms(
        endpoint=settings.sms_endpoint,
        key_id=settings.sms_access_key_id,
        secret=settings.sms_access_key_secret.get_secret_value(),
        sign_name=settings.sms_sign_name,
        template_code=settings.sms_template_code,
        timer=system_time,
    )


def _sending(send: SendCodes, database: Database) -> Callable[[], Awaitable[None]]:
    wake = asyncio.Event()

    def called() -> bool:
        wake.set()
        # Senders of other processes look often enough.
        return True

    async def run() -> None:
        database.calls.answer(SEND, called)
        while True:
            wake.clear()
            try:
                while await send():
                    pass
            except Exception:
                log.exception("enrolment.sending_failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), SEND_EVERY_S)

    return run


def _recounting(recount: RecountSchools, clock: Clock) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        everything = True
        while True:
            try:
                await recount(now=clock.now(), everything=everything)
                everything = False
            except Exception:
                # A database that restarts must not end the loop; the next round counts everything again.
                log.exception("enrolment.recount_failed")
                everything = True
            await asyncio.sleep(RECOUNT_EVERY_S)

    return run
