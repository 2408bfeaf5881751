"""Contracts of schools with listed vendors."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from vendor_registry.entrypoints.http.contract_schemas import (
    ContractRequest,
    ContractRowView,
    ContractView,
    SignatureRequest,
)
from vendor_registry.entrypoints.http.dependencies import (
    ContractReader,
    PageDep,
    SchoolAdministrator,
    Signer,
    UseCasesDep,
)

router = APIRouter(prefix="/v1/contracts", tags=["contracts"], route_class=IdempotentRoute)


@router.post("", status_code=HTTPStatus.CREATED, summary="Draft a contract with a vendor of the whitelist")
async def post_contract(
    body: ContractRequest,
    administrator: SchoolAdministrator,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ContractView:
    contract = await use_cases.draft_contract(
        vendor_id=body.vendor_id,
        term=body.term,
        wanted=tuple(course.to_domain() for course in body.courses),
        by=administrator,
        on=clock.today(),
        now=clock.now(),
    )
    return ContractView.of(contract, administrator)


@router.get("", summary="Contracts of one's own school, vendor or area")
async def get_contracts(reader: ContractReader, use_cases: UseCasesDep, page: PageDep) -> Page[ContractRowView]:
    rows = await use_cases.queries.contracts(reader, after=page.after(UUID), limit=page.fetch)
    return Page[ContractRowView].of(
        rows,
        page,
        view=lambda row: ContractRowView.of_row(row, reader),
        cursor=lambda row: (row.contract.id,),
    )


@router.get("/{contract_id}", summary="A contract")
async def get_contract(contract_id: UUID, reader: ContractReader, use_cases: UseCasesDep) -> ContractRowView:
    return ContractRowView.of_row(await use_cases.queries.contract(contract_id, reader), reader)


@router.post("/{contract_id}/signature", summary="Sign: the principal first, then the vendor")
async def post_signature(
    contract_id: UUID,
    body: SignatureRequest,
    signer: Signer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ContractView:
    contract = await use_cases.sign_contract(
        contract_id=contract_id, digest=body.digest, by=signer, on=clock.today(), now=clock.now()
    )
    return ContractView.of(contract, signer)


@router.post("/{contract_id}/cancellation", summary="Take back a contract that is not in force yet")
async def post_cancellation(
    contract_id: UUID,
    administrator: SchoolAdministrator,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> ContractView:
    contract = await use_cases.cancel_contract(
        contract_id=contract_id, by=administrator, on=clock.today(), now=clock.now()
    )
    return ContractView.of(contract, administrator)
