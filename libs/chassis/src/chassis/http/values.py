"""Values as requests write them: one way to write each, within bounds that the database and the calendar hold."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, Strict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticKnownError

Parsed = TypeVar("Parsed")

DAY = r"^(20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
TERM = r"^20[0-9]{2}-(spring|autumn)$"
_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
_INSTANT = (
    r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
_WHOLE = r"^(0|[1-9][0-9]{0,9})$"

# A hundred billion yuan: the sum of a hundred thousand such amounts still fits a bigint.
FEN_MAX = 10**13
COUNT_MAX = 2**31 - 1


class NotWrittenSo(ValueError):
    """The value is not written as `wanted` shows; the rejected value itself is not in here."""

    def __init__(self, kind: str, wanted: str) -> None:
        super().__init__(f"write it like {wanted}")
        self.kind = kind
        self.wanted = wanted


class Written(BeforeValidator):
    """Takes only text of one form: numbers, and other spellings of the same value, are refused."""


def _written(pattern: str, parse: Callable[[str], Parsed], kind: str, wanted: str) -> Written:
    form = re.compile(pattern, re.ASCII)

    def read(value: object) -> Parsed:
        if isinstance(value, str) and form.fullmatch(value):
            try:
                return parse(value)
            except ValueError:
                pass
        raise NotWrittenSo(kind, wanted)

    return Written(read)


def _shown(pattern: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, **more})


Day = Annotated[
    date, _written(DAY, date.fromisoformat, "date", "2026-03-02"), _shown(DAY, format="date", examples=["2026-03-02"])
]
# Local time in Asia/Shanghai: without the offset that RFC 3339, and so `format: time`, asks for.
TimeOfDay = Annotated[time, _written(_TIME, time.fromisoformat, "time", "16:20"), _shown(_TIME, examples=["16:20:00"])]
ShownTime = Annotated[time, _shown(_TIME, examples=["16:20:00"])]
Instant = Annotated[
    datetime,
    _written(_INSTANT, datetime.fromisoformat, "instant", "2026-03-02T08:00:00Z"),
    _shown(_INSTANT, format="date-time", examples=["2026-03-02T08:00:00Z"]),
]
MonthWord = Annotated[str, StringConstraints(pattern=MONTH), Field(examples=["2026-04"])]
TermWord = Annotated[str, StringConstraints(pattern=TERM), Field(examples=["2026-spring"])]

# SHA-256 of what was shown.
Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Flag = Annotated[bool, Strict()]
Fen = Annotated[int, Strict(), Field(ge=0, le=FEN_MAX)]
SignedFen = Annotated[int, Strict(), Field(ge=-FEN_MAX, le=FEN_MAX)]
Count = Annotated[int, Strict(), Field(ge=0, le=COUNT_MAX)]
Weekday = Annotated[int, Strict(), Field(ge=1, le=7)]
Grade = Annotated[int, Strict(), Field(ge=1, le=12)]

# In addresses and forms everything is text.
AskedFlag = Annotated[
    bool, _written("^(true|false)$", "true".__eq__, "flag", "true"), WithJsonSchema({"type": "boolean"})
]


def asked(least: int, most: int) -> Written:
    """Takes a whole number of an address from `least` to `most`; the contract names the same bounds."""
    form = re.compile(_WHOLE, re.ASCII)

    def read(value: object) -> int:
        # A default is a number already.
        if not isinstance(value, int):
            if not isinstance(value, str) or not form.fullmatch(value):
                raise NotWrittenSo("number", "20")
            value = int(value)
        if value < least:
            raise PydanticKnownError("greater_than_equal", {"ge": least})
        if value > most:
            raise PydanticKnownError("less_than_equal", {"le": most})
        return value

    return Written(read, json_schema_input_type=Annotated[int, Field(ge=least, le=most)])
