"""The kinds of refusal; every concrete error declares a stable code and lives beside the function that raises it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input: where it is, and what to do about it.

    `pointer` is a JSON pointer into a request, or `file/sheet/row/column` words for an imported file.
    """

    pointer: str
    code: str
    detail: str
    params: Mapping[str, str | int] = field(default_factory=dict)


class Refusal(Exception):
    """A domain error: `code` is stable and translated by the portal, `params` fill its sentence."""

    code: ClassVar[str] = "kernel.refused"

    def __init__(self, detail: str, *, params: Mapping[str, str | int] | None = None, faults: tuple[Fault, ...] = ()):
        super().__init__(detail)
        self.detail = detail
        self.params: Mapping[str, str | int] = params or {}
        self.faults = faults


class Invalid(Refusal):
    """The input itself is wrong; sending it again unchanged can never succeed."""

    code: ClassVar[str] = "kernel.invalid"


class Conflict(Refusal):
    """The input is fine, the present state forbids it."""

    code: ClassVar[str] = "kernel.conflict"


class NotFound(Refusal):
    """Nothing here by that identity, or nothing the actor may know of."""

    code: ClassVar[str] = "kernel.not_found"


class Forbidden(Refusal):
    """The actor may see it but may not do this."""

    code: ClassVar[str] = "kernel.forbidden"


class Unavailable(Refusal):
    """A part we need does not answer; trying again later can succeed."""

    code: ClassVar[str] = "kernel.unavailable"


class TooOften(Refusal):
    """Asked or tried too often; `retry_after_s` among the params says after how many seconds it may be tried again."""

    code: ClassVar[str] = "kernel.too_often"


class PreconditionFailed(Conflict):
    """The version named by If-Match is not the present one."""

    code: ClassVar[str] = "kernel.precondition_failed"
