"""A vendor files a paper with its scan."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel import text
from kernel.actor import Actor
from kernel.ids import new_id
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.course import Category
from vendor_registry.domain.licence import Licence, LicenceAlreadyFiled, LicenceKind, check_licence
from vendor_registry.domain.vendor import own


@dataclass(frozen=True, slots=True)
class FileLicence:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        vendor_id: UUID,
        kind: LicenceKind,
        category: Category | None,
        number: str,
        issued_by: str,
        scope: str,
        valid_from: date,
        valid_until: date,
        content: AsyncIterator[bytes],
        file_name: str,
        by: Actor,
        now: datetime,
    ) -> Licence:
        """The licence on file, to be confirmed by an office.

        The same kind, number and last day twice is a conflict unless it was refused; a renewal has a later last day.
        """
        async with self.begin() as transaction:
            vendor = own(await transaction.vendors.get(vendor_id, lock=True), by)
            document_id = await transaction.keep_document(content, name=file_name, now=now)
            licence = check_licence(
                Licence(
                    id=new_id(),
                    vendor_id=vendor.id,
                    kind=kind,
                    category=category,
                    number=text.given(text.number(number)),
                    issued_by=text.given(text.title(issued_by)),
                    scope=text.title(scope),
                    valid_from=valid_from,
                    valid_until=valid_until,
                    document_id=document_id,
                    filed_at=now,
                )
            )
            if not await transaction.vendors.add_licence(licence):
                raise LicenceAlreadyFiled("this licence is on file with the same last day")
            after = {"kind": licence.kind, "valid_until": str(licence.valid_until), "document": str(document_id)}
            transaction.record(
                by,
                "vendor_registry.licence_filed",
                f"vendor/{vendor.id}/licence/{licence.id}",
                now=now,
                before={},
                after=after,
            )
        return licence
