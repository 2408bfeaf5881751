"""What somebody objects to while a result is on display."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Invalid, NotFound
from kernel.text import line


class ObjectionUnknown(NotFound):
    code = "vendor_registry.objection_unknown"


class ObjectionEmpty(Invalid):
    code = "vendor_registry.objection_empty"


class AlreadyObjected(Conflict):
    code = "vendor_registry.already_objected"


class ObjectionDecided(Conflict):
    code = "vendor_registry.objection_decided"


class DecisionReasonMissing(Invalid):
    code = "vendor_registry.decision_reason_missing"


@dataclass(frozen=True, slots=True)
class Objection:
    """`text` is kept sealed: people write names into it. `upheld` is None until decided."""

    id: UUID
    round_id: UUID
    vendor_id: UUID
    text: str
    raised_by: UUID
    raised_at: datetime
    upheld: bool | None = None
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""


def decide_objection(objection: Objection, *, upheld: bool, reason: str, by: Actor, now: datetime) -> Objection:
    """The objection with its reasoned answer, by somebody other than the objector."""
    if objection.upheld is not None:
        raise ObjectionDecided("this objection has its answer already")
    check(Case.OBJECTION, acts(Function.ASK, objection.raised_by), actor=by, function=Function.APPROVE)
    if not line(reason):
        raise DecisionReasonMissing("say why the objection is upheld or dismissed")
    return replace(objection, upheld=upheld, decision_reason=reason.strip(), decided_by=by.id, decided_at=now)
