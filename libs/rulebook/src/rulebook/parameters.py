"""What a pack leaves open and adoption must supply."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from kernel.errors import Fault, Invalid
from kernel.money import Money
from rulebook.decode import read_text
from rulebook.rules import Words

# How JSON carries a parameter: numbers as numbers, the rest as text.
JsonValue = int | bool | str


class ParametersInvalid(Invalid):
    code = "rulebook.parameters_invalid"


class ParameterType(StrEnum):
    FEN = "fen"
    INTEGER = "integer"
    PERCENT = "percent"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"


_READ_AS: dict[ParameterType, type] = {
    ParameterType.FEN: int,
    ParameterType.INTEGER: int,
    ParameterType.PERCENT: int,
    ParameterType.BOOLEAN: bool,
    ParameterType.DATE: date,
    ParameterType.TIME: time,
    ParameterType.CHOICE: str,
}


@dataclass(frozen=True, slots=True)
class OpenParameter:
    """One value to be supplied; `min` and `max` are included and written as the value is, `suggested` fills a form."""

    name: str
    type: ParameterType
    description: Words
    min: str | None = None
    max: str | None = None
    choices: tuple[str, ...] = ()
    suggested: str | None = None

    def __post_init__(self) -> None:
        if (self.type is ParameterType.CHOICE) != bool(self.choices):
            raise ValueError("choices belong to a parameter of type choice, and it needs them")
        if self.type in (ParameterType.FEN, ParameterType.INTEGER, ParameterType.PERCENT) and not (
            self.min and self.max
        ):
            raise ValueError("give min and max of a number")
        for text in (self.min, self.max):
            if text is not None:
                self.read(text)
        if self.suggested is not None and self.problem(self.suggested):
            raise ValueError(f"the suggested value is refused: {self.problem(self.suggested)}")

    def read(self, given: object) -> int | bool | date | time | str:
        """The value as Python has it; raise ValueError where it is of another type."""
        if isinstance(given, bool):
            text = "true" if given else "false"
        elif isinstance(given, time):
            text = given.isoformat("minutes")
        else:
            text = given.isoformat() if isinstance(given, date) else str(given)
        try:
            value: int | bool | date | time | str = read_text(text, _READ_AS[self.type])
        except ValueError:
            raise ValueError(f"'{given}' is no {self.type}") from None
        return value

    def problem(self, given: object) -> str | None:
        """What is wrong with a value and what to do, or None."""
        try:
            value = self.read(given)
        except ValueError as error:
            return str(error)
        if self.choices and value not in self.choices:
            return f"choose one of {', '.join(self.choices)}"
        # Both bounds were read as the value was, so they compare.
        if self.min is not None and value < self.read(self.min):  # type: ignore[operator]
            return f"{given} is below {self.min}; give at least that"
        if self.max is not None and value > self.read(self.max):  # type: ignore[operator]
            return f"{given} is above {self.max}; give at most that"
        return None

    def text_of(self, given: object) -> str:
        """The value as YAML would write it."""
        value = self.read(given)
        if isinstance(value, bool):
            return "true" if value else "false"
        return value.isoformat("minutes") if isinstance(value, time) else str(value)

    def json_of(self, given: object) -> JsonValue:
        value = self.read(given)
        return value if isinstance(value, int) else self.text_of(value)

    def spoken(self, given: object) -> str:
        """How a sentence says it: money in yuan, the rest as written."""
        value = self.read(given)
        return str(Money(value)) if self.type is ParameterType.FEN and isinstance(value, int) else self.text_of(given)

    @property
    def samples(self) -> tuple[str, ...]:
        """Values at the edges of what is allowed: what reads for these reads for all."""
        edges = tuple(text for text in (self.min, self.max, self.suggested) if text is not None)
        return self.choices or edges or (_PLAIN_SAMPLE[self.type],)


_PLAIN_SAMPLE = {ParameterType.BOOLEAN: "true", ParameterType.DATE: "2026-03-02", ParameterType.TIME: "12:00"}


def check_parameters(open_parameters: tuple[OpenParameter, ...], given: Mapping[str, object]) -> dict[str, JsonValue]:
    """The values in canonical JSON form and in the pack's order; raise ParametersInvalid with every fault."""
    known = {parameter.name: parameter for parameter in open_parameters}
    faults = [
        Fault(f"/{name}", "rulebook.parameter_unknown", f"the pack has no parameter '{name}'; leave it out")
        for name in sorted(given.keys() - known.keys())
    ]
    for name, parameter in known.items():
        if name not in given or given[name] is None:
            faults.append(Fault(f"/{name}", "rulebook.parameter_missing", f"give '{name}': {parameter.description.en}"))
        elif problem := parameter.problem(given[name]):
            faults.append(Fault(f"/{name}", "rulebook.parameter_out_of_range", problem))
    if faults:
        count = len(faults)
        first = f"{faults[0].pointer}: {faults[0].detail}"
        raise ParametersInvalid(
            f"{count} parameters need attention, first {first}", params={"count": count}, faults=tuple(faults)
        )
    return {name: parameter.json_of(given[name]) for name, parameter in known.items()}
