"""Two accounts of one person: a principal who is a parent is one person where two are asked for (DOMAIN A10)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.actor import LINKED_MAX, Actor, Assignment
from kernel.duties import Case, Function, SamePersonTwice, acts, check
from kernel.errors import Conflict, Invalid
from staffing.domain.role_change import ChangeNeedsReason, must_be_confirmed_by, must_be_proposed_by


class LinkState(StrEnum):
    """`ending` = somebody asked for its end; it holds until a second person agrees."""

    PROPOSED = "proposed"
    LINKED = "linked"
    ENDING = "ending"
    ENDED = "ended"
    REFUSED = "refused"


IN_FORCE = frozenset({LinkState.LINKED, LinkState.ENDING})
WAITING = frozenset({LinkState.PROPOSED, LinkState.ENDING})


class LinkedToItself(Invalid):
    code = "staffing.linked_to_itself"


class LinkDecided(Conflict):
    code = "staffing.link_decided"


class LinkNotInForce(Conflict):
    code = "staffing.link_not_in_force"


class TooManyLinks(Conflict):
    code = "staffing.too_many_links"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLink:
    """`person_id` acts for a school or an office, `account_id` is another account of theirs, of a family mostly."""

    id: UUID
    person_id: UUID
    account_id: UUID
    reason: str
    state: LinkState = LinkState.PROPOSED
    version: int = 1
    asked_by: UUID
    asked_at: datetime
    decided_by: UUID | None = None
    decided_at: datetime | None = None

    @property
    def accounts(self) -> frozenset[UUID]:
        return frozenset({self.person_id, self.account_id})


def propose(link: AccountLink, *, held: Iterable[Assignment], by: Actor) -> AccountLink:
    """The link as stated by the person, or by an office that has a say in every role the accounts hold."""
    if link.person_id == link.account_id:
        raise LinkedToItself("name the person's other account")
    check(Case.ACCOUNT_LINK, (), actor=by, function=Function.PREPARE)
    _must_be_theirs(link, held, by)
    return replace(link, reason=_said(link.reason))


def ask_end(link: AccountLink, *, held: Iterable[Assignment], reason: str, by: Actor, now: datetime) -> AccountLink:
    """The link whose end somebody asks for; it holds until another person agrees."""
    if link.state is not LinkState.LINKED:
        raise LinkNotInForce("there is no link in force to end", params={"state": link.state.value})
    check(Case.ACCOUNT_LINK, (), actor=by, function=Function.PREPARE)
    _must_be_theirs(link, held, by)
    return replace(
        link,
        state=LinkState.ENDING,
        reason=_said(reason),
        version=link.version + 1,
        asked_by=by.id,
        asked_at=now,
        decided_by=None,
        decided_at=None,
    )


def decide(link: AccountLink, *, confirmed: bool, held: Iterable[Assignment], by: Actor, now: datetime) -> AccountLink:
    """The link as decided by a second person who stands above every role it binds; who asked may withdraw."""
    if link.state not in WAITING:
        raise LinkDecided("this was decided already", params={"state": link.state.value})
    if confirmed or link.asked_by not in by.accounts:
        for assignment in held:
            must_be_confirmed_by(by, assignment)
        check(Case.ACCOUNT_LINK, acts(Function.PREPARE, link.asked_by), actor=by, function=Function.APPROVE)
        if link.accounts & by.accounts:
            raise SamePersonTwice("somebody else agrees to a link of yours", params={"step": "account_link.approve"})
    ends = link.state is LinkState.ENDING
    if confirmed:
        state = LinkState.ENDED if ends else LinkState.LINKED
    else:
        state = LinkState.LINKED if ends else LinkState.REFUSED
    return replace(link, state=state, version=link.version + 1, decided_by=by.id, decided_at=now)


def check_group(accounts: Collection[UUID]) -> None:
    """Raise where the accounts of one person are more than a token could carry."""
    if len(accounts) > LINKED_MAX + 1:
        raise TooManyLinks(f"one person has at most {LINKED_MAX} other accounts", params={"most": LINKED_MAX})


def _must_be_theirs(link: AccountLink, held: Iterable[Assignment], by: Actor) -> None:
    if link.person_id in by.accounts:
        return
    for assignment in held:
        must_be_proposed_by(by, assignment)


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise ChangeNeedsReason("say why the accounts are of one person, or no longer")
    return said
