"""Tasks of a term from the first lesson on: lessons, money, closing."""

from inspection.domain.board import Situation, State, Status
from rulebook.words import Moment


def groups_rota(now: Situation) -> State:
    facts = now.facts
    counts = {"groups": facts.groups, "sessions": facts.sessions, "uncovered": facts.sessions_uncovered}
    if not facts.groups:
        blocked = now.unmet(Moment.SERVING)
        return State(Status.BLOCKED, counts, blocked_by=blocked) if blocked else State(Status.TODO, counts)
    return State(Status.TODO if facts.sessions_uncovered or not facts.sessions else Status.DONE, counts)


def roll_closing(now: Situation) -> State:
    facts = now.facts
    counts = {"due": facts.sessions_due, "called": facts.rolls, "missing": facts.rolls_missing}
    if not facts.sessions:
        return State(Status.BLOCKED, counts, blocked_by=now.after("groups_rota"))
    if facts.rolls_missing:
        return State(Status.TODO, counts)
    if not facts.sessions_due:
        return State(Status.NOT_STARTED, counts)
    return State(Status.DONE if facts.sessions_due >= facts.sessions else Status.RUNNING, counts)


def lesson_confirmation(now: Situation) -> State:
    facts = now.facts
    waiting = max(facts.rolls - facts.lessons, 0)
    counts = {"confirmed": facts.lessons, "waiting": waiting}
    if not facts.rolls:
        return State(Status.NOT_STARTED, counts)
    if waiting:
        return State(Status.TODO, counts)
    return State(Status.DONE if facts.sessions_due >= facts.sessions else Status.RUNNING, counts)


def bills(now: Situation) -> State:
    facts = now.facts
    counts = {"bills": facts.bills, "due_fen": facts.due_fen, "unbilled": max(facts.served - facts.billed_pupils, 0)}
    if not facts.bills:
        blocked = now.unmet(Moment.BILLING)
        return State(Status.BLOCKED, counts, blocked_by=blocked) if blocked else State(Status.TODO, counts)
    return State(Status.TODO if counts["unbilled"] else Status.DONE, counts)


def payments_reconciliation(now: Situation) -> State:
    facts = now.facts
    counts = {
        "received_fen": facts.received_fen,
        "lines": facts.statement_lines,
        "matched": facts.statement_matched,
        "found": facts.exceptions_found,
        "exceptions": facts.exceptions_open,
    }
    if not facts.bills:
        return State(Status.BLOCKED, counts, blocked_by=now.after("bills"))
    if facts.exceptions_open:
        return State(Status.UNMATCHED, counts)
    return State(Status.DONE if not facts.unpaid_fen and facts.statement_lines else Status.RUNNING, counts)


def refunds(now: Situation) -> State:
    facts = now.facts
    counts = {"refunds": facts.refunds, "paid": facts.refunds_paid, "refunded_fen": facts.refunded_fen}
    if facts.refunds > facts.refunds_paid:
        return State(Status.REFUNDING, counts)
    return State(Status.DONE if facts.refunds or now.term_over else Status.NOT_STARTED, counts)


def allowance(now: Situation) -> State:
    facts = now.facts
    counts = {"sheets": facts.sheets, "approved": facts.sheets_approved, "amount_fen": facts.allowance_fen}
    if facts.sheets_returned:
        return State(Status.RETURNED, counts)
    if facts.sheets > facts.sheets_approved:
        return State(Status.NEEDS_APPROVAL, counts)
    if facts.months_over > facts.sheets and facts.lessons:
        return State(Status.TODO, counts)
    if not facts.sheets:
        return State(Status.NOT_STARTED, counts)
    return State(Status.DONE if now.term_over else Status.RUNNING, counts)


def vendor_settlement(now: Situation) -> State:
    facts = now.facts
    counts = {
        "settlements": facts.settlements,
        "paid": facts.settlements_paid,
        "amount_fen": facts.settlement_fen,
        "lessons": facts.vendor_lessons,
    }
    if not facts.settlements:
        return State(Status.TODO if facts.vendor_lessons and facts.months_over else Status.NOT_STARTED, counts)
    if facts.settlements > facts.settlements_paid:
        return State(Status.RUNNING, counts)
    return State(Status.DONE, counts)


def rectification(now: Situation) -> State:
    facts = now.facts
    counts = {
        "findings": facts.findings,
        "open": facts.findings_open,
        "rectified": facts.findings_rectified,
        "complaints": facts.complaints_open,
    }
    if facts.findings_open:
        late = facts.findings_due_on is not None and facts.findings_due_on < now.on
        return State(Status.OVERDUE if late else Status.TODO, counts, due_on=facts.findings_due_on)
    if facts.findings_rectified:
        return State(Status.SUBMITTED, counts)
    return State(Status.DONE if facts.findings or now.term_over else Status.NOT_STARTED, counts)


def month_close(now: Situation) -> State:
    facts = now.facts
    counts = {"over": facts.months_over, "closed": facts.months_closed}
    if facts.months_over <= facts.months_closed:
        if not facts.months_closed:
            return State(Status.NOT_STARTED, counts)
        return State(Status.DONE if now.term_over else Status.RUNNING, counts)
    if facts.exceptions_open:
        return State(Status.BLOCKED, counts, blocked_by=now.after("payments_reconciliation"))
    return State(Status.TODO, counts)
