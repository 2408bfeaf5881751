"""What an account at the identity provider should say about a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kernel.actor import LINKED_MAX
from kernel.role import needs_second_factor

ASSIGNMENTS_MAX = 20
# Given by registering oneself, not by staffing; an event of staffing neither grants nor withdraws them.
SELF_REGISTERED = frozenset({"guardian@/family", "vendor-applicant@/vendor-applicant"})


@dataclass(frozen=True, slots=True)
class WantedAccount:
    """What the last event said; `version` counts the person's events."""

    person_id: UUID
    assignments: tuple[str, ...]
    active: bool
    version: int
    user_id: str | None = None
    # The person's other accounts, by person id.
    linked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExistingAccount:
    """An account as the identity provider has it."""

    user_id: str
    assignments: tuple[str, ...]
    enabled: bool
    person_id: str | None
    # Whether the person has a second factor, or will be asked to enrol one when they next sign in.
    has_second_factor: bool = False
    must_enrol: bool = False
    linked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountState:
    """What is to be written to an account."""

    assignments: tuple[str, ...]
    enabled: bool
    linked: tuple[str, ...] = ()

    @property
    def needs_second_factor(self) -> bool:
        return any(needs_second_factor(each.partition("@")[0]) for each in self.assignments)


def target_state(wanted: WantedAccount, existing: Sequence[str] = ()) -> AccountState:
    """What the account should say, given the assignments it has now.

    Who left keeps what self-registration gave: a teacher who resigns is still somebody's parent. Without any
    of that the account is disabled.
    """
    kept = [each for each in existing if each in SELF_REGISTERED]
    granted = list(wanted.assignments) if wanted.active else []
    assignments = tuple(sorted({*kept, *granted}))[:ASSIGNMENTS_MAX]
    linked = tuple(sorted(set(wanted.linked)))[:LINKED_MAX]
    return AccountState(assignments, enabled=wanted.active or bool(kept), linked=linked)


def needs_change(state: AccountState, existing: ExistingAccount, *, person_id: UUID) -> bool:
    return (
        tuple(sorted(existing.assignments)) != state.assignments
        or tuple(sorted(existing.linked)) != state.linked
        or existing.enabled != state.enabled
        or existing.person_id != str(person_id)
        or (state.needs_second_factor and not (existing.has_second_factor or existing.must_enrol))
    )
