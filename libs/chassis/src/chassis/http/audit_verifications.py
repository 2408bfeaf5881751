"""What a witness found of the chains it watches; served by the services that keep heads."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import Row, text

from chassis.http.access import acts_as
from chassis.http.dependencies import DatabaseDep
from chassis.http.pages import Page, PageRequest
from kernel.actor import Actor

router = APIRouter(prefix="/v1/audit-verifications", tags=["audit"])

ChainReader = Annotated[Actor, Depends(acts_as("auditor", "system-administrator"))]

_PAGE = text("""
SELECT id, service, verified_at, blocks, entries, pending, heads, breaks FROM chassis.audit_verification
WHERE CAST(:at AS timestamptz) IS NULL OR (verified_at, id) < (:at, CAST(:after AS uuid))
ORDER BY verified_at DESC, id DESC LIMIT :fetch
""")


class AuditVerificationView(BaseModel):
    """`sound` where nothing was edited, removed or inserted; `breaks` says where it was, a hundred places at most."""

    id: UUID
    service: str
    verified_at: datetime
    sound: bool
    blocks: int
    entries: int
    pending: int
    heads: int
    breaks: list[str]

    @classmethod
    def of(cls, row: Row[Any]) -> "AuditVerificationView":
        return cls(**row._asdict(), sound=not row.breaks)


@router.get("", summary="What was found of the audit chains of other services, the latest first")
async def list_audit_verifications(
    reader: ChainReader, database: DatabaseDep, page: Annotated[PageRequest, Depends()]
) -> Page[AuditVerificationView]:
    at, after = page.after(datetime, UUID) or (None, None)
    async with database.reading() as connection:
        rows = (await connection.execute(_PAGE, {"at": at, "after": after, "fetch": page.fetch})).all()
    return Page.of(rows, page, view=AuditVerificationView.of, cursor=lambda row: (row.verified_at.isoformat(), row.id))
