"""Tasks of a term until families have signed: preparing and applying."""

from inspection.domain.board import Situation, State, Status
from rulebook.words import Moment, Step

# A notice may be drafted while these are still open; the plan must be approved first.
_NOT_BEFORE_NOTICE = (Step.PRICE_NOTICE_PUBLISHED, Step.CATALOGUE_PUBLISHED, Step.SURVEY)
_NOT_BEFORE_OFFERINGS = (Step.CATALOGUE_PUBLISHED, Step.PRICE_NOTICE_PUBLISHED)


def roster(now: Situation) -> State:
    facts = now.facts
    counts = {"pupils": facts.pupils, "classes": facts.classes, "staff": facts.staff}
    return State(Status.DONE if facts.pupils and facts.staff else Status.TODO, counts)


def calendar(now: Situation) -> State:
    days = now.facts.school_days
    return State(Status.DONE if days else Status.TODO, {"school_days": days})


def plan_filing(now: Situation) -> State:
    states = {"none": Status.TODO, "filed": Status.SUBMITTED, "returned": Status.RETURNED, "approved": Status.DONE}
    return State(states[now.facts.plan])


def vendors_contracts(now: Situation) -> State:
    counts = {"contracts": now.facts.contracts, "vendors_out": now.facts.vendors_out}
    if now.facts.vendors_out:
        return State(Status.PROBLEM, counts)
    return State(Status.DONE if now.facts.contracts else Status.TODO, counts)


def price_notice(now: Situation) -> State:
    facts = now.facts
    if facts.notice_in_force_on is None:
        blocked = now.unmet(Moment.APPLYING, but=_NOT_BEFORE_NOTICE)
        return State(Status.BLOCKED, blocked_by=blocked) if blocked else State(Status.TODO)
    if facts.notice_in_force_on > now.on:
        return State(Status.IN_PUBLICITY, due_on=facts.notice_in_force_on)
    return State(Status.DONE)


def survey(now: Situation) -> State:
    answers = now.facts.survey_answers
    if now.facts.opened:
        return State(Status.DONE, {"answers": answers})
    return State(Status.RUNNING if answers else Status.TODO, {"answers": answers})


def offerings(now: Situation) -> State:
    counts = {"offerings": now.facts.offerings}
    if now.facts.offerings:
        return State(Status.DONE if now.facts.opened else Status.RUNNING, counts)
    blocked = now.unmet(Moment.APPLYING, but=_NOT_BEFORE_OFFERINGS)
    return State(Status.BLOCKED, counts, blocked_by=blocked) if blocked else State(Status.TODO, counts)


def application_review(now: Situation) -> State:
    facts = now.facts
    waiting = max(facts.submitted - facts.reviewed, 0)
    counts = {"submitted": facts.submitted, "waiting": waiting}
    if not facts.opened:
        blocked = now.unmet(Moment.APPLYING)
        return State(Status.BLOCKED, counts, blocked_by=blocked) if blocked else State(Status.TODO, counts)
    if waiting:
        return State(Status.TODO, counts)
    return State(Status.DONE if facts.submitted else Status.RUNNING, counts)


def placement(now: Situation) -> State:
    facts = now.facts
    counts = {"placed": facts.placed, "alternatives": facts.alternatives}
    if not facts.placed and not facts.alternatives:
        if not facts.reviewed:
            return State(Status.BLOCKED, counts, blocked_by=now.after("application_review"))
        return State(Status.TODO, counts)
    return State(Status.RUNNING if facts.alternatives else Status.DONE, counts)


def agreements(now: Situation) -> State:
    facts = now.facts
    # Pupils on both sides: a child with two places is placed once.
    waiting = max(facts.placed - facts.served, 0)
    counts = {"signed": facts.served, "waiting": waiting}
    if not facts.agreed:
        if not facts.placed:
            return State(Status.BLOCKED, counts, blocked_by=now.after("placement"))
        return State(Status.RUNNING, counts)
    return State(Status.RUNNING if waiting else Status.DONE, counts)
