"""Who may call what."""

from typing import Annotated

from fastapi import Depends, Path

from chassis.http.access import acts_as
from chassis.http.dependencies import use_cases
from chassis.http.operations import OperationRoles
from chassis.http.pages import PageRequest
from chassis.http.values import TermWord
from inspection.application.use_cases import UseCases
from kernel.actor import Actor

UseCasesDep = Annotated[UseCases, Depends(use_cases)]
PageDep = Annotated[PageRequest, Depends()]

OPERATIONS = {
    "inspection.rebuild": OperationRoles(frozenset({"system-administrator"}), readers=frozenset({"auditor"})),
}

# Who knows the school's pupils; all others look at it from above.
AT_SCHOOL = ("school-administrator", "principal")
Inspector = Annotated[Actor, Depends(acts_as("inspector"))]
Planner = Annotated[Actor, Depends(acts_as("inspector", "district-officer"))]
DistrictOfficer = Annotated[Actor, Depends(acts_as("district-officer"))]
SchoolOffice = Annotated[Actor, Depends(acts_as(*AT_SCHOOL))]
Guardian = Annotated[Actor, Depends(acts_as("guardian"))]
SystemAdministrator = Annotated[Actor, Depends(acts_as("system-administrator"))]
InspectionReader = Annotated[
    Actor, Depends(acts_as("inspector", "district-officer", "school-administrator", "principal", "auditor"))
]
ComplaintReader = Annotated[
    Actor, Depends(acts_as("guardian", "district-officer", "school-administrator", "principal"))
]
RatingReader = Annotated[
    Actor, Depends(acts_as("district-officer", "inspector", "school-administrator", "principal", "auditor"))
]
OverviewReader = Annotated[Actor, Depends(acts_as("city-officer", "district-officer", "auditor"))]
BoardReader = Annotated[
    Actor, Depends(acts_as("school-administrator", "principal", "district-officer", "city-officer", "auditor"))
]
AnomalyReader = Annotated[Actor, Depends(acts_as("city-officer", "district-officer", "inspector", "auditor"))]

TermPath = Annotated[TermWord, Path()]
SchoolCodePath = Annotated[str, Path(pattern=r"^[0-9]{10}$")]
SCHOOL_CODE = r"^[0-9]{10}$"
