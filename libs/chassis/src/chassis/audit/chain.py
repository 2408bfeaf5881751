"""A chain of audit blocks, read page by page and followed from its beginning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.audit.sealer import BLOCK_HASH, FIRST_HASH

# A page is read within a call's deadline, however full its blocks are.
BLOCKS_A_PAGE = 200
ENTRIES_A_PAGE = 20_000
# A chain that was rewritten has as many breaks as blocks: the first ones say it all.
BREAKS_MAX = 100

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
class Block:
    """A block as it is stored, and what its entries come to now."""

    number: int
    entries: int
    entries_total: int
    previous_hash: bytes
    hash: bytes
    found_entries: int
    found_hash: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks in order; with the last of the chain, entries that claim blocks beyond it and entries in no block yet."""

    blocks: Sequence[Block]
    is_last: bool
    beyond: int = 0
    pending: int = 0


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


async def read_page(connection: AsyncConnection, *, after: int) -> Page:
    """The next blocks, recomputed; `connection` must see the database of one moment."""
    rows = (await connection.execute(_BLOCKS, {"after": after, "most": BLOCKS_A_PAGE})).all()
    blocks: list[Block] = []
    read = 0
    for row in rows:
        given = {"number": row.number, "previous": row.previous_hash}
        found = (await connection.execute(_RECOUNT, given)).one()
        blocks.append(Block(**row._asdict(), found_entries=found.entries, found_hash=found.hash))
        read += found.entries
        if read >= ENTRIES_A_PAGE:
            break
    if len(blocks) < len(rows) or len(rows) == BLOCKS_A_PAGE:
        return Page(blocks, is_last=False)
    last = blocks[-1].number if blocks else after
    beyond = int(await connection.scalar(_BEYOND, {"last": last}) or 0)
    return Page(blocks, is_last=True, beyond=beyond, pending=int(await connection.scalar(_PENDING) or 0))


@dataclass(slots=True)
class Walk:
    """Follows a chain block by block and remembers where it is broken."""

    last: int = 0
    entries: int = 0
    _previous: bytes = FIRST_HASH
    _breaks: list[str] = field(default_factory=list)

    def step(self, block: Block) -> None:
        """Compare the block with its entries and with the one before it."""
        self.entries += block.found_entries
        if block.number != self.last + 1:
            self.broken(f"block {self.last + 1} is missing")
        if block.previous_hash != self._previous:
            self.broken(f"block {block.number} does not follow its predecessor")
        if block.found_entries < block.entries:
            self.broken(f"block {block.number} lacks {block.entries - block.found_entries} entries")
        elif block.found_entries > block.entries:
            self.broken(f"block {block.number} holds {block.found_entries - block.entries} entries too many")
        if block.found_hash != block.hash:
            self.broken(f"block {block.number} was changed")
        elif block.entries_total != self.entries:
            self.broken(f"block {block.number} counts {block.entries_total} entries, the chain has {self.entries}")
        self._previous, self.last = block.hash, block.number

    def broken(self, where: str) -> None:
        """Remember a break, and of a great many the first ones."""
        if len(self._breaks) < BREAKS_MAX:
            self._breaks.append(where)

    def gone(self, numbers: Iterable[int]) -> None:
        """Blocks that another service witnessed and the chain does not reach."""
        for number in numbers:
            self.broken(f"block {number} was witnessed by another service and is gone")

    def end(self, page: Page) -> Verdict:
        if page.beyond:
            self.broken(f"{page.beyond} entries claim a block that does not exist")
        return Verdict(blocks=self.last, entries=self.entries, pending=page.pending, breaks=tuple(self._breaks))
