"""Two accounts are linked as one person's, or unlinked: one person asks, another one above agrees."""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.ids import new_id
from kernel.versions import must_be_present
from staffing.application.change_role import tell
from staffing.application.changed_assignments import changed
from staffing.application.ports import UnitOfWork, UnitOfWorkFactory
from staffing.domain import account_link
from staffing.domain.account_link import IN_FORCE, AccountLink, LinkState
from staffing.domain.person import STAFF_ROLES
from staffing.domain.role_change import NoticeKind


@dataclass(frozen=True, slots=True)
class ProposeLink:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, person_id: UUID, account_id: UUID, reason: str, by: Actor, on: date, now: datetime
    ) -> AccountLink:
        """State that the account is the person's, too; it binds nobody until a second person agrees."""
        link = AccountLink(
            id=new_id(), person_id=person_id, account_id=account_id, reason=reason, asked_by=by.id, asked_at=now
        )
        async with self.unit_of_work() as work:
            await work.people.must_exist(person_id, within=by.path)
            held = await _held(work, link.accounts, on=on)
            proposed = account_link.propose(link, held=_roles(held), by=by)
            await work.links.add(proposed)
            _record(work, "staffing.link_proposed", proposed, by, now, before={})
        return proposed


@dataclass(frozen=True, slots=True)
class ProposeLinkEnd:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, link_id: UUID, reason: str, version: int, by: Actor, on: date, now: datetime
    ) -> AccountLink:
        """Ask that the link ends; it holds until a second person agrees."""
        async with self.unit_of_work() as work:
            link = await work.links.locked(link_id, within=by.path)
            must_be_present(version, present=link.version)
            held = await _held(work, link.accounts, on=on)
            asked = account_link.ask_end(link, held=_roles(held), reason=reason, by=by, now=now)
            await work.links.save(asked)
            _record(work, "staffing.link_end_proposed", asked, by, now, before={"state": link.state.value})
        return asked


@dataclass(frozen=True, slots=True)
class DecideLink:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, link_id: UUID, confirmed: bool, version: int, by: Actor, on: date, now: datetime
    ) -> AccountLink:
        """Agree, as a second person, or refuse; every account of the person is told of the others."""
        async with self.unit_of_work() as work:
            link = await work.links.locked(link_id, within=by.path)
            must_be_present(version, present=link.version)
            before = await _group(work, link)
            await work.people.lock(before)
            held = await _held(work, link.accounts, on=on)
            decided = account_link.decide(link, confirmed=confirmed, held=_roles(held), by=by, now=now)
            await work.links.save(decided)
            if (link.state in IN_FORCE) is not (decided.state in IN_FORCE):
                account_link.check_group(await _group(work, decided))
                # Staffing publishes events about staff only, not about families.
                staff = set(await work.assignments.of(before))
                work.publish(*await changed(work, staff, on=on), now=now)
                kind = NoticeKind.LINKED if decided.state is LinkState.LINKED else NoticeKind.UNLINKED
                concerned = [(link.person_id, each) for each in sorted(held[link.person_id], key=str)]
                await tell(work, kind, concerned, on=on, now=now)
            _record(work, "staffing.link_decided", decided, by, now, before={"state": link.state.value})
        return decided


async def _held(work: UnitOfWork, accounts: Collection[UUID], *, on: date) -> Mapping[UUID, Set[Assignment]]:
    """What each account may act in that day, or would if nobody had suspended it."""
    standing = await work.assignments.of(accounts)
    return {
        account: {one.assignment for one in standing.get(account, ()) if one.suspended or one.in_force(on)}
        for account in accounts
    }


def _roles(held: Mapping[UUID, Set[Assignment]]) -> Set[Assignment]:
    # No office here is above a vendor's people.
    return {one for assignments in held.values() for one in assignments if one.role in STAFF_ROLES}


async def _group(work: UnitOfWork, link: AccountLink) -> Set[UUID]:
    """Every account of the person, counting those the link adds."""
    linked = await work.links.of(link.accounts)
    return link.accounts.union(*linked.values())


def _record(
    work: UnitOfWork, action: str, link: AccountLink, by: Actor, now: datetime, *, before: Mapping[str, object]
) -> None:
    after = {"person_id": str(link.person_id), "account_id": str(link.account_id), "state": link.state.value}
    work.audit.record(by, action, f"account-link/{link.id}", now=now, before=before, after=after)
