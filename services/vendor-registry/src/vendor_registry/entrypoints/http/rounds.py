"""Selection rounds: announcement, publicity, list."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends

from chassis.http.access import public
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from vendor_registry.entrypoints.http.dependencies import DistrictOfficer, PageDep, SignedIn, UseCasesDep
from vendor_registry.entrypoints.http.result_schemas import ResultSeen, ResultView
from vendor_registry.entrypoints.http.round_schemas import PublicRoundView, RoundRequest, RoundView

router = APIRouter(prefix="/v1", tags=["rounds"], route_class=IdempotentRoute)


@router.post("/rounds", status_code=HTTPStatus.CREATED, summary="Announce a selection")
async def post_round(
    body: RoundRequest, officer: DistrictOfficer, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> RoundView:
    round_ = await use_cases.announce_round(
        term=body.term,
        title=body.title,
        offices=tuple(body.offices),
        applications_from=body.applications_from,
        applications_until=body.applications_until,
        listing_until=body.listing_until,
        by=officer,
        on=clock.today(),
        now=clock.now(),
    )
    return RoundView.of(round_, on=clock.today(), reader=officer)


@router.get("/rounds", summary="Announced selections, the latest first")
async def get_rounds(reader: SignedIn, use_cases: UseCasesDep, clock: ClockDep, page: PageDep) -> Page[RoundView]:
    on = clock.today()
    rows = await use_cases.queries.rounds(after=page.after(UUID), limit=page.fetch)
    return Page[RoundView].of(
        rows, page, view=lambda row: RoundView.of(row, on=on, reader=reader), cursor=lambda row: (row.id,)
    )


@router.get("/rounds/{round_id}", summary="An announced selection")
async def get_round(round_id: UUID, reader: SignedIn, use_cases: UseCasesDep, clock: ClockDep) -> RoundView:
    return RoundView.of(await use_cases.queries.round(round_id), on=clock.today(), reader=reader)


@router.get("/public/rounds/{round_id}", summary="The page of publicity, for everybody", dependencies=[Depends(public)])
async def get_public_round(round_id: UUID, use_cases: UseCasesDep, clock: ClockDep) -> PublicRoundView:
    return PublicRoundView.of_public(await use_cases.queries.public_round(round_id), on=clock.today())


@router.get("/rounds/{round_id}/result", summary="What goes on display, or on the list, as things stand")
async def get_result(round_id: UUID, officer: DistrictOfficer, use_cases: UseCasesDep, clock: ClockDep) -> ResultView:
    return ResultView.of(await use_cases.foresee_result(round_id=round_id, by=officer, on=clock.today()))


@router.post("/rounds/{round_id}/publicity", summary="Put the result of the joint review on display")
async def post_publicity(
    round_id: UUID,
    body: ResultSeen,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> RoundView:
    round_ = await use_cases.start_publicity(
        round_id=round_id, digest=body.digest, by=officer, on=clock.today(), now=clock.now()
    )
    return RoundView.of(round_, on=clock.today(), reader=officer)


@router.post("/rounds/{round_id}/listing", summary="Make the dated list")
async def post_listing(
    round_id: UUID,
    body: ResultSeen,
    officer: DistrictOfficer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
) -> RoundView:
    round_ = await use_cases.list_vendors(
        round_id=round_id, digest=body.digest, by=officer, on=clock.today(), now=clock.now()
    )
    return RoundView.of(round_, on=clock.today(), reader=officer)
