"""Walks the chain of audit blocks and says where it is broken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text

from chassis.audit.sealer import BLOCK_HASH, FIRST_HASH
from chassis.postgres.database import Database

BLOCKS_A_PAGE = 200

_BLOCKS = text("""
SELECT number, entries, entries_total, previous_hash, hash FROM chassis.audit_block
WHERE number > :after ORDER BY number LIMIT :most
""")
_RECOUNT = text(
    f"SELECT count(*) AS entries, {BLOCK_HASH} AS hash FROM chassis.audit_entry e "
    "WHERE e.block_number = CAST(:number AS bigint)"
)
_BEYOND = text("SELECT count(*) FROM chassis.audit_entry WHERE block_number > :last OR block_number < 1")
_PENDING = text("SELECT count(*) FROM chassis.audit_entry WHERE block_number IS NULL")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the walk found: `breaks` is empty where nothing was edited, removed or inserted."""

    blocks: int
    entries: int
    pending: int
    breaks: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.breaks


async def verify(database: Database, *, witnessed: Mapping[int, bytes] | None = None) -> Verdict:
    """Recompute every block from its entries and compare it with the chain.

    `witnessed` are heads another service kept (block number → hash): a chain that was recomputed as a whole fits
    itself, but not them.
    """
    breaks: list[str] = []
    previous, last, total = FIRST_HASH, 0, 0
    kept = dict(witnessed or {})
    while True:
        async with database.reading() as connection:
            blocks = (await connection.execute(_BLOCKS, {"after": last, "most": BLOCKS_A_PAGE})).all()
            for block in blocks:
                given = {"number": block.number, "previous": previous}
                found = (await connection.execute(_RECOUNT, given)).one()
                total += found.entries
                breaks += _compare(block, found, expected=last + 1, previous=previous, total=total)
                if kept.pop(block.number, block.hash) != block.hash:
                    breaks.append(f"block {block.number} is not the one another service witnessed")
                previous, last = block.hash, block.number
        if len(blocks) < BLOCKS_A_PAGE:
            break
    async with database.reading() as connection:
        beyond = int(await connection.scalar(_BEYOND, {"last": last}) or 0)
        pending = int(await connection.scalar(_PENDING) or 0)
    if beyond:
        breaks.append(f"{beyond} entries claim a block that does not exist")
    breaks += [f"block {number} was witnessed by another service and is gone" for number in sorted(kept)]
    return Verdict(blocks=last, entries=total, pending=pending, breaks=tuple(breaks))


async def witnessed_heads(database: Database, service: str) -> dict[int, bytes]:
    """Return the heads of `service` that the service owning `database` has kept."""
    query = text("SELECT block_number, block_hash FROM chassis.audit_witness WHERE service = :service")
    async with database.reading() as connection:
        return {row.block_number: row.block_hash for row in await connection.execute(query, {"service": service})}


def _compare(block: Row[Any], found: Row[Any], *, expected: int, previous: bytes, total: int) -> list[str]:
    breaks = []
    if block.number != expected:
        breaks.append(f"block {expected} is missing")
    if block.previous_hash != previous:
        breaks.append(f"block {block.number} does not follow its predecessor")
    if found.entries < block.entries:
        breaks.append(f"block {block.number} lacks {block.entries - found.entries} entries")
    elif found.entries > block.entries:
        breaks.append(f"block {block.number} holds {found.entries - block.entries} entries too many")
    if found.hash != block.hash:
        breaks.append(f"block {block.number} was changed")
    elif block.entries_total != total:
        breaks.append(f"block {block.number} counts {block.entries_total} entries, the chain has {total}")
    return breaks
