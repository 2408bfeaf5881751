"""Everything that can be done in staffing, put together by the composition root."""

from dataclasses import dataclass

from staffing.application.assign_shifts import AssignShifts
from staffing.application.change_assignment import EndAssignment, GrantAssignment, TurnAssignments
from staffing.application.confirm_lessons import ConfirmLessons, LogLessons, ReinstateLesson, StrikeLesson
from staffing.application.import_staff import ImportStaff
from staffing.application.queries import Queries
from staffing.application.record_clearance import RecordClearance
from staffing.application.run_allowance import (
    ApproveAllowanceSheet,
    ExportAllowanceSheet,
    PrepareAllowanceSheet,
    PrepareAllowanceSheetAgain,
    SendBackAllowanceSheet,
    SignAllowanceSheet,
)


@dataclass(frozen=True, slots=True)
class UseCases:
    import_staff: ImportStaff
    grant_assignment: GrantAssignment
    end_assignment: EndAssignment
    turn_assignments: TurnAssignments
    record_clearance: RecordClearance
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
