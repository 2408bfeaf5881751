"""What routes ask for: the business clock, the use cases, the database for read-only queries."""

from typing import Annotated, Any

from fastapi import Depends, Request

from chassis.clock import Clock
from chassis.postgres.database import Database


async def clock(request: Request) -> Clock:
    found: Clock = request.app.state.clock
    return found


async def use_cases(request: Request) -> Any:
    """The object given as Parts.use_cases; annotate it with the service's own type."""
    return request.app.state.use_cases


async def database(request: Request) -> Database:
    found: Database = request.app.state.database
    return found


ClockDep = Annotated[Clock, Depends(clock)]
DatabaseDep = Annotated[Database, Depends(database)]
