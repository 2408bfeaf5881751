"""Everything billing can be asked to do, as one object."""

from dataclasses import dataclass

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
from billing.application.ports import PupilDirectory, StaffDirectory
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


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    propose_unit_changes: ProposeUnitChanges
    confirm_unit_change: ConfirmUnitChange
    reject_unit_change: RejectUnitChange
    draft_price_notice: DraftPriceNotice
    publish_price_notice: PublishPriceNotice
    import_waivers: ImportWaivers
    apply_for_waiver: ApplyForWaiver
    decide_waiver: DecideWaiver
    start_bill_run: StartBillRun
    order_payment: OrderPayment
    propose_refund: ProposeRefund
    take_over_refund: TakeOverRefund
    approve_refund: ApproveRefund
    register_statement: RegisterStatement
    store_part: StorePart
    start_import: StartImport
    confirm_statement: ConfirmStatement
    reject_statement: RejectStatement
    disclose_party: DiscloseParty
    disclose_payee: DisclosePayee
    match_by_hand: MatchByHand
    undo_match: UndoMatch
    propose_resolution: ProposeResolution
    approve_resolution: ApproveResolution
    raise_late_arrivals: RaiseLateArrivals
    settle_term_end: SettleTermEnd
    prepare_settlement: PrepareSettlement
    confirm_settlement: ConfirmSettlement
    pay_settlement: PaySettlement
    give_pay_file: GivePayFile
    calculate_subsidy: CalculateSubsidy
    claim_budget_money: ClaimBudgetMoney
    sign_month: SignMonth
    close_month: CloseMonth
    directory: PupilDirectory
    staff: StaffDirectory
    queries: Queries
