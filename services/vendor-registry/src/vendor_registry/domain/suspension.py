"""Taking a vendor off the list before its time: one officer proposes, another approves."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict, Invalid, NotFound
from kernel.organisation import OrganisationPath
from kernel.text import line
from vendor_registry.domain.listing import Reason


class SuspensionReasonMissing(Invalid):
    code = "vendor_registry.suspension_reason_missing"


class SuspensionAlreadyProposed(Conflict):
    code = "vendor_registry.suspension_already_proposed"


class SuspensionUnknown(NotFound):
    code = "vendor_registry.suspension_unknown"


@dataclass(frozen=True, slots=True)
class Suspension:
    """`kind` is suspended, or removed, which counts in the look-back of later rounds (R38)."""

    id: UUID
    vendor_id: UUID
    district: OrganisationPath
    kind: Reason
    reason: str
    proposed_by: UUID
    proposed_at: datetime
    approved_by: UUID | None = None
    approved_at: datetime | None = None


def propose(suspension: Suspension) -> Suspension:
    """The proposal itself, once it says why."""
    if not line(suspension.reason):
        raise SuspensionReasonMissing("say why the vendor is taken off the list")
    return suspension


def approve(suspension: Suspension, *, by: Actor, now: datetime) -> Suspension:
    """The suspension in force, by a second person."""
    check(Case.SUSPENSION, acts(Function.PREPARE, suspension.proposed_by), actor=by, function=Function.APPROVE)
    return replace(suspension, approved_by=by.id, approved_at=now)
