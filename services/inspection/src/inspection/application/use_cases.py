"""Everything that can be done in inspection, put together by the composition root."""

from dataclasses import dataclass

from inspection.application.answer_complaint import AnswerComplaint, AssignComplaint, FlagOverdueComplaints
from inspection.application.file_complaint import FileComplaint
from inspection.application.keep_figures import RebuildReadModel, RefreshFigures, TurnDay
from inspection.application.plan_inspection import PlanInspection
from inspection.application.queries import Queries
from inspection.application.raise_finding import RaiseFinding
from inspection.application.rate_course import RateCourse
from inspection.application.recheck_finding import RecheckFinding
from inspection.application.record_visit import RecordVisit
from inspection.application.rectify_finding import AddEvidence, RectifyFinding
from inspection.application.tell_overview import TellOverview
from inspection.application.verify_anomaly import CloseAnomaly, VerifyAnomaly


@dataclass(frozen=True, slots=True)
class UseCases:
    plan_inspection: PlanInspection
    record_visit: RecordVisit
    raise_finding: RaiseFinding
    add_evidence: AddEvidence
    rectify_finding: RectifyFinding
    recheck_finding: RecheckFinding
    file_complaint: FileComplaint
    assign_complaint: AssignComplaint
    answer_complaint: AnswerComplaint
    flag_overdue_complaints: FlagOverdueComplaints
    rate_course: RateCourse
    verify_anomaly: VerifyAnomaly
    close_anomaly: CloseAnomaly
    tell_overview: TellOverview
    refresh_figures: RefreshFigures
    turn_day: TurnDay
    rebuild_read_model: RebuildReadModel
    queries: Queries
