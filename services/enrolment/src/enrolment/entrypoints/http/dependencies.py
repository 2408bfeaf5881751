"""Who may call, and what routes share."""

import hashlib
from typing import Annotated

from fastapi import Depends, Path

from chassis.http.access import acts_as, signed_in, strongly_acts_as
from chassis.http.dependencies import use_cases
from chassis.http.values import TermWord
from enrolment.application.use_cases import UseCases
from enrolment.domain.organisation import OrganisationUnknown
from kernel.actor import Actor
from kernel.organisation import OrganisationPath

UseCasesDep = Annotated[UseCases, Depends(use_cases)]
TermCode = Annotated[TermWord, Path()]
SchoolCode = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,40}$", examples=["2134010001"])]

SignedIn = Annotated[Actor, Depends(signed_in)]
SystemAdministrator = Annotated[Actor, Depends(strongly_acts_as("system-administrator"))]
HolidayOffice = Annotated[Actor, Depends(strongly_acts_as("district-officer", "city-officer"))]
DistrictOfficer = Annotated[Actor, Depends(acts_as("district-officer"))]
StrongDistrictOfficer = Annotated[Actor, Depends(strongly_acts_as("district-officer"))]
SchoolAdministrator = Annotated[Actor, Depends(acts_as("school-administrator"))]
# A roster says to which telephone the code goes that binds a guardian.
RosterImporter = Annotated[Actor, Depends(strongly_acts_as("school-administrator"))]
# Who knows the school's pupils; whoever looks from above is told of no few of them.
AT_SCHOOL = ("school-administrator", "principal")
SchoolOffice = Annotated[Actor, Depends(acts_as(*AT_SCHOOL))]
SchoolStaff = Annotated[Actor, Depends(acts_as(*AT_SCHOOL, "school-accountant", "school-cashier"))]
DistrictSuspender = Annotated[Actor, Depends(acts_as("district-officer", "school-administrator", "principal"))]
SchoolOrDistrict = Annotated[
    Actor, Depends(acts_as(*AT_SCHOOL, "district-officer", "city-officer", "auditor", "inspector"))
]
Guardian = Annotated[Actor, Depends(acts_as("guardian"))]
DisagreementReader = Annotated[Actor, Depends(acts_as("guardian", "principal"))]
SchoolHead = Annotated[Actor, Depends(acts_as("principal"))]
BindingReader = Annotated[Actor, Depends(acts_as("school-administrator", "class-teacher"))]
ClassTeacher = Annotated[Actor, Depends(acts_as("class-teacher"))]
# Nobody who lists the pupils of a school lists who of them takes part: who does not would follow (C5.8).
OnDuty = Annotated[Actor, Depends(acts_as("duty-teacher", "instructor", "principal"))]
SessionReader = Annotated[Actor, Depends(acts_as("duty-teacher", "instructor", "school-administrator", "principal"))]
VendorClerk = Annotated[Actor, Depends(acts_as("vendor-clerk"))]
# A party to an agreement, who may read it as well.
Reader = Annotated[Actor, Depends(acts_as("guardian", "principal"))]


def own_school(actor: Actor, code: str) -> OrganisationPath:
    """The actor's school; another school's code is answered as if there were none."""
    if actor.path.code != code:
        raise OrganisationUnknown("no school of yours by that code")
    return actor.path


def digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
