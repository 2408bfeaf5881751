"""How the facts of this service look to the others."""

from collections.abc import Mapping

from google.protobuf.message import Message

from contracts.inspection.v1 import events_pb2 as v1
from inspection.application.ports import Event
from inspection.domain.complaint import ComplaintAnswered, ComplaintFiled
from inspection.domain.finding import FindingClosed, FindingRaised

# Where the states are told.
TOPICS: Mapping[type[Event], str] = {FindingRaised: "inspection.finding", FindingClosed: "inspection.finding"}


def outgoing(event: Event) -> tuple[str, str, Message]:
    """Return topic, key and message of an event."""
    match event:
        case FindingRaised(found):
            raised = v1.FindingRaised(
                finding_id=str(found.id), school_path=found.school_path, due_on=found.due_on.isoformat()
            )
            return TOPICS[FindingRaised], str(found.id), raised
        case FindingClosed(found):
            closed_on = found.closed_on.isoformat() if found.closed_on else ""
            closed = v1.FindingClosed(finding_id=str(found.id), school_path=found.school_path, closed_on=closed_on)
            return TOPICS[FindingClosed], str(found.id), closed
        case ComplaintFiled(one):
            filed = v1.ComplaintFiled(
                complaint_id=str(one.id),
                district_path=one.district_path,
                school_path=one.school_path,
                due_on=one.due_on.isoformat(),
            )
            return "inspection.complaint", str(one.id), filed
        case ComplaintAnswered(one):
            answered = v1.ComplaintAnswered(complaint_id=str(one.id), district_path=one.district_path)
            return "inspection.complaint", str(one.id), answered
