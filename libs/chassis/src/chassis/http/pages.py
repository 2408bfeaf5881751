"""Lists in pages: a bounded number of items and a cursor to the next, stable while rows are added."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar, overload
from uuid import UUID

import orjson
from fastapi import Query
from pydantic import BaseModel

from chassis.http.values import asked
from kernel.errors import Invalid

LIMIT_MAX = 100
LIMIT_DEFAULT = 50

Item = TypeVar("Item")
Row = TypeVar("Row")
CursorPart = str | int | UUID | date | datetime
First = TypeVar("First", bound=CursorPart)
Second = TypeVar("Second", bound=CursorPart)
Third = TypeVar("Third", bound=CursorPart)


class CursorMalformed(Invalid):
    code = "chassis.cursor_malformed"


def encode_cursor(*parts: CursorPart) -> str:
    """The sort key of the last row of a page as an opaque word."""
    # The driver's UUIDs are a subclass, which orjson leaves to `default`.
    return base64.urlsafe_b64encode(orjson.dumps(parts, default=str)).rstrip(b"=").decode()


def decode_cursor(cursor: str, *types: type[CursorPart]) -> tuple[CursorPart, ...]:
    """The sort key in `cursor`, each part of the type asked for, or CursorMalformed."""
    malformed = CursorMalformed("the cursor is not one this list gave out; begin again without it")
    try:
        parts = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        raise malformed from None
    if not isinstance(parts, list) or len(parts) != len(types):
        raise malformed
    try:
        return tuple(_restore(part, kind) for part, kind in zip(parts, types, strict=True))
    except (ValueError, TypeError):
        raise malformed from None


def _restore(part: object, kind: type[CursorPart]) -> CursorPart:
    if kind is int:
        if isinstance(part, bool) or not isinstance(part, int) or not -(2**63) <= part < 2**63:
            raise ValueError("no number")
        return part
    if not isinstance(part, str) or "\x00" in part:
        raise ValueError("no text")
    if kind is UUID:
        return UUID(part)
    if kind is datetime:
        return datetime.fromisoformat(part)
    if kind is date:
        return date.fromisoformat(part)
    return part


class PageRequest:
    """Which page of a list is wanted; use as `Annotated[PageRequest, Depends()]`."""

    def __init__(
        self,
        limit: Annotated[int, asked(1, LIMIT_MAX), Query(description="Items per page.")] = LIMIT_DEFAULT,
        cursor: Annotated[str | None, Query(max_length=512, description="`next` of the page before.")] = None,
    ) -> None:
        self.limit = limit
        self.cursor = cursor

    @property
    def fetch(self) -> int:
        """How many rows to read: one more than the page, to know whether there is a next one."""
        return self.limit + 1

    @overload
    def after(self, only: type[First], /) -> tuple[First] | None: ...
    @overload
    def after(self, first: type[First], second: type[Second], /) -> tuple[First, Second] | None: ...
    @overload
    def after(
        self, first: type[First], second: type[Second], third: type[Third], /
    ) -> tuple[First, Second, Third] | None: ...
    def after(self, *types: type[Any]) -> tuple[Any, ...] | None:
        """The sort key after which the page begins, each part of its type, or None for the first page."""
        return None if self.cursor is None else decode_cursor(self.cursor, *types)

    def last(self, kind: type[First]) -> First | None:
        """The sort key of one part after which the page begins, or None for the first page."""
        after = self.after(kind)
        return None if after is None else after[0]


class Page(BaseModel, Generic[Item]):
    """A page of a list: `next` is the cursor of the following page, None on the last."""

    items: list[Item]
    next: str | None = None
    total: int | None = None
    as_of: datetime | None = None

    @classmethod
    def of(
        cls,
        rows: Sequence[Row],
        page: PageRequest,
        *,
        view: Callable[[Row], Item],
        cursor: Callable[[Row], tuple[CursorPart, ...]],
        total: int | None = None,
        as_of: datetime | None = None,
    ) -> "Page[Item]":
        """The page made of up to `page.fetch` rows, each shown through `view`."""
        shown = rows[: page.limit]
        following = encode_cursor(*cursor(shown[-1])) if len(rows) > page.limit else None
        return cls(items=[view(row) for row in shown], next=following, total=total, as_of=as_of)
