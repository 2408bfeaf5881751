"""The tasks in their order, and which of them a regime knows.

Each can be done in this version. Publishing income and expenditure and disposing of a surplus (A3, A11) are not among
them: nobody can do that yet, and a task that can only wait would keep every school from ever being done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from inspection.domain import board_before_lessons as before
from inspection.domain import board_from_lessons as later
from inspection.domain.board import Board, Group, Regime, Situation, State, Task
from inspection.domain.facts import SchoolTermFacts
from rulebook.words import Step


@dataclass(frozen=True, slots=True)
class _Kind:
    key: str
    group: Group
    owner: str
    state: Callable[[Situation], State]
    known: Callable[[Regime], bool] = lambda _: True


def _charges(regime: Regime) -> bool:
    return regime.charges


def _asks(*steps: Step) -> Callable[[Regime], bool]:
    return lambda regime: not regime.steps.isdisjoint(steps)


_KINDS = (
    _Kind("roster", Group.PREPARE, "school-administrator", before.roster),
    _Kind("calendar", Group.PREPARE, "district-officer", before.calendar),
    _Kind(
        "plan_filing",
        Group.PREPARE,
        "school-administrator",
        before.plan_filing,
        _asks(Step.PLAN_FILED, Step.PLAN_APPROVED),
    ),
    _Kind(
        "vendors_contracts",
        Group.PREPARE,
        "school-administrator",
        before.vendors_contracts,
        lambda regime: regime.vendors,
    ),
    _Kind(
        "price_notice",
        Group.PREPARE,
        "school-accountant",
        before.price_notice,
        lambda regime: regime.charges or Step.PRICE_NOTICE_PUBLISHED in regime.steps,
    ),
    _Kind("survey", Group.APPLY, "school-administrator", before.survey, _asks(Step.SURVEY)),
    _Kind("offerings", Group.APPLY, "school-administrator", before.offerings),
    _Kind("application_review", Group.APPLY, "class-teacher", before.application_review, lambda regime: regime.reviews),
    _Kind("placement", Group.APPLY, "school-administrator", before.placement),
    _Kind("agreements", Group.APPLY, "guardian", before.agreements, _asks(Step.AGREEMENT_SIGNED)),
    _Kind("groups_rota", Group.SERVE, "school-administrator", later.groups_rota),
    _Kind("roll_closing", Group.SERVE, "duty-teacher", later.roll_closing),
    _Kind("lesson_confirmation", Group.SERVE, "school-administrator", later.lesson_confirmation),
    _Kind("bills", Group.MONEY, "school-accountant", later.bills, _charges),
    _Kind("payments_reconciliation", Group.MONEY, "school-cashier", later.payments_reconciliation, _charges),
    _Kind("refunds", Group.MONEY, "school-cashier", later.refunds, _charges),
    _Kind("allowance", Group.MONEY, "school-accountant", later.allowance, lambda regime: regime.allowance),
    _Kind(
        "vendor_settlement",
        Group.MONEY,
        "school-accountant",
        later.vendor_settlement,
        lambda regime: regime.vendors and regime.charges,
    ),
    _Kind("rectification", Group.FINISH, "school-administrator", later.rectification),
    _Kind("month_close", Group.FINISH, "finance-officer", later.month_close, _charges),
)


def board_of(facts: SchoolTermFacts, regime: Regime, *, on: date, term_last_on: date) -> Board:
    """Return the board as it stands on `on`."""
    now = Situation(facts, regime, on, term_last_on)
    kinds = [kind for kind in _KINDS if kind.known(regime)]
    return Board(tuple(Task(kind.key, kind.group, kind.owner, kind.state(now)) for kind in kinds))
