"""Everything that can be done in staffing, put together by the composition root."""

from dataclasses import dataclass

from staffing.application.assign_shifts import AssignShifts
from staffing.application.change_link import DecideLink, ProposeLink, ProposeLinkEnd
from staffing.application.change_role import DecideRoleChange, ProposeEnd, ProposeGrant, SuspendRole
from staffing.application.confirm_lessons import ConfirmLessons, LogLessons, ReinstateLesson, StrikeLesson
from staffing.application.import_staff import DecideStaffImport, ProposeStaffImport, ShowStaffImport
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


@dataclass(frozen=True, slots=True)
class UseCases:
    propose_staff_import: ProposeStaffImport
    show_staff_import: ShowStaffImport
    decide_staff_import: DecideStaffImport
    propose_grant: ProposeGrant
    propose_end: ProposeEnd
    suspend_role: SuspendRole
    decide_role_change: DecideRoleChange
    propose_link: ProposeLink
    propose_link_end: ProposeLinkEnd
    decide_link: DecideLink
    turn_assignments: TurnAssignments
    record_clearance: RecordClearance
    add_evidence: AddEvidence
    confirm_clearance: ConfirmClearance
    assign_shifts: AssignShifts
    log_lessons: LogLessons
    strike_lesson: StrikeLesson
    reinstate_lesson: ReinstateLesson
    confirm_lessons: ConfirmLessons
    prepare_allowance_sheet: PrepareAllowanceSheet
    prepare_allowance_sheet_again: PrepareAllowanceSheetAgain
    send_back_allowance_sheet: SendBackAllowanceSheet
    sign_allowance_sheet: SignAllowanceSheet
    approve_allowance_sheet: ApproveAllowanceSheet
    export_allowance_sheet: ExportAllowanceSheet
    queries: Queries
    roles: RoleQueries
    accounts: Accounts
