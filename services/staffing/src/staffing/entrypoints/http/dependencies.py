"""Who may call what."""

from typing import Annotated

from fastapi import Depends

from chassis.http.access import acts_as, signed_in, strongly_acts_as
from chassis.http.dependencies import use_cases
from kernel.actor import Actor
from staffing.application.use_cases import UseCases

UseCasesDep = Annotated[UseCases, Depends(use_cases)]

_PERSONNEL = ("system-administrator", "city-officer", "district-officer", "school-administrator")
_ABOVE = ("city-officer", "district-officer", "principal")

ClearanceKeeper = Annotated[Actor, Depends(strongly_acts_as(*_PERSONNEL))]
# Whoever changes roles has just proved who they are, and so does whoever releases money.
StrongGranter = Annotated[Actor, Depends(strongly_acts_as(*_PERSONNEL))]
# Whoever stands above a role agrees to its change, and alone takes it away for the time being.
StrongConfirmer = Annotated[Actor, Depends(strongly_acts_as(*_ABOVE))]
StrongDecider = Annotated[Actor, Depends(strongly_acts_as(*_PERSONNEL, "principal"))]
StrongClearanceOffice = Annotated[Actor, Depends(strongly_acts_as("district-officer", "police-officer"))]
ClearanceOffice = Annotated[Actor, Depends(acts_as("district-officer", "police-officer"))]
StaffReader = Annotated[Actor, Depends(acts_as(*_PERSONNEL, "principal", "auditor"))]
SignedIn = Annotated[Actor, Depends(signed_in)]
RotaPlanner = Annotated[Actor, Depends(acts_as("school-administrator"))]
RotaReader = Annotated[Actor, Depends(acts_as("school-administrator", "principal"))]
Teacher = Annotated[Actor, Depends(acts_as("class-teacher", "duty-teacher", "instructor"))]
LessonConfirmer = Annotated[Actor, Depends(acts_as("school-administrator"))]
SchoolAccountant = Annotated[Actor, Depends(acts_as("school-accountant"))]
Principal = Annotated[Actor, Depends(strongly_acts_as("principal"))]
StrongDistrictOfficer = Annotated[Actor, Depends(strongly_acts_as("district-officer"))]
SheetReturner = Annotated[Actor, Depends(acts_as("principal", "district-officer"))]
SheetExporter = Annotated[Actor, Depends(strongly_acts_as("school-accountant", "school-cashier"))]
SheetReader = Annotated[
    Actor,
    Depends(
        acts_as("school-accountant", "school-cashier", "principal", "district-officer", "finance-officer", "auditor")
    ),
]
