"""Giving somebody a role and ending it: one person asks, another one above agrees, and who it concerns is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from kernel.versions import must_be_present
from staffing.application.changed_assignments import changed
from staffing.application.clear_rota import clear_rota
from staffing.application.held_beside import held_beside
from staffing.application.ports import UnitOfWork, UnitOfWorkFactory
from staffing.domain import role_change
from staffing.domain.person import DatedAssignment, check_from, check_role
from staffing.domain.role_change import ChangeKind, ChangeState, Notice, NoticeKind, RoleChange

PRINCIPAL = "principal"


@dataclass(frozen=True, slots=True)
class ProposeGrant:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        person_id: UUID,
        role: str,
        path: OrganisationPath,
        starts_on: date,
        ends_on: date | None,
        reason: str,
        by: Actor,
        on: date,
        now: datetime,
    ) -> RoleChange:
        """Ask for a role from `starts_on` until `ends_on` (not included): a deputy has both.

        Raises where on any day of it the person would hold roles that exclude each other, by any account (D10, A10).
        """
        assignment = Assignment(role, path)
        change = RoleChange(
            id=new_id(),
            kind=ChangeKind.GRANT,
            person_id=person_id,
            assignment=assignment,
            starts_on=starts_on,
            ends_on=ends_on,
            reason=reason,
            proposed_by=by.id,
            proposed_at=now,
        )
        change = role_change.propose(change, by=by)
        role_change.check_dates(starts_on, ends_on, on=on)
        async with self.unit_of_work() as work:
            organisation = await work.organisations.by_path(path)
            check_role(role, organisation_kind=organisation.kind)
            await work.people.must_exist(person_id, within=by.path)
            await work.people.lock({person_id})
            await _must_fit(work, person_id, DatedAssignment(person_id, assignment, starts_on, ends_on), on=on)
            await work.role_changes.add(change)
            _record(work, "staffing.role_change_proposed", change, by, now, before={})
        return change


@dataclass(frozen=True, slots=True)
class ProposeEnd:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, assignment_id: UUID, reason: str, by: Actor, on: date, now: datetime) -> RoleChange:
        """Ask that a role ends; it holds until a second person agrees."""
        async with self.unit_of_work() as work:
            held = await work.assignments.get(assignment_id, within=by.path, on=on)
            change = role_change.propose(_end(assignment_id, held, reason, by, now), by=by)
            await work.role_changes.add(change)
            _record(work, "staffing.role_change_proposed", change, by, now, before={"in_force": True})
        return change


@dataclass(frozen=True, slots=True)
class SuspendRole:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, assignment_id: UUID, reason: str, by: Actor, on: date, now: datetime) -> RoleChange:
        """Take a role away at once, by one person who stands above it; a second one ends or lifts it."""
        async with self.unit_of_work() as work:
            held = await work.assignments.get(assignment_id, within=by.path, on=on)
            change = role_change.suspend(_end(assignment_id, held, reason, by, now), by=by)
            await work.people.lock({held.person_id})
            await work.role_changes.add(change)
            await work.assignments.suspend(assignment_id, now=now)
            shifts = await _make_it_so(work, change, on=on, now=now)
            await tell(work, NoticeKind.SUSPENDED, [(held.person_id, held.assignment)], on=on, now=now)
            before = {"in_force": True, "shifts_taken": shifts}
            _record(work, "staffing.role_suspended", change, by, now, before=before)
        return change


@dataclass(frozen=True, slots=True)
class DecideRoleChange:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self, *, change_id: UUID, confirmed: bool, version: int, by: Actor, on: date, now: datetime
    ) -> RoleChange:
        """Agree, as a second person, or refuse; who asked may withdraw. Events go out with the agreement only."""
        async with self.unit_of_work() as work:
            change = await work.role_changes.locked(change_id, within=by.path)
            must_be_present(version, present=change.version)
            decided = role_change.decide(change, confirmed=confirmed, by=by, now=now)
            await work.people.lock({change.person_id})
            await _carry_out(work, decided, on=on, now=now)
            await work.role_changes.save(decided)
            shifts = await _make_it_so(work, decided, on=on, now=now)
            kinds = {
                (ChangeKind.GRANT, True): NoticeKind.GRANTED,
                (ChangeKind.END, True): NoticeKind.ENDED,
                (ChangeKind.END, False): NoticeKind.LIFTED,
            }
            kind = kinds.get((change.kind, confirmed))
            if kind is not None and (confirmed or change.suspended):
                await tell(work, kind, [(change.person_id, change.assignment)], on=on, now=now)
            before = {"state": change.state.value, "shifts_taken": shifts}
            _record(work, "staffing.role_change_decided", decided, by, now, before=before)
        return decided


async def tell(
    work: UnitOfWork, kind: NoticeKind, concerned: Iterable[tuple[UUID, Assignment]], *, on: date, now: datetime
) -> None:
    """Tell everybody whose role it is, and the principals of their schools."""
    notices: list[Notice] = []
    principals: dict[OrganisationPath, frozenset[UUID]] = {}
    for person_id, assignment in concerned:
        if assignment.path not in principals:
            held = await work.assignments.holders(Assignment(PRINCIPAL, assignment.path), on=on)
            principals[assignment.path] = frozenset(held)
        for recipient in sorted({person_id, *principals[assignment.path]}):
            notices.append(Notice(recipient, person_id, kind, assignment, now))
    await work.role_changes.tell(notices)


async def _carry_out(work: UnitOfWork, change: RoleChange, *, on: date, now: datetime) -> None:
    confirmed = change.state is ChangeState.CONFIRMED
    if change.kind is ChangeKind.GRANT and confirmed and change.starts_on is not None:
        # Who agrees later than planned does not agree backwards.
        starts_on = max(change.starts_on, on)
        role_change.check_dates(starts_on, change.ends_on, on=on)
        wanted = DatedAssignment(change.person_id, change.assignment, starts_on, change.ends_on)
        await _must_fit(work, change.person_id, wanted, on=on)
        await work.assignments.add([wanted])
    elif change.assignment_id is not None and confirmed:
        await work.assignments.end(change.assignment_id, on=on)
    elif change.assignment_id is not None and change.suspended:
        await work.assignments.lift(change.assignment_id)
        await _must_fit(work, change.person_id, on=on)


async def _must_fit(work: UnitOfWork, person_id: UUID, *wanted: DatedAssignment, on: date) -> None:
    """Raise where what the person holds, by whichever account, and what is wanted exclude each other."""
    standing = (await work.assignments.of({person_id})).get(person_id, ())
    beside = (await held_beside(work, {person_id})).get(person_id, ())
    check_from((*standing, *wanted), on=on, beside=beside)


async def _make_it_so(work: UnitOfWork, change: RoleChange, *, on: date, now: datetime) -> int:
    """Tell the gateway what the person holds now, where that changed; how many shifts they lose by it."""
    if change.state is not ChangeState.CONFIRMED and not change.suspended:
        return 0
    work.publish(*await changed(work, {change.person_id}, on=on), now=now)
    return await clear_rota(work, {change.person_id}, on=on, now=now)


def _end(assignment_id: UUID, held: DatedAssignment, reason: str, by: Actor, now: datetime) -> RoleChange:
    return RoleChange(
        id=new_id(),
        kind=ChangeKind.END,
        person_id=held.person_id,
        assignment=held.assignment,
        assignment_id=assignment_id,
        reason=reason,
        proposed_by=by.id,
        proposed_at=now,
    )


def _record(
    work: UnitOfWork, action: str, change: RoleChange, by: Actor, now: datetime, *, before: Mapping[str, object]
) -> None:
    after = {
        "kind": change.kind.value,
        "person_id": str(change.person_id),
        "assignment": str(change.assignment),
        "starts_on": change.starts_on,
        "ends_on": change.ends_on,
        "state": change.state.value,
        "suspended": change.suspended,
    }
    work.audit.record(by, action, f"role-change/{change.id}", now=now, before=before, after=after)
