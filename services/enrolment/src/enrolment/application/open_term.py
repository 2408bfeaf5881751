"""A district opens a term."""

from dataclasses import dataclass
from datetime import date, datetime

from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.event import TermOpened
from enrolment.domain.organisation import OrganisationUnknown
from enrolment.domain.school_calendar import TermAlreadyOpened, check_term
from kernel.actor import Actor
from kernel.term import TermCode


@dataclass(frozen=True, slots=True)
class OpenTerm:
    unit_of_work: UnitOfWork

    async def __call__(self, *, term: str, first_on: date, last_on: date, by: Actor, now: datetime) -> None:
        """Raise TermAlreadyOpened the second time; the days of a term do not change under a running one.

        Raises OrganisationUnknown where the district is not among the organisations of the city.
        """
        parsed = TermCode.parse(term)
        code, period = str(parsed), check_term(parsed, first_on, last_on)
        async with self.unit_of_work() as work:
            if by.path.code not in await work.organisations.by_codes([by.path.code]):
                raise OrganisationUnknown("import the organisations first; your district is not among them")
            if not await work.terms.open_term(by.path, code, period):
                raise TermAlreadyOpened(f"{code} is open already", params={"term": code})
            work.publish(TermOpened(district_path=by.path, term=code, first_on=first_on, last_on=last_on), at=now)
            work.record(
                "enrolment.term_opened",
                f"term/{by.path.code}/{code}",
                actor=by,
                at=now,
                before={},
                after={"first_on": first_on.isoformat(), "last_on": last_on.isoformat()},
            )
