"""All use cases of the registry, as the entrypoints are given them."""

from dataclasses import dataclass

from vendor_registry.application.announce_round import AnnounceRound
from vendor_registry.application.apply_to_round import ApplyToRound
from vendor_registry.application.cancel_contract import CancelContract
from vendor_registry.application.confirm_clearance import ConfirmClearance
from vendor_registry.application.confirm_licence import ConfirmLicence, RefuseLicence
from vendor_registry.application.decide_objection import DecideObjection
from vendor_registry.application.draft_contract import DraftContract
from vendor_registry.application.end_claim import RefuseClaim, WithdrawClaim
from vendor_registry.application.end_instructor import EndInstructor
from vendor_registry.application.expire_listings import ExpireListings
from vendor_registry.application.file_course import FileCourse
from vendor_registry.application.file_instructor import FileInstructor
from vendor_registry.application.file_licence import FileLicence
from vendor_registry.application.foresee_result import ForeseeResult
from vendor_registry.application.list_vendors import ListVendors
from vendor_registry.application.ports import DocumentReader, UnitOfWork
from vendor_registry.application.queries import Queries
from vendor_registry.application.raise_objection import RaiseObjection
from vendor_registry.application.record_clearance import RecordClearance
from vendor_registry.application.register_vendor import ConfirmVendor, RegisterVendor
from vendor_registry.application.review_application import ReviewApplication
from vendor_registry.application.sign_contract import SignContract
from vendor_registry.application.start_publicity import StartPublicity
from vendor_registry.application.suspend_vendor import ApproveSuspension, ProposeSuspension


@dataclass(frozen=True, slots=True)
class UseCases:
    register_vendor: RegisterVendor
    confirm_vendor: ConfirmVendor
    refuse_claim: RefuseClaim
    withdraw_claim: WithdrawClaim
    file_licence: FileLicence
    confirm_licence: ConfirmLicence
    refuse_licence: RefuseLicence
    file_instructor: FileInstructor
    record_clearance: RecordClearance
    confirm_clearance: ConfirmClearance
    end_instructor: EndInstructor
    file_course: FileCourse
    announce_round: AnnounceRound
    apply_to_round: ApplyToRound
    review_application: ReviewApplication
    foresee_result: ForeseeResult
    start_publicity: StartPublicity
    raise_objection: RaiseObjection
    decide_objection: DecideObjection
    list_vendors: ListVendors
    expire_listings: ExpireListings
    draft_contract: DraftContract
    sign_contract: SignContract
    cancel_contract: CancelContract
    propose_suspension: ProposeSuspension
    approve_suspension: ApproveSuspension
    queries: Queries
    documents: DocumentReader

    @classmethod
    def over(cls, begin: UnitOfWork, queries: Queries, documents: DocumentReader) -> "UseCases":
        """The use cases on these adapters."""
        return cls(
            register_vendor=RegisterVendor(begin),
            confirm_vendor=ConfirmVendor(begin),
            refuse_claim=RefuseClaim(begin),
            withdraw_claim=WithdrawClaim(begin),
            file_licence=FileLicence(begin),
            confirm_licence=ConfirmLicence(begin),
            refuse_licence=RefuseLicence(begin),
            file_instructor=FileInstructor(begin),
            record_clearance=RecordClearance(begin),
            confirm_clearance=ConfirmClearance(begin),
            end_instructor=EndInstructor(begin),
            file_course=FileCourse(begin),
            announce_round=AnnounceRound(begin),
            apply_to_round=ApplyToRound(begin),
            review_application=ReviewApplication(begin),
            foresee_result=ForeseeResult(begin),
            start_publicity=StartPublicity(begin),
            raise_objection=RaiseObjection(begin),
            decide_objection=DecideObjection(begin),
            list_vendors=ListVendors(begin),
            expire_listings=ExpireListings(begin),
            draft_contract=DraftContract(begin),
            sign_contract=SignContract(begin),
            cancel_contract=CancelContract(begin),
            propose_suspension=ProposeSuspension(begin),
            approve_suspension=ApproveSuspension(begin),
            queries=queries,
            documents=documents,
        )
