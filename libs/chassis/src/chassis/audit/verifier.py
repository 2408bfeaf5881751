"""Walks the chain of the own audit blocks and says where it is broken."""

from collections.abc import Mapping

from sqlalchemy import text

from chassis.audit.chain import Verdict, Walk, read_page
from chassis.postgres.database import Database


async def verify(database: Database, *, witnessed: Mapping[int, bytes] | None = None) -> Verdict:
    """Recompute every block from its entries and compare it with the chain, as all of it stood at one moment.

    `witnessed` are heads another service kept (block number → hash): a chain that was recomputed as a whole fits
    itself, but not them.
    """
    kept = witnessed or {}
    walk = Walk()
    async with database.snapshot() as connection:
        while True:
            page = await read_page(connection, after=walk.last)
            for block in page.blocks:
                walk.step(block)
                if kept.get(block.number, block.hash) != block.hash:
                    walk.broken(f"block {block.number} is not the one another service witnessed")
            if page.is_last:
                break
    walk.gone(number for number in sorted(kept) if number > walk.last)
    return walk.end(page)


async def witnessed_heads(database: Database, service: str) -> dict[int, bytes]:
    """Return the heads of `service` that the service owning `database` has kept, to be printed for a comparison."""
    query = text("SELECT block_number, block_hash FROM chassis.audit_witness WHERE service = :service")
    async with database.reading() as connection:
        return {row.block_number: row.block_hash for row in await connection.execute(query, {"service": service})}
