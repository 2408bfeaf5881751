"""Who did not take an alternative waits for what it wished first: nobody is left with nothing (P4)."""

from collections.abc import Sequence

from enrolment.application.ports.applying import NewPlacement, StoredApplication
from enrolment.application.ports.work import Work
from enrolment.domain.application import ApplicationState
from enrolment.domain.offering import Offering
from enrolment.domain.placement import Placement, PlacementState
from kernel.ids import new_id
from rulebook.words import Nature


async def wait_for_first_wish(work: Work, given_up: Sequence[Placement]) -> None:
    """Put these children on the list of their first wish of the same nature, where it is another offering than the
    one given up. Whoever stands in it already stays as they are."""
    applications = {one.id: one for one in await work.applications.lock(sorted({x.application_id for x in given_up}))}
    wanted = {wish for one in applications.values() for wish in one.wishes} | {one.offering_id for one in given_up}
    offerings = {one.id: one for one in (await work.offers.by_ids(sorted(wanted))).values()}
    standing = await work.placements.standing(sorted(applications))
    new: list[NewPlacement] = []
    for one in given_up:
        application = applications[one.application_id]
        # Before the draw nobody waits for what it gives out, and a returned application wishes nothing for now.
        if application.state is not ApplicationState.DECIDED:
            continue
        nature = offerings[one.offering_id].nature
        wished = [wish for wish in application.wishes if wish in offerings and offerings[wish].nature == nature]
        # Not for the same seat again: whoever is offered it would never come to an end.
        if not wished or wished[0] == one.offering_id or (one.pupil_id, wished[0]) in standing:
            continue
        standing.add((one.pupil_id, wished[0]))
        new.append(_waiting(application, offerings[wished[0]]))
    await work.placements.add(new)


def _waiting(application: StoredApplication, offering: Offering) -> NewPlacement:
    care = offering.nature == Nature.CARE.value
    return NewPlacement(
        id=new_id(),
        application_id=application.id,
        pupil_id=application.pupil_id,
        offering_id=offering.id,
        school_path=application.school_path,
        term=application.term,
        weekdays=tuple(day for day in offering.weekdays if not care or day in application.weekdays),
        # No number: they come after those of the draw, in natural order, whoever answered first.
        state=PlacementState.WAITLISTED,
    )
