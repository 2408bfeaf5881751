"""What the use cases need from the outside."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence, Set
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.errors import NotFound
from kernel.organisation import OrganisationPath
from kernel.term import Month
from staffing.domain.account_link import AccountLink
from staffing.domain.allowance_sheet import (
    AllowanceSheet,
    AllowanceSheetApproved,
    AllowanceSheetPrepared,
    AllowanceSheetReturned,
    Returned,
    Terms,
)
from staffing.domain.clearance import Clearance, ClearanceRecorded
from staffing.domain.lesson import Lesson, LessonConfirmed, LoggedState, Part, Standing
from staffing.domain.person import AssignmentsChanged, ClassTeacherAssigned, DatedAssignment, Person
from staffing.domain.role_change import Notice, RoleChange
from staffing.domain.rota import Place, Session, Shift, ShiftsAssigned
from staffing.domain.staff_import import ClassKey, StaffImport, StaffRow

Event = (
    AssignmentsChanged
    | ClassTeacherAssigned
    | ClearanceRecorded
    | ShiftsAssigned
    | LessonConfirmed
    | AllowanceSheetPrepared
    | AllowanceSheetApproved
    | AllowanceSheetReturned
)


class PersonUnknown(NotFound):
    code = "staffing.person_unknown"


class OrganisationUnknown(NotFound):
    code = "staffing.organisation_unknown"


class SheetUnknown(NotFound):
    code = "staffing.sheet_unknown"


@dataclass(frozen=True, slots=True)
class Organisation:
    code: str
    path: OrganisationPath
    kind: str


class People(Protocol):
    async def by_number(self, numbers: Collection[str]) -> Mapping[str, UUID]: ...
    async def known(self, person_ids: Collection[UUID]) -> Mapping[UUID, Person]:
        """Own people as they stand; who is a vendor's is not among them."""
        ...

    async def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, str]: ...
    async def save(self, people: Sequence[Person]) -> None: ...
    async def add_external(self, person_id: UUID) -> None: ...
    async def must_exist(self, person_id: UUID, *, within: OrganisationPath) -> None: ...
    async def lock(self, person_ids: Collection[UUID]) -> None:
        """Nobody else changes what these people hold or where they stand until the commit."""
        ...

    async def places(self, person_ids: Collection[UUID]) -> Mapping[UUID, Collection[Place]]: ...


class Assignments(Protocol):
    async def of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Sequence[DatedAssignment]]: ...
    async def get(self, assignment_id: UUID, *, within: OrganisationPath, on: date) -> DatedAssignment:
        """The role; AssignmentUnknown where it is none of that organisation, or over."""
        ...

    async def holders(self, held: Assignment, *, on: date) -> Set[UUID]:
        """Who acts in it that day."""
        ...

    async def add(self, assignments: Sequence[DatedAssignment]) -> None: ...
    async def end(self, assignment_id: UUID, *, on: date) -> None: ...
    async def suspend(self, assignment_id: UUID, *, now: datetime) -> None: ...
    async def lift(self, assignment_id: UUID) -> None: ...
    async def end_all(self, person_id: UUID, held: Assignment, *, on: date) -> bool:
        """Whether the person held it, or would have."""
        ...

    async def turning(self, on: date) -> Set[UUID]: ...


class RoleChanges(Protocol):
    async def add(self, change: RoleChange) -> None: ...
    async def locked(self, change_id: UUID, *, within: OrganisationPath) -> RoleChange: ...
    async def save(self, change: RoleChange) -> None: ...
    async def tell(self, notices: Sequence[Notice]) -> None: ...


class AccountLinks(Protocol):
    async def add(self, link: AccountLink) -> None: ...
    async def locked(self, link_id: UUID, *, within: OrganisationPath) -> AccountLink:
        """The link; nobody else changes any until the commit."""
        ...

    async def save(self, link: AccountLink) -> None: ...
    async def of(self, accounts: Collection[UUID]) -> Mapping[UUID, Set[UUID]]:
        """The other accounts of the same person, by account; an account without others is left out."""
        ...


class StaffImports(Protocol):
    async def waits(self, sha256: bytes, *, path: OrganisationPath) -> bool: ...
    async def add(self, proposed: StaffImport, rows: Sequence[StaffRow]) -> None: ...
    async def get(self, import_id: UUID, *, within: OrganisationPath) -> tuple[StaffImport, Sequence[StaffRow]]:
        """The list as it was proposed, locked until the end."""
        ...

    async def save(self, decided: StaffImport) -> None: ...


class Classes(Protocol):
    async def assign(self, teachers: Mapping[ClassKey, UUID]) -> Set[UUID]:
        """Give the classes these teachers; return the ids of those that enrolment has registered."""
        ...

    async def teachers(self, keys: Collection[ClassKey]) -> Mapping[ClassKey, UUID]: ...
    async def register(self, key: ClassKey, class_id: UUID) -> None: ...
    async def taught(self, class_ids: Collection[UUID]) -> Sequence[ClassTeacherAssigned]:
        """Whose these classes are, where they are anybody's."""
        ...


