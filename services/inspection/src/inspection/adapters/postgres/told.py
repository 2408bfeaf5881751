"""What readers from above were told last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from inspection.adapters.postgres.rows import told_figures
from inspection.domain.told import Figures
from kernel.small_groups import Figure

_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended('inspection.told ' || CAST(:term AS text), 0))")

Stored = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class PostgresTold:
    connection: AsyncConnection

    async def of_districts(self, paths: Sequence[str], term: str) -> Mapping[str, Figures]:
        query = select(told_figures).where(told_figures.c.district_path.in_(paths), told_figures.c.term == term)
        return {row.district_path: figures_of(row.figures) for row in await self.connection.execute(query)}

    async def lock(self, term: str) -> None:
        """Let nobody else be told anything new of the term until the commit."""
        await self.connection.execute(_HOLD, {"term": term})

    async def keep(self, path: str, term: str, figures: Figures) -> None:
        row = {"district_path": path, "term": term, "figures": stored(figures)}
        statement = insert(told_figures).values(row)
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["district_path", "term"], set_={"figures": statement.excluded.figures}
            )
        )


def stored(figures: Figures) -> dict[str, list[int]]:
    return {name: [figure.value, figure.people] for name, figure in figures.items()}


def figures_of(kept: Stored | None) -> dict[str, Figure]:
    return {name: Figure(value, people) for name, (value, people) in (kept or {}).items()}
