"""Temporary classes of a school's term are formed and their sessions scheduled (R04, R12)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from enrolment.application.ports.serving import GroupMember, NewSession, StoredGroup
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.domain.event import GroupFormed, GroupMembersChanged, Session, SessionsScheduled
from enrolment.domain.group import NobodyToGroup, schedule, split
from enrolment.domain.offering import Offering, OfferingState, stages_of
from enrolment.domain.school_calendar import CalendarMissing, Day
from kernel.actor import Actor
from kernel.ids import new_id
from rulebook.adoption import AdoptedPack
from rulebook.words import Stage


@dataclass(frozen=True, slots=True)
class FormedGroups:
    groups: int
    sessions: int
    joined: int


@dataclass(frozen=True, slots=True)
class FormGroups:
    """Agreed pupils in no group join one with room, the rest form new groups; running it again adds nothing."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, term: str, first_on: date | None, by: Actor, now: datetime, on: date) -> FormedGroups:
        async with self.unit_of_work() as work:
            adoption = await adoption_for(work, by.path, term)
            rules = rules_of(adoption)
            await work.terms.lock_school_term(by.path, term)
            days = await work.terms.calendar(adoption.district_path, term)
            if not days:
                raise CalendarMissing("the district has published no school days for this term yet")
            school = (await work.organisations.by_codes([by.path.code]))[by.path.code]
            start = max(first_on or on + timedelta(days=1), on)
            forming = _Forming(work, rules, days, stages_of(school.stage), start, on, now)
            total = FormedGroups(0, 0, 0)
            offerings = [
                one for one in await work.offers.of_school(by.path, term) if one.state is OfferingState.PUBLISHED
            ]
            for offering in sorted(offerings, key=lambda one: one.natural_key):
                some = await forming.form(offering)
                total = FormedGroups(
                    total.groups + some.groups, total.sessions + some.sessions, total.joined + some.joined
                )
            await forming.tell_joined()
            if not total.groups and not total.joined:
                raise NobodyToGroup("every agreed pupil is in a group already, or nobody agreed yet")
            work.record(
                "enrolment.groups_formed",
                f"school/{by.path.code}/{term}",
                actor=by,
                at=now,
                before={"groups": len(forming.standing), "children": sum(one.members for one in forming.standing)},
                after={"groups": total.groups, "sessions": total.sessions, "joined": total.joined},
                rule=f"{adoption.rule}#R12",
            )
        return total


@dataclass(frozen=True, slots=True)
class _Forming:
    work: Work
    rules: AdoptedPack
    days: Sequence[Day]
    stages: Sequence[Stage]
    start: date
    on: date
    now: datetime
    joined: list[UUID] = field(default_factory=list)
    standing: list[StoredGroup] = field(default_factory=list)

    async def form(self, offering: Offering) -> FormedGroups:
        waiting = {one.member.placement_id: one for one in await self.work.sessions.ungrouped(offering.id)}
        if not waiting:
            return FormedGroups(0, 0, 0)
        standing = await self.work.sessions.groups_of(offering.id)
        self.standing.extend(standing)
        joined = await self._fill(standing, waiting)
        size_max = self.rules.group_size_max(offering.product).value
        parts = split([one.member for one in waiting.values()], size_max=size_max)
        sessions = 0
        for place, part in enumerate(parts, start=len(standing) + 1):
            group = StoredGroup(
                new_id(),
                offering.id,
                offering.school_path.text,
                offering.term,
                f"{offering.title}{place}组",
                place,
                size_max,
                len(part),
            )
            await self.work.sessions.add_group(group)
            members = [waiting[one.placement_id] for one in part]
            await self.work.sessions.add_members(group.id, members, on=self.on)
            sessions += await self._schedule(offering, group, members)
        return FormedGroups(len(parts), sessions, joined)

    async def _fill(self, standing: Sequence[StoredGroup], waiting: dict[UUID, GroupMember]) -> int:
        """Latecomers take the room that is left, in natural order."""
        joined = 0
        for group in standing:
            room = group.size_max - group.members
            late = sorted(waiting.values(), key=lambda one: one.member.sort_key)[: max(room, 0)]
            if not late:
                continue
            await self.work.sessions.add_members(group.id, late, on=self.on)
            for one in late:
                del waiting[one.member.placement_id]
            self.joined.append(group.id)
            joined += len(late)
        return joined

    async def tell_joined(self) -> None:
        """Tell who is in the groups that somebody joined, all of them held at once."""
        await self.work.hold(GroupMembersChanged, self.joined)
        members = await self.work.sessions.members_of(self.joined)
        for group_id in self.joined:
            self.work.publish(GroupMembersChanged(group_id=group_id, pupil_ids=members[group_id]), at=self.now)

    async def _schedule(self, offering: Offering, group: StoredGroup, members: Sequence[GroupMember]) -> int:
        slots = schedule(
            product=offering.product,
            weekdays=offering.weekdays,
            starts_at=offering.starts_at,
            ends_at=offering.ends_at,
            lessons=offering.lessons,
            days=self.days,
            first_on=self.start,
            rules=self.rules,
            stages=self.stages,
        )
        follows = {day.on: day.follows for day in self.days}
        sessions = [NewSession(new_id(), group.id, offering.id, follows[slot.held_on], slot) for slot in slots]
        await self.work.hold(GroupFormed, [group.id])
        await self.work.sessions.add_sessions(sessions, school_path=offering.school_path.text, term=offering.term)
        self.work.publish(
            GroupFormed(
                group_id=group.id,
                offering_id=offering.id,
                school_path=offering.school_path,
                term=offering.term,
                title=group.title,
                pupil_ids=tuple(one.member.pupil_id for one in members),
            ),
            SessionsScheduled(
                group_id=group.id,
                school_path=offering.school_path,
                offering_id=offering.id,
                sessions=tuple(
                    Session(one.id, one.slot.held_on, one.slot.starts_at, one.slot.ends_at, one.slot.number)
                    for one in sessions
                ),
            ),
            at=self.now,
        )
        return len(sessions)
