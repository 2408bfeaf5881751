"""Who may call which route, and what routes work with."""

from typing import Annotated

from fastapi import Depends

from billing.application.use_cases import UseCases
from chassis.http.access import acts_as, strongly_acts_as
from chassis.http.dependencies import use_cases
from chassis.http.pages import PageRequest
from kernel.actor import Actor

_OFFICES = ("finance-officer", "district-officer", "auditor")
_SCHOOL = ("principal", "school-administrator", "school-accountant", "school-cashier")

UseCasesDep = Annotated[UseCases, Depends(use_cases)]
PageDep = Annotated[PageRequest, Depends()]

UnitImporter = Annotated[Actor, Depends(strongly_acts_as("district-officer", "finance-officer"))]
UnitReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL))]
Accountant = Annotated[Actor, Depends(acts_as("school-accountant"))]
Principal = Annotated[Actor, Depends(acts_as("principal"))]
StrongPrincipal = Annotated[Actor, Depends(strongly_acts_as("principal"))]
BooksReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL))]
WaiverApplicant = Annotated[Actor, Depends(acts_as("guardian", "school-accountant"))]
# Confidential: who is poor is no business of teachers, vendors or other families (B5).
WaiverReader = Annotated[Actor, Depends(acts_as("guardian", "school-accountant", "principal", "auditor"))]
BillRunner = Annotated[Actor, Depends(acts_as("school-accountant", "district-officer"))]
BillReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL, "guardian"))]
# A refund says who left (C5.8): shown to who acts on it or oversees that, and to the family, but to no other office.
RefundReader = Annotated[
    Actor, Depends(acts_as(*_OFFICES, "principal", "school-accountant", "school-cashier", "guardian"))
]
Guardian = Annotated[Actor, Depends(acts_as("guardian"))]
OrderReader = Annotated[Actor, Depends(acts_as("guardian", "school-cashier", "school-accountant", *_OFFICES))]
Payer = Annotated[Actor, Depends(acts_as("school-cashier", "school-accountant", "principal", *_OFFICES))]
Statements = Annotated[Actor, Depends(acts_as("finance-officer", "school-cashier"))]
StatementReader = Annotated[Actor, Depends(acts_as(*_OFFICES, "school-cashier", "school-accountant", "principal"))]
FinanceOfficer = Annotated[Actor, Depends(acts_as("finance-officer"))]
StrongFinanceOfficer = Annotated[Actor, Depends(strongly_acts_as("finance-officer"))]
VendorClerk = Annotated[Actor, Depends(acts_as("vendor-clerk"))]
SettlementReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL, "vendor-clerk"))]
