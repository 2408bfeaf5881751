"""A request that would take too much cannot be written down."""

from datetime import date, datetime, time
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError, create_model

from chassis.http.bodies import Body, LooseInput
from chassis.http.values import Count, Day, Fen, Flag, Instant, MonthWord, TermWord, TimeOfDay


class Loose(BaseModel):
    name: str = ""


@pytest.mark.parametrize(
    "field",
    [
        (bool, ...),
        (bool | None, None),
        (int, Field(ge=1, le=5)),
        (int, Field(strict=True, ge=1)),
        (str, ...),
        (list[Annotated[str, Field(max_length=5)]], ...),
        (Annotated[list[int], Field(max_length=5)], ...),
        (date, ...),
        (datetime | None, None),
        (time, ...),
        (Loose, ...),
        (dict[str, Any], ...),
    ],
)
def test_refuses_a_type_that_takes_several_writings_or_has_no_end(field: Any) -> None:
    with pytest.raises(LooseInput, match="said"):
        create_model("Asked", __base__=Body, said=field)


@pytest.mark.parametrize("field", [(Flag, True), (Flag, False), (Count, 1), (Fen, Field(default_factory=lambda: 0))])
def test_refuses_a_default_that_decides(field: Any) -> None:
    with pytest.raises(LooseInput, match="decides"):
        create_model("Asked", __base__=Body, approved=field)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Day, ["2026-03-02", "2000-01-01", "2100-12-31"], [0, 20260302, "0", "2026-02-30", "1999-12-31", "2101-01-01"]),
        (Day, [], ["2026-3-2", "20260302", "2026-03-02T00:00:00", "２０２６-03-02", None, True]),
        (MonthWord, ["2000-01", "2099-12"], ["0000-01", "9999-12", "1999-12", "2100-01", "2026-13", "２０２６-01"]),
        (TermWord, ["2026-spring"], ["0000-spring", "2026-Spring", "2026-spring\n"]),
        (TimeOfDay, ["16:20", "16:20:00"], [16, "24:00", "16:20+08:00", "1620"]),
        (Instant, ["2026-03-02T08:00:00Z"], ["2026-03-02T08:00:00", 1772409600, "2026-03-02"]),
        (Flag, [True, False], [1, 0, "true", "yes", None]),
        (Fen, [0, 10**13], [-1, 10**13 + 1, 10**30, 1.0, "1", True]),
        (Count, [0, 2**31 - 1], [2**31, 2**40, -1]),
    ],
)
def test_takes_a_value_in_one_writing_and_within_bounds(kind: Any, good: list[Any], bad: list[Any]) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    for value in good:
        adapter.validate_python(value)
    for value in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)
