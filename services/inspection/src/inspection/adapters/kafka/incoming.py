"""Which events this service reads: everybody's."""

from chassis.audit.witness import witnesses_heads
from chassis.events.handling import Handler, handles, handles_many
from contracts.billing.v1 import events_pb2 as billing
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as vendors
from inspection.adapters.kafka import copies, money, steps

# Whose audit chains we are the witness of.
WITNESSED = ("enrolment", "billing", "staffing", "vendor-registry")

TOPICS = [
    "enrolment.organisation",
    "enrolment.term",
    "enrolment.holiday-notice",
    "enrolment.school-term",
    "enrolment.pupil",
    "enrolment.class",
    "enrolment.offering",
    "enrolment.placement",
    "enrolment.group",
    "billing.accounting-unit",
    "billing.price-notice",
    "billing.bill-run",
    "billing.bill",
    "billing.reconciliation",
    "billing.settlement",
    "billing.allowance",
    "billing.subsidy",
    "staffing.assignment",
    "staffing.rota",
    "staffing.lesson",
    "staffing.allowance-sheet",
    "vendor-registry.vendor",
    "vendor-registry.contract",
    *(f"{service}.audit-head" for service in WITNESSED),
]


def handlers() -> list[Handler]:
    """One handler for each event the read model is built from, and the one that keeps others' audit heads."""
    return [
        handles(enrolment.OrganisationRegistered, copies.organisation_registered),
        handles(enrolment.TermOpened, copies.term_opened),
        handles(enrolment.PackAdopted, copies.pack_adopted),
        handles(enrolment.CalendarPublished, copies.calendar_published),
        handles(enrolment.HolidaysAnnounced, copies.holidays_announced),
        handles_many(enrolment.PupilEnrolled, copies.pupils_enrolled),
        handles(enrolment.PupilMoved, copies.pupil_moved),
        handles_many(enrolment.GuardianBound, copies.guardians_bound),
        handles(enrolment.GuardianUnbound, copies.guardian_unbound),
        handles(enrolment.ClassRegistered, copies.class_registered),
        handles(billing.AccountingUnitRegistered, copies.unit_registered),
        handles(staffing.AssignmentsChanged, copies.assignments_changed),
        witnesses_heads(),
        *_steps(),
        *_money(),
    ]


def _steps() -> list[Handler]:
    return [
        handles(enrolment.SurveyCounted, steps.survey_counted),
        handles(enrolment.PlanFiled, steps.plan_filed),
        handles(enrolment.PlanDecided, steps.plan_decided),
        handles(enrolment.ApplicationsOpened, steps.applications_opened),
        handles(enrolment.ApplicationsCounted, steps.applications_counted),
        handles(enrolment.OfferingPublished, steps.offering_published),
        handles_many(enrolment.PlacementAgreed, steps.placements_agreed),
        handles_many(enrolment.PlacementEnded, steps.placements_ended),
        handles(enrolment.GroupFormed, steps.group_formed),
        handles(enrolment.SessionsScheduled, steps.sessions_scheduled),
        handles(enrolment.SessionsSuspended, steps.sessions_suspended),
        handles_many(enrolment.RollCalled, steps.rolls_called),
        handles_many(enrolment.SessionClosed, steps.sessions_closed),
        handles(staffing.ShiftsAssigned, steps.shifts_assigned),
        handles_many(staffing.LessonConfirmed, steps.lessons_confirmed),
    ]


def _money() -> list[Handler]:
    return [
        handles(billing.PriceNoticePublished, money.price_notice_published),
        handles(billing.BillsIssued, money.bills_issued),
        handles(billing.BillRunPublished, money.bill_run_published),
        handles(billing.WaiversCounted, money.waivers_counted),
        handles(billing.BillsPaid, money.bills_paid),
        handles(billing.BillChanged, money.bill_changed),
        handles(billing.RefundApproved, money.refund_approved),
        handles(billing.RefundPaid, money.refund_paid),
        handles(billing.ReconciliationProgressed, money.reconciliation_progressed),
        handles(billing.MonthClosed, money.month_closed),
        handles(billing.VendorSettled, money.vendor_settled),
        handles(billing.VendorPaid, money.vendor_paid),
        handles(billing.AllowancePaid, money.allowance_paid),
        handles(billing.PayoutReturned, money.payout_returned),
        handles(billing.SubsidyCalculated, money.subsidy_calculated),
        handles(staffing.AllowanceSheetPrepared, money.sheet_prepared),
        handles(staffing.AllowanceSheetReturned, money.sheet_returned),
        handles(staffing.AllowanceSheetApproved, money.sheet_approved),
        handles(vendors.ContractSigned, money.contract_signed),
        handles(vendors.ContractEnded, money.contract_ended),
        handles(vendors.VendorListed, money.vendor_listed),
        handles(vendors.VendorDelisted, money.vendor_delisted),
    ]
