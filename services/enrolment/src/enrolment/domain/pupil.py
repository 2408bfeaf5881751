"""A pupil as the rules need it; names and numbers stay sealed in the store."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kernel.errors import Conflict, Invalid, NotFound


class PupilUnknown(NotFound):
    code = "enrolment.pupil_unknown"


class PupilEnrolledElsewhere(Conflict):
    code = "enrolment.pupil_enrolled_elsewhere"


class ClassUnknown(NotFound):
    code = "enrolment.class_unknown"


class MoveWithinClass(Invalid):
    code = "enrolment.move_within_class"


@dataclass(frozen=True, slots=True)
class Pupil:
    id: UUID
    school_path: str
    class_id: UUID
    grade: int
    draw_key: bytes
    boards: bool


@dataclass(frozen=True, slots=True)
class SchoolClass:
    id: UUID
    school_path: str
    grade: int
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Move:
    pupil_id: UUID
    to_school_path: str
    grade: int
    class_number: int
    moved_on: date
