"""Everything the service can do, as its entry points see it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from enrolment.application.adopt_pack import AdoptPack
from enrolment.application.announce_holidays import AnnounceHolidays
from enrolment.application.answer_alternative import AnswerAlternative
from enrolment.application.answer_survey import AnswerSurvey
from enrolment.application.approve_applications import ApproveApplications
from enrolment.application.call_roll import CallDay, CallRoll, CloseSession, CorrectRoll, HandOver
from enrolment.application.claim_child import ClaimChild, ConfirmPhoneClaim, StartPhoneClaim
from enrolment.application.decide_consent import DecideConsent
from enrolment.application.decide_filing import DecideFiling
from enrolment.application.decline_application import DeclineApplication
from enrolment.application.draft_offering import DraftOffering
from enrolment.application.draw_placements import DrawPlacements
from enrolment.application.end_binding import EndBinding, LeaveChild
from enrolment.application.expire_offers import ExpireOffers
from enrolment.application.file_plan import FilePlan
from enrolment.application.form_groups import FormGroups
from enrolment.application.hand_out_code import HandOutCode, TakeBackCodes
from enrolment.application.import_organisations import ImportOrganisations
from enrolment.application.import_roster import ImportRoster
from enrolment.application.move_pupil import MovePupil
from enrolment.application.offer_agreement import OfferAgreement, ReadAgreement
from enrolment.application.open_applications import OpenApplications
from enrolment.application.open_term import OpenTerm
from enrolment.application.ports.work import PackLibrary
from enrolment.application.publish_calendar import PublishCalendar
from enrolment.application.publish_offering import PublishOffering
from enrolment.application.queries import Queries
from enrolment.application.review_applications import ReviewApplications
from enrolment.application.settle_disagreement import RecordOutcome, ReferToSchool, TakeActBack
from enrolment.application.sign_agreements import SignAgreement, SignForSchool, SignForVendor
from enrolment.application.suspend_sessions import SuspendDays
from enrolment.application.withdraw_placement import WithdrawPlacement
from enrolment.domain.application import Applying
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Admission:
    """One request of the rush: who asks for what, with the key and fingerprint that make it happen once."""

    applying: Applying
    actor: Actor
    key: str
    route: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Admitted:
    """The exact answer to one request; `replayed` when it was given before."""

    status: int
    body: bytes
    replayed: bool


Admit = Callable[[Admission], Awaitable[Admitted]]


@dataclass(frozen=True, slots=True)
class Bindings:
    """Everything that settles who belongs to which child."""

    claim_child: ClaimChild
    start_phone_claim: StartPhoneClaim
    confirm_phone_claim: ConfirmPhoneClaim
    hand_out_code: HandOutCode
    take_back_codes: TakeBackCodes
    end_binding: EndBinding
    leave_child: LeaveChild
    take_act_back: TakeActBack
    refer_to_school: ReferToSchool
    record_outcome: RecordOutcome


@dataclass(frozen=True, slots=True)
class UseCases:
    queries: Queries
    packs: PackLibrary
    admit: Admit
    import_organisations: ImportOrganisations
    import_roster: ImportRoster
    open_term: OpenTerm
    publish_calendar: PublishCalendar
    announce_holidays: AnnounceHolidays
    adopt_pack: AdoptPack
    bindings: Bindings
    decide_consent: DecideConsent
    answer_survey: AnswerSurvey
    file_plan: FilePlan
    decide_filing: DecideFiling
    draft_offering: DraftOffering
    publish_offering: PublishOffering
    open_applications: OpenApplications
    decline_application: DeclineApplication
    review_applications: ReviewApplications
    approve_applications: ApproveApplications
    draw_placements: DrawPlacements
    answer_alternative: AnswerAlternative
    sign_agreement: SignAgreement
    sign_for_school: SignForSchool
    sign_for_vendor: SignForVendor
    offer_agreement: OfferAgreement
    read_agreement: ReadAgreement
    form_groups: FormGroups
    call_roll: CallRoll
    correct_roll: CorrectRoll
    hand_over: HandOver
    close_session: CloseSession
    call_day: CallDay
    suspend_days: SuspendDays
    withdraw_placement: WithdrawPlacement
    expire_offers: ExpireOffers
    move_pupil: MovePupil
