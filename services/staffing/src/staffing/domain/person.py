"""People who work for a school or an office, and the assignments in which they may act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.duties import excluding_each_other
from kernel.errors import Conflict, Forbidden, Invalid

ASSIGNMENTS_MAX = 20

# The words of the staff workbook (岗位) and the kind of organisation at which each post exists.
POSTS = {
    "校长": ("principal", "school"),
    "学校管理员": ("school-administrator", "school"),
    "会计": ("school-accountant", "school"),
    "出纳": ("school-cashier", "school"),
    "班主任": ("class-teacher", "school"),
    "值班教师": ("duty-teacher", "school"),
    "教育局经办": ("district-officer", "district"),
    "公安审核": ("police-officer", "district"),
    "市场监管审核": ("market-officer", "district"),
    "文旅体育审核": ("culture-officer", "district"),
    "财政经办": ("finance-officer", "district"),
    "督导员": ("inspector", "district"),
    "市级专班": ("city-officer", "city"),
    "审计员": ("auditor", "city"),
}
STAFF_ROLES = dict(POSTS.values())


class UnknownPost(Invalid):
    code = "staffing.unknown_post"


class RoleNotAtThisOrganisation(Invalid):
    code = "staffing.role_not_at_this_organisation"


class TooManyAssignments(Conflict):
    code = "staffing.too_many_assignments"


class RolesExcludeEachOther(Conflict):
    code = "staffing.roles_exclude_each_other"


class OwnRoleGranted(Forbidden):
    code = "staffing.own_role_granted"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a staff list; the name and telephone number are personal data and stay in this service."""

    id: UUID
    number: str
    name: str
    phone: str

    @property
    def login(self) -> str:
        return self.number.lower()


@dataclass(frozen=True, slots=True)
class DatedAssignment:
    """An assignment in force from `starts_on` until `ends_on` (not included; None = open)."""

    person_id: UUID
    assignment: Assignment
    starts_on: date
    ends_on: date | None = None
    suspended: bool = False

    def in_force(self, on: date) -> bool:
        return not self.suspended and self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class AssignmentsChanged:
    """All assignments of a person now in force, and the other accounts of the same person."""

    person_id: UUID
    assignments: tuple[str, ...]
    linked: tuple[UUID, ...] = ()

    @property
    def active(self) -> bool:
        return bool(self.assignments)


@dataclass(frozen=True, slots=True)
class ClassTeacherAssigned:
    """Whose class it is: what a class teacher may review hangs on it."""

    class_id: UUID
    school_path: str
    person_id: UUID


def role_of_post(post: str) -> str:
    """The role a word of the staff workbook stands for; UnknownPost names the words there are."""
    if post not in POSTS:
        raise UnknownPost(f"there is no post '{post}'; use one of {'、'.join(POSTS)}", params={"post": post})
    return POSTS[post][0]


def check_role(role: str, *, organisation_kind: str) -> None:
    """Raise unless `role` exists at this kind of organisation: no principal of a district."""
    if STAFF_ROLES.get(role) != organisation_kind:
        raise RoleNotAtThisOrganisation(
            f"{role} does not exist at a {organisation_kind}", params={"role": role, "kind": organisation_kind}
        )


def check_together(assignments: tuple[Assignment, ...], *, beside: tuple[Assignment, ...] = ()) -> None:
    """Raise where roles that check each other would meet in one person, or a token could not carry them all.

    `beside` is what the person holds by other accounts.
    """
    if len(assignments) > ASSIGNMENTS_MAX:
        raise TooManyAssignments(f"a person holds at most {ASSIGNMENTS_MAX} assignments")
    pair = excluding_each_other((*assignments, *beside))
    if pair is not None:
        first, second = pair
        raise RolesExcludeEachOther(
            f"one person cannot be {first} and {second}", params={"first": first.role, "second": second.role}
        )


def check_from(held: Iterable[DatedAssignment], *, on: date, beside: Iterable[DatedAssignment] = ()) -> None:
    """As check_together, for that day and every later one: a deputy of next week may not meet what is held by then."""
    held, beside = tuple(held), tuple(beside)
    for day in sorted({on} | {each.starts_on for each in (*held, *beside) if each.starts_on > on}):
        check_together(in_force(held, day), beside=in_force(beside, day))


def in_force(held: Iterable[DatedAssignment], on: date) -> tuple[Assignment, ...]:
    return tuple(each.assignment for each in held if each.in_force(on))


def check_granting(granter: Actor, person_id: UUID) -> None:
    """Nobody gives a role to themselves, by whichever account."""
    if person_id in granter.accounts:
        raise OwnRoleGranted("somebody else must grant you a role")
