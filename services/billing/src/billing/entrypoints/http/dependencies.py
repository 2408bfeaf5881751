"""Who may call which route, and what routes work with."""

from typing import Annotated

from fastapi import Depends

from billing.application.use_cases import UseCases
from billing.domain.reduction import ON_BILLS
from chassis.http.access import acts_as, strongly_acts_as
from chassis.http.dependencies import use_cases
from chassis.http.operations import OperationRoles
from chassis.http.pages import PageRequest
from kernel.actor import Actor

# The education bureau sees what schools do and what it comes to, not family by family: it looks pupils up by number,
# and would see that one takes no part (C5.8).
_MONEY_OFFICES = ("finance-officer", "auditor")
_OFFICES = (*_MONEY_OFFICES, "district-officer")
_SCHOOL_MONEY = ("principal", "school-accountant", "school-cashier")
_SCHOOL = (*_SCHOOL_MONEY, "school-administrator")
_BILL_RUNNERS = ("school-accountant", "district-officer")
_STATEMENT_SENDERS = ("finance-officer", "school-cashier")
# Who receives money does not prove its receipt (A10): a cashier's file is confirmed by another function.
_STATEMENT_CONFIRMERS = ("finance-officer", "school-accountant")
_SITTING_S = 3_600

OPERATIONS = {
    "billing.bill_run": OperationRoles(frozenset(_BILL_RUNNERS), readers=frozenset((*_OFFICES, *_SCHOOL))),
    "billing.statement_import": OperationRoles(
        frozenset((*_STATEMENT_SENDERS, *_STATEMENT_CONFIRMERS)), readers=frozenset((*_MONEY_OFFICES, *_SCHOOL_MONEY))
    ),
}

UseCasesDep = Annotated[UseCases, Depends(use_cases)]
PageDep = Annotated[PageRequest, Depends()]

UnitImporter = Annotated[Actor, Depends(strongly_acts_as("district-officer", "finance-officer"))]
# The second person is one of those who are answerable for accounts (duties, Case.UNIT).
UnitConfirmer = Annotated[Actor, Depends(strongly_acts_as("finance-officer"))]
UnitReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL))]
# The schools whose money goes there are told by whom, from what and to what.
UnitChangeReader = Annotated[Actor, Depends(acts_as(*_OFFICES, "principal", "school-accountant"))]
Accountant = Annotated[Actor, Depends(acts_as("school-accountant"))]
StrongPrincipal = Annotated[Actor, Depends(strongly_acts_as("principal"))]
BooksReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL))]
# Names who takes part: not for the school administrator, who lists all pupils of the school (C5.8).
RollReader = Annotated[Actor, Depends(acts_as(*_MONEY_OFFICES, *_SCHOOL_MONEY))]
WaiverApplicant = Annotated[Actor, Depends(acts_as("guardian", "school-accountant"))]
# Confidential: who is poor is no business of teachers, vendors or other families (B5).
WaiverReader = Annotated[Actor, Depends(acts_as("guardian", "school-accountant", "principal", "auditor"))]
BillRunner = Annotated[Actor, Depends(acts_as(*_BILL_RUNNERS))]
# Bills and refunds say who left (C5.8): shown to whoever acts on them or audits that, and to the family, but to no
# other office.
BillLister = Annotated[Actor, Depends(acts_as(*_MONEY_OFFICES, *_SCHOOL_MONEY, "guardian"))]
# The bureau answers complaints about a bill (D6), which name it.
BillReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL_MONEY, "guardian"))]
# A fee beside its public price tells who is poor: only the family sees it, and whoever answers for its bill.
BillExplainer = Annotated[Actor, Depends(acts_as(*sorted(ON_BILLS)))]
RefundReader = Annotated[Actor, Depends(acts_as(*_MONEY_OFFICES, *_SCHOOL_MONEY, "guardian"))]
Guardian = Annotated[Actor, Depends(acts_as("guardian"))]
OrderReader = Annotated[Actor, Depends(acts_as("guardian", "school-cashier", "school-accountant", *_MONEY_OFFICES))]
# The file names the payee's whole account: for who pays, and nobody who only looks.
Payer = Annotated[Actor, Depends(strongly_acts_as("school-cashier", "finance-officer"))]
# One sitting at the workbench: nobody is asked for a code between two lines of a statement.
Statements = Annotated[Actor, Depends(strongly_acts_as(*_STATEMENT_SENDERS, within_s=_SITTING_S))]
StatementConfirmer = Annotated[Actor, Depends(strongly_acts_as(*_STATEMENT_CONFIRMERS))]
StatementReader = Annotated[Actor, Depends(acts_as(*_MONEY_OFFICES, *_SCHOOL_MONEY))]
ReconciliationReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL_MONEY))]
# The books say what waivers come to: for who decides on them, prepares or claims them, and audits that.
BalanceReader = Annotated[Actor, Depends(acts_as(*_MONEY_OFFICES, "principal", "school-accountant"))]
# Per school, with how many took part: for whom the money is, and who pays it.
SubsidyReader = Annotated[Actor, Depends(acts_as(*_MONEY_OFFICES, *_SCHOOL))]
Matcher = Annotated[Actor, Depends(strongly_acts_as("finance-officer", within_s=_SITTING_S))]
StrongFinanceOfficer = Annotated[Actor, Depends(strongly_acts_as("finance-officer"))]
VendorClerk = Annotated[Actor, Depends(strongly_acts_as("vendor-clerk"))]
SettlementReader = Annotated[Actor, Depends(acts_as(*_OFFICES, *_SCHOOL, "vendor-clerk"))]
