"""How the facts of this service look to the others."""

from collections.abc import Mapping

from google.protobuf.message import Message

from contracts.staffing.v1 import events_pb2 as v1
from staffing.application.ports import Event
from staffing.domain.allowance_sheet import (
    AllowanceSheet,
    AllowanceSheetApproved,
    AllowanceSheetPrepared,
    AllowanceSheetReturned,
)
from staffing.domain.clearance import ClearanceRecorded
from staffing.domain.lesson import LessonConfirmed
from staffing.domain.person import AssignmentsChanged, ClassTeacherAssigned
from staffing.domain.rota import ShiftsAssigned

TOPICS: Mapping[type[Event], str] = {
    AssignmentsChanged: "staffing.assignment",
    ClassTeacherAssigned: "staffing.class-teacher",
    ClearanceRecorded: "staffing.clearance",
    ShiftsAssigned: "staffing.rota",
    LessonConfirmed: "staffing.lesson",
    AllowanceSheetPrepared: "staffing.allowance-sheet",
    AllowanceSheetApproved: "staffing.allowance-sheet",
    AllowanceSheetReturned: "staffing.allowance-sheet",
}


def outgoing(event: Event) -> tuple[str, str, Message]:
    """Return topic, key and message of an event."""
    match event:
        case AssignmentsChanged():
            return TOPICS[AssignmentsChanged], str(event.person_id), _assignments(event)
        case ClassTeacherAssigned():
            return TOPICS[ClassTeacherAssigned], str(event.class_id), _class_teacher(event)
        case ClearanceRecorded():
            return TOPICS[ClearanceRecorded], str(event.person_id), _clearance(event)
        case ShiftsAssigned():
            return TOPICS[ShiftsAssigned], str(event.group_id), _shifts(event)
        case LessonConfirmed():
            return TOPICS[LessonConfirmed], str(event.session_id), _lesson(event)
        case AllowanceSheetPrepared():
            return TOPICS[AllowanceSheetPrepared], str(event.sheet.id), _prepared(event.sheet)
        case AllowanceSheetApproved():
            return TOPICS[AllowanceSheetApproved], str(event.sheet.id), _approved(event.sheet)
        case AllowanceSheetReturned():
            return TOPICS[AllowanceSheetReturned], str(event.sheet.id), _returned(event.sheet)


def _assignments(event: AssignmentsChanged) -> Message:
    return v1.AssignmentsChanged(
        person_id=str(event.person_id),
        assignments=list(event.assignments),
        active=event.active,
        linked_person_ids=[str(each) for each in event.linked],
    )


def _class_teacher(event: ClassTeacherAssigned) -> Message:
    return v1.ClassTeacherAssigned(
        class_id=str(event.class_id), school_path=event.school_path, person_id=str(event.person_id)
    )


def _clearance(event: ClearanceRecorded) -> Message:
    return v1.ClearanceRecorded(
        person_id=str(event.person_id),
        school_path=event.school_path,
        valid_from=event.checked_on.isoformat(),
        valid_until=event.valid_until.isoformat(),
    )


def _shifts(event: ShiftsAssigned) -> Message:
    return v1.ShiftsAssigned(
        group_id=str(event.group_id),
        school_path=event.school_path,
        shifts=[
            v1.Shift(session_id=str(one.session_id), person_id=str(one.person_id), duty=one.duty.value)
            for one in event.shifts
        ],
    )


def _lesson(event: LessonConfirmed) -> Message:
    return v1.LessonConfirmed(
        session_id=str(event.session_id),
        group_id=str(event.group_id),
        offering_id=str(event.offering_id),
        school_path=event.school_path,
        held_on=event.held_on.isoformat(),
        person_id=str(event.person_id),
        vendor_id="" if event.vendor_id is None else str(event.vendor_id),
        confirmed_by=str(event.confirmed_by),
    )


def _prepared(sheet: AllowanceSheet) -> Message:
    return v1.AllowanceSheetPrepared(
        sheet_id=str(sheet.id),
        school_path=sheet.school_path,
        month=str(sheet.month),
        lines=len(sheet.lines),
        amount_fen=sheet.amount.fen,
    )


def _approved(sheet: AllowanceSheet) -> Message:
    return v1.AllowanceSheetApproved(
        sheet_id=str(sheet.id),
        school_path=sheet.school_path,
        month=str(sheet.month),
        lines=len(sheet.lines),
        amount_fen=sheet.amount.fen,
        outside_total=sheet.terms.outside_total,
    )


def _returned(sheet: AllowanceSheet) -> Message:
    return v1.AllowanceSheetReturned(
        sheet_id=str(sheet.id),
        school_path=sheet.school_path,
        month=str(sheet.month),
        amount_fen=sheet.amount.fen,
    )
