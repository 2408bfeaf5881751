"""Keeping the read model's figures up to date, and building them again from the first event on."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from inspection.application.ports import UnitOfWorkFactory
from kernel.actor import Actor
from kernel.errors import NotFound

READ_MODEL = "school-terms"


class ReadModelUnknown(NotFound):
    code = "inspection.read_model_unknown"


@dataclass(frozen=True, slots=True)
class RefreshFigures:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, on: date) -> int:
        """Make some of the stale figures anew; 0 when none is left."""
        async with self.unit_of_work() as work:
            return await work.figures.refresh(on)


@dataclass(frozen=True, slots=True)
class TurnDay:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, on: date) -> None:
        """Mark what depends on the day; it is made anew within seconds."""
        async with self.unit_of_work() as work:
            await work.figures.mark_running_terms(on)
            await work.figures.refresh(on)


@dataclass(frozen=True, slots=True)
class RebuildReadModel:
    unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, name: str, by: Actor, now: datetime) -> UUID:
        """Start dropping and rebuilding a read model; return the operation's id."""
        if name != READ_MODEL:
            raise ReadModelUnknown(
                f"there is no read model '{name}'; there is {READ_MODEL}", params={"name": name[:40]}
            )
        async with self.unit_of_work() as work:
            operation_id = await work.operations.start_rebuild(name, by=by, now=now)
            subject, after = f"read-model/{name}", {"operation": str(operation_id)}
            work.audit.record(by, "inspection.read_model_rebuilt", subject, now=now, before={}, after=after)
        return operation_id