class Clearances(Protocol):
    async def add(self, clearances: Sequence[Clearance], *, now: datetime) -> None:
        """Keep these; one that waits already takes over what is entered, one that was confirmed stays as it is."""
        ...

    async def confirm(self, found: Clearance, *, now: datetime) -> None: ...
    async def claimed(self, person_ids: Collection[UUID]) -> Collection[tuple[UUID, date, date]]:
        """The checks on file, confirmed or not: of whom, of which day, good until when."""
        ...

    async def entered(self, person_id: UUID, checked_on: date, *, within: OrganisationPath) -> Clearance:
        """The check of that day, locked; ClearanceNotEntered where nobody of the organisation entered one."""
        ...

    async def put_evidence(
        self, found: Clearance, content: AsyncIterator[bytes], *, name: str, by: UUID, now: datetime
    ) -> bytes:
        """Keep the answer until an office has confirmed it, in place of one sent before; return its SHA-256."""
        ...

    async def covering(self, person_ids: Collection[UUID], days: Collection[date]) -> Collection[tuple[UUID, date]]: ...


class Rotas(Protocol):
    async def sessions(self, session_ids: Collection[UUID], *, within: OrganisationPath) -> Mapping[UUID, Session]: ...
    async def standing(
        self, person_ids: Collection[UUID], days: Collection[date]
    ) -> Mapping[UUID, Sequence[Session]]: ...
    async def shifts_from(self, on: date, person_ids: Collection[UUID]) -> Sequence[tuple[Shift, Session]]:
        """What they stand in from that day, where they have logged no lesson yet."""
        ...

    async def lock_groups(self, group_ids: Collection[UUID]) -> None:
        """Nobody else tells the rota of these groups until the commit."""
        ...

    async def replace(self, shifts: Sequence[Shift]) -> None: ...
    async def remove(self, shifts: Sequence[Shift]) -> None: ...
    async def of_groups(self, group_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Shift]]: ...


class Lessons(Protocol):
    async def loggable(self, session_ids: Collection[UUID], *, person_id: UUID) -> Sequence[Standing]: ...
    async def log(self, lessons: Sequence[Lesson]) -> int: ...
    async def state(self, session_id: UUID, part: Part, *, school_path: str) -> LoggedState | None:
        """What is logged at that school, locked until the commit; None where nothing is."""
        ...

    async def save_state(self, session_id: UUID, part: Part, state: LoggedState) -> None: ...
    async def keep_strike(self, session_id: UUID, part: Part, *, by: UUID, now: datetime) -> None:
        """Remember whose log is struck for which reason, whatever becomes of the lesson."""
        ...

    async def unconfirmed(self, school_path: str, *, held_on: date) -> Sequence[Lesson]:
        """What waits for its confirmation, locked until the commit: neither struck nor of a suspended session."""
        ...

    async def confirm(self, lessons: Sequence[Lesson], *, by: UUID, now: datetime) -> None: ...
    async def take_unpaid(self, sheet_id: UUID, school_path: str, *, through: date) -> Mapping[UUID, int]:
        """Put every confirmed lesson through that day on the sheet that is on no other; how many per person."""
        ...

    async def on_sheet(self, sheet_id: UUID) -> Mapping[UUID, int]:
        """How many lessons of each person the sheet pays; those of sessions suspended since are not among them."""
        ...


class Sheets(Protocol):
    async def add(self, sheet: AllowanceSheet) -> None: ...
    async def get(self, sheet_id: UUID, *, within: OrganisationPath, for_update: bool = True) -> AllowanceSheet: ...
    async def save(self, sheet: AllowanceSheet) -> None: ...
    async def replace_lines(self, sheet: AllowanceSheet) -> None: ...
    async def keep_returned(self, returned: Returned) -> None: ...


class Rules(Protocol):
    async def allowance_terms(self, school_path: OrganisationPath, month: Month) -> Terms: ...


class Organisations(Protocol):
    async def by_code(self, codes: Collection[str]) -> Mapping[str, Organisation]: ...
    async def by_path(self, path: OrganisationPath) -> Organisation: ...


class ImportedFiles(Protocol):
    async def seen(self, sha256: bytes, *, kind: str, path: OrganisationPath) -> bool:
        """Whether the last import of this kind and place took the same file; one under way is waited for."""
        ...

    async def remember(self, sha256: bytes, *, kind: str, path: OrganisationPath, now: datetime) -> None:
        """Keep this as the last import of its kind and place, and above and below it."""
        ...


class Audit(Protocol):
    def record(
        self,
        actor: Actor,
        action: str,
        subject: str,
        *,
        now: datetime,
        before: Mapping[str, object],
        after: Mapping[str, object],
        rule: str | None = None,
    ) -> None: ...


class UnitOfWork(Protocol):
    """One transaction: it commits on a clean exit and takes events and audit rows with it."""

    @property
    def people(self) -> People: ...
    @property
    def assignments(self) -> Assignments: ...
    @property
    def role_changes(self) -> RoleChanges: ...
    @property
    def links(self) -> AccountLinks: ...
    @property
    def imports(self) -> StaffImports: ...
    @property
    def classes(self) -> Classes: ...
    @property
    def clearances(self) -> Clearances: ...
    @property
    def rotas(self) -> Rotas: ...
    @property
    def lessons(self) -> Lessons: ...
    @property
    def sheets(self) -> Sheets: ...
    @property
    def rules(self) -> Rules: ...
    @property
    def organisations(self) -> Organisations: ...
    @property
    def files(self) -> ImportedFiles: ...
    @property
    def audit(self) -> Audit: ...

    async def hold(self, kind: type[Event], keys: Iterable[UUID]) -> None:
        """Let nobody else tell events of this kind about these until the commit; read what is told afterwards."""
        ...

    def publish(self, *events: Event, now: datetime) -> None: ...


UnitOfWorkFactory = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
