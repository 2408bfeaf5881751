"""Showing the own audit chain to the service that witnesses it."""

from dataclasses import asdict
from typing import Any

from chassis.audit.chain import read_page
from chassis.postgres.database import Database
from contracts.chassis.v1 import audit_pb2 as pb
from contracts.chassis.v1.audit_pb2_grpc import AuditServiceServicer


class AuditServicer(AuditServiceServicer):
    def __init__(self, database: Database) -> None:
        self._database = database

    async def ReadBlocks(self, request: Any, context: object) -> Any:  # noqa: N802 - the contract's name
        """The next blocks with what their entries come to now; numbers and hashes, nothing of what was done."""
        async with self._database.snapshot() as connection:
            page = await read_page(connection, after=int(request.after))
        return pb.ReadBlocksResponse(
            blocks=[pb.SealedBlock(**asdict(block)) for block in page.blocks],
            is_last=page.is_last,
            beyond=page.beyond,
            pending=page.pending,
        )
