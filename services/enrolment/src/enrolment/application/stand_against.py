"""An act that is contrary to another guardian's is kept beside it, instead of overruling it."""

from datetime import datetime
from uuid import UUID, uuid5

from enrolment.application.ports.work import Work
from enrolment.domain.binding import NoticeKind
from enrolment.domain.disagreement import Disagreement, Matter
from kernel.ids import new_id


async def stand_against(
    work: Work,
    pupil_id: UUID,
    *,
    matter: Matter,
    subject_id: UUID,
    term: str | None,
    wanted: tuple[UUID, datetime],
    unwanted: tuple[UUID, datetime],
    by: UUID,
    now: datetime,
) -> UUID:
    """Return the open disagreement; the other guardians are told who acted, in what matter, and nothing more."""
    disagreement = Disagreement(new_id(), pupil_id, matter, subject_id, term, *wanted, *unwanted)
    found = await work.disagreements.open(disagreement)
    await work.bindings.tell_guardians(
        pupil_id,
        NoticeKind.GUARDIANS_DISAGREE,
        besides=by,
        at=now,
        params={"matter": matter.value, "disagreement_id": str(found)},
    )
    return found


async def stand_against_place(
    work: Work, placement_id: UUID, pupil_id: UUID, term: str, *, by: UUID, now: datetime
) -> UUID | None:
    """The disagreement about a place that another guardian wanted; None where nobody else did."""
    wanted = await work.disagreements.wanted_by(placement_id)
    if wanted is None or wanted[0] == by:
        return None
    return await stand_against(
        work,
        pupil_id,
        matter=Matter.PLACEMENT,
        subject_id=placement_id,
        term=term,
        wanted=wanted,
        unwanted=(by, now),
        by=by,
        now=now,
    )


async def compare_consents(work: Work, pupil_id: UUID, *, by: UUID, now: datetime) -> UUID | None:
    """Open or close the disagreement about the consent, by what the guardians decided last; return the open one."""
    decided = await work.disagreements.consents(pupil_id)
    given = next(((who, at) for who, is_given, at in decided if is_given), None)
    refused = next(((who, at) for who, is_given, at in decided if not is_given), None)
    if given is None or refused is None:
        await work.disagreements.close(pupil_id, Matter.CONSENT, subject_id=pupil_id)
        return None
    return await stand_against(
        work,
        pupil_id,
        matter=Matter.CONSENT,
        subject_id=pupil_id,
        term=None,
        wanted=given,
        unwanted=refused,
        by=by,
        now=now,
    )


async def compare_answers(work: Work, pupil_id: UUID, term: str, *, by: UUID, now: datetime) -> UUID | None:
    """As compare_consents, for the answers to a term's survey: the earlier one is the wanted one."""
    latest, *earlier = await work.disagreements.answers(pupil_id, term)
    other = next((one for one in earlier if one[1] != latest[1]), None)
    subject = survey_subject(pupil_id, term)
    if other is None:
        await work.disagreements.close(pupil_id, Matter.SURVEY, subject_id=subject)
        return None
    return await stand_against(
        work,
        pupil_id,
        matter=Matter.SURVEY,
        subject_id=subject,
        term=term,
        wanted=(other[0], other[2]),
        unwanted=(latest[0], latest[2]),
        by=by,
        now=now,
    )


def survey_subject(pupil_id: UUID, term: str) -> UUID:
    """One subject per child and term."""
    return uuid5(pupil_id, term)
