"""One unit of work: everything done through it commits together, or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from enrolment.application.ports.applying import ApplicationStore, PlacementStore
from enrolment.application.ports.base import OrganisationStore, PupilStore, TermStore
from enrolment.application.ports.binding import BindingStore, OldClaims
from enrolment.application.ports.disagreement import DisagreementStore
from enrolment.application.ports.offers import OfferStore
from enrolment.application.ports.serving import AgreementStore, SessionStore
from enrolment.domain.event import Event
from kernel.actor import Actor
from kernel.official_calendar import HolidayNotice, OfficialCalendar
from kernel.organisation import OrganisationPath


class HolidayStore(Protocol):
    """Notices of holidays, and the official calendar they make with the years that are known without one."""

    async def calendar(self, path: OrganisationPath) -> OfficialCalendar:
        """The calendar that counts at an organisation; no notice is entered until the end of the work."""

    async def hold_alone(self) -> None:
        """Wait until nobody goes by the notices, and let nobody read them until the end of the work."""

    async def notice(self, path: OrganisationPath, year: int) -> HolidayNotice | None: ...

    async def keep(self, notice: HolidayNotice) -> None: ...

    async def terms_concerned(
        self, path: OrganisationPath, year: int, *, after: date
    ) -> Sequence[tuple[OrganisationPath, str]]:
        """Terms of districts at or below the place that have a calendar and days of the year after that day."""


class Work(Protocol):
    @property
    def organisations(self) -> OrganisationStore: ...
    @property
    def terms(self) -> TermStore: ...
    @property
    def holidays(self) -> HolidayStore: ...
    @property
    def pupils(self) -> PupilStore: ...
    @property
    def bindings(self) -> BindingStore: ...
    @property
    def old_claims(self) -> OldClaims: ...
    @property
    def disagreements(self) -> DisagreementStore: ...
    @property
    def offers(self) -> OfferStore: ...
    @property
    def applications(self) -> ApplicationStore: ...
    @property
    def placements(self) -> PlacementStore: ...
    @property
    def agreements(self) -> AgreementStore: ...
    @property
    def sessions(self) -> SessionStore: ...

    async def hold(self, kind: type[Event], keys: Iterable[UUID | str]) -> None:
        """Let nobody else tell events of this kind about these until the commit; read what is told afterwards."""

    def publish(self, *events: Event, at: datetime) -> None:
        """Tell the other services when this commits."""

    def record(
        self,
        action: str,
        subject: str,
        *,
        actor: Actor,
        at: datetime,
        before: Mapping[str, object],
        after: Mapping[str, object],
        rule: str | None = None,
        digest: bytes | None = None,
    ) -> None:
        """Append to the audit log when this commits; ids and states only."""

    async def store_document(self, content: bytes, *, name: str, at: datetime) -> UUID:
        """Keep a file sealed and return its id."""


class UnitOfWork(Protocol):
    def __call__(self) -> AbstractAsyncContextManager[Work]: ...


class Standing(Protocol):
    """Whether a vendor may be in a school on a day, asked of vendor-registry where the answer must be fresh."""

    async def __call__(self, *, vendor_id: UUID, district_path: OrganisationPath, on: date) -> "VendorStanding": ...


class VendorStanding(Protocol):
    @property
    def listed(self) -> bool: ...
    @property
    def reason_code(self) -> str: ...


class PackLibrary(Protocol):
    """The packs installed with this release; read at adoption only."""

    def text_of(self, pack_id: str) -> str | None: ...

    def ids(self) -> tuple[str, ...]: ...
