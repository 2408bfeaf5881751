"""Samples, ratios and the page they are written to."""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, middle and greatest of some samples."""

    least: float
    middle: float
    greatest: float

    @classmethod
    def of(cls, samples: Sequence[float]) -> "Spread":
        return cls(min(samples), median(samples), max(samples))

    def text(self, form: str = ",.2f") -> str:
        """`middle (least to greatest)`."""
        return f"{self.middle:{form}} ({self.least:{form}} to {self.greatest:{form}})"


def ratios(ours: Sequence[float], beside: Sequence[float]) -> Spread:
    """Ours over theirs, round by round: what disturbed a round disturbed both."""
    return Spread.of([a / b for a, b in zip(ours, beside, strict=True)])


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the page. `holds` is None where there is nothing to compare with an aim."""

    work: str
    measured: str
    beside: str
    ratio: str
    aim: str
    holds: bool | None
    notes: tuple[str, ...] = field(default=())

    @property
    def verdict(self) -> str:
        return {True: "met", False: "**not met**", None: "–"}[self.holds]


def percentile(samples: Sequence[float], hundredth: float) -> float:
    """The smallest sample that is not below `hundredth` per cent of them."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, round(len(ordered) * hundredth / 100))]


def page(results: Sequence[Result], machine: str) -> str:
    """Return docs/benchmarks.md."""
    lines = [
        "# Measured",
        "",
        "Written by `./kehou bench`. Whatever is compared was measured in turns in the same run, so that what disturbs the machine",
        "disturbs both; figures are medians, in brackets the least and the greatest round.",
        "",
        machine,
        "",
        "| work | measured | beside it | ratio | aim | |",
        "|---|---|---|---|---|---|",
    ]
    lines += [f"| {r.work} | {r.measured} | {r.beside} | {r.ratio} | {r.aim} | {r.verdict} |" for r in results]
    for result in results:
        if result.notes:
            lines += ["", f"## {result.work[:1].upper()}{result.work[1:]}", *(f"- {note}" for note in result.notes)]
    return "\n".join(lines) + "\n"
