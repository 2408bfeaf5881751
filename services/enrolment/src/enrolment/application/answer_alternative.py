"""A family accepts or declines the alternative it was offered (P4)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.applying import StoredApplication
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.prepare_agreements import prepare_agreements
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.application.stand_against import stand_against_place
from enrolment.application.wait_for_first_wish import wait_for_first_wish
from enrolment.domain.consent import must_allow
from enrolment.domain.draw import DrawnOffering, fits
from enrolment.domain.offering import term_cap_fen
from enrolment.domain.placement import (
    TAKING,
    EndReason,
    Placement,
    PlacementDoesNotFit,
    PlacementState,
    PlacementUnknown,
    answer_alternative,
)
from kernel.actor import Actor
from kernel.organisation import OrganisationPath
from rulebook.words import Nature


@dataclass(frozen=True, slots=True)
class AnswerAlternative:
    """Accepting takes the held seat, or keeps it until the school has approved the application.

    Declining passes it to the next who waits for it and puts the child on the list of its first wish, where that is
    another one; of what another guardian wanted it is an act beside the other's, and the offer stands.
    """

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, placement_id: UUID, accepted: bool, by: Actor, now: datetime, on: date
    ) -> tuple[PlacementState, UUID | None]:
        """Return the state of the placement, and the disagreement where another guardian wanted it.

        Raises PlacementDoesNotFit beside what the child has got already.
        """
        async with self.unit_of_work() as work:
            placement = await work.placements.lock(placement_id)
            if placement is None or await work.pupils.own_child(placement.pupil_id, by.id) is None:
                raise PlacementUnknown("nothing is offered to a child of yours by that id")
            applications = await work.applications.lock([placement.application_id])
            state = answer_alternative(
                placement, accepted=accepted, application=applications[0].state if applications else None, on=on
            )
            if accepted:
                await _take(work, placement, applications[0], state, now=now)
            elif opened := await stand_against_place(
                work, placement.id, placement.pupil_id, placement.term, by=by.id, now=now
            ):
                return placement.state, opened
            else:
                await end_placements(work, [placement], reason=EndReason.DECLINED, now=now, on=on)
                await wait_for_first_wish(work, [placement])
                await offer_freed_seats(work, {placement.offering_id: 1}, on=on)
            work.record(
                "enrolment.alternative_answered",
                f"placement/{placement_id}",
                actor=by,
                at=now,
                before={"state": placement.state.value},
                after={"state": state.value},
            )
        return state, None


async def _take(
    work: Work, placement: Placement, application: StoredApplication, state: PlacementState, *, now: datetime
) -> None:
    school = OrganisationPath(placement.school_path)
    await _must_fit(work, placement, application, school=school)
    await work.offers.lock_seats([placement.offering_id])
    await work.placements.set_state([placement.id], state)
    if state is PlacementState.PLACED:
        await work.offers.change_seats({placement.offering_id: (-1, 1)})
        await prepare_agreements(work, [placement.id], school=school, term=placement.term, now=now)


async def _must_fit(
    work: Work, placement: Placement, application: StoredApplication, *, school: OrganisationPath
) -> None:
    """What was offered to somebody who waited may clash with what was got meanwhile."""
    got = [
        one.offering_id
        for one in await work.placements.of_applications([application.id])
        if one.state in (*TAKING, PlacementState.HELD)
    ]
    offerings = await work.offers.by_ids([*got, placement.offering_id])
    offered = offerings[placement.offering_id]
    if offered.nature == Nature.CARE.value:
        return
    must_allow(await work.pupils.consent_of(placement.pupil_id), needed_beyond_care=True)
    courses = [offerings[one] for one in got if offerings[one].nature != Nature.CARE.value]
    rules = rules_of(await adoption_for(work, school, placement.term))
    mine = [DrawnOffering.of(one, seats_left=0) for one in courses]
    cap_fen = term_cap_fen({one.product for one in (offered, *courses)}, rules)
    if not fits(DrawnOffering.of(offered, seats_left=0), mine, cap_fen=cap_fen):
        titles = ", ".join(sorted(one.title for one in courses))
        raise PlacementDoesNotFit(
            f"it clashes with {titles} or costs too much together with it; withdraw the child from that first",
            params={"titles": titles},
        )
