"""Statements arriving in parts."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from fastapi import Body as Content
from pydantic import BaseModel, Field

from billing.application.confirm_statement import Shown
from billing.application.money_views import StatementView
from billing.application.upload_statement import Announced
from billing.domain.statement import PART_BYTES, StatementKind
from billing.entrypoints.http.dependencies import (
    PageDep,
    StatementConfirmer,
    StatementReader,
    Statements,
    UseCasesDep,
)
from chassis.http.bodies import Body
from chassis.http.dependencies import ClockDep
from chassis.http.idempotency import IdempotencyKey, IdempotentRoute
from chassis.http.pages import Page
from chassis.http.preconditions import IfMatch
from chassis.http.values import Count, SignedFen, asked
from kernel.money import Money

router = APIRouter(prefix="/v1/statements", tags=["statements"], route_class=IdempotentRoute)


class StatementRequest(Body):
    kind: StatementKind
    unit_code: str = Field(max_length=40)
    file_name: str = Field(min_length=1, max_length=200)
    size_bytes: int = Field(strict=True, ge=1, le=2**30)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    parts: int = Field(strict=True, ge=1, le=64)
    claimed_lines: Count | None = None
    claimed_sum_fen: SignedFen | None = None


class StatementConfirmation(Body):
    """What was shown: the file's digest, and every concern that it is taken in spite of."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    concerns: list[Annotated[str, Field(max_length=80)]] = Field(max_length=10)


class StatementRejection(Body):
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    reason: str = Field(min_length=2, max_length=200)


class ImportStarted(BaseModel):
    operation_id: UUID


@router.post("", status_code=HTTPStatus.CREATED, summary="Announce a statement by its hash")
async def post_statement(
    body: StatementRequest, sender: Statements, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> StatementView:
    announced = Announced(
        kind=body.kind,
        unit_code=body.unit_code,
        file_name=body.file_name,
        size_bytes=body.size_bytes,
        sha256=bytes.fromhex(body.sha256),
        parts=body.parts,
        claimed_lines=body.claimed_lines,
        claimed_sum=None if body.claimed_sum_fen is None else Money(body.claimed_sum_fen),
    )
    statement_id = await use_cases.register_statement(announced=announced, by=sender, now=clock.now())
    return await use_cases.queries.statement(statement_id, by=sender)


@router.put(
    "/{statement_id}/parts/{number}",
    status_code=HTTPStatus.NO_CONTENT,
    summary="Send one part; sending it again replaces it",
    max_body_size=PART_BYTES,
)
async def put_statement_part(
    statement_id: UUID,
    number: Annotated[int, asked(1, 64), Path()],
    content: Annotated[bytes, Content(media_type="application/octet-stream")],
    sender: Statements,
    use_cases: UseCasesDep,
) -> None:
    await use_cases.store_part(statement_id=statement_id, number=number, content=content, by=sender)


@router.post("/{statement_id}/import", status_code=HTTPStatus.ACCEPTED, summary="Read a statement that is complete")
async def post_statement_import(
    statement_id: UUID, sender: Statements, use_cases: UseCasesDep, clock: ClockDep, key: IdempotencyKey
) -> ImportStarted:
    operation_id = await use_cases.start_import(statement_id=statement_id, by=sender, now=clock.now())
    return ImportStarted(operation_id=operation_id)


@router.post(
    "/{statement_id}/confirmation",
    status_code=HTTPStatus.ACCEPTED,
    summary="Take a file into the books, as another person than who sent it",
)
async def post_statement_confirmation(
    statement_id: UUID,
    body: StatementConfirmation,
    confirmer: StatementConfirmer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> ImportStarted:
    shown = Shown(version=version, sha256=bytes.fromhex(body.sha256), concerns=frozenset(body.concerns))
    operation_id = await use_cases.confirm_statement(
        statement_id=statement_id, shown=shown, by=confirmer, now=clock.now()
    )
    return ImportStarted(operation_id=operation_id)


@router.post("/{statement_id}/rejection", summary="Turn a file away, as another person than who sent it")
async def post_statement_rejection(
    statement_id: UUID,
    body: StatementRejection,
    confirmer: StatementConfirmer,
    use_cases: UseCasesDep,
    clock: ClockDep,
    key: IdempotencyKey,
    version: IfMatch,
) -> StatementView:
    shown = Shown(version=version, sha256=bytes.fromhex(body.sha256))
    await use_cases.reject_statement(
        statement_id=statement_id, shown=shown, reason=body.reason, by=confirmer, now=clock.now()
    )
    return await use_cases.queries.statement(statement_id, by=confirmer)


@router.get("", summary="List statements, the newest first")
async def get_statements(
    reader: StatementReader,
    use_cases: UseCasesDep,
    page: PageDep,
    unit: Annotated[str | None, Query(max_length=40)] = None,
    kind: StatementKind | None = None,
) -> Page[StatementView]:
    found = await use_cases.queries.statements(
        by=reader, unit=unit, kind=kind, after=page.after(UUID), limit=page.fetch
    )
    return Page[StatementView].of(found, page, view=lambda row: row, cursor=lambda row: (row.id,))


@router.get("/{statement_id}", summary="One statement: parts received, counts, or what is wrong with it")
async def get_statement(statement_id: UUID, reader: StatementReader, use_cases: UseCasesDep) -> StatementView:
    return await use_cases.queries.statement(statement_id, by=reader)
