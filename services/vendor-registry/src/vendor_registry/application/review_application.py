"""One office of the joint review gives its word."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.versions import must_be_present
from vendor_registry.application.confirm_clearance import confirm_dossier
from vendor_registry.application.confirm_licence import confirm_papers
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.application import Application, ApplicationUnknown, Review, add_review
from vendor_registry.domain.selection_round import OFFICE_OF_ROLE, Office
from vendor_registry.domain.vendor import VendorUnknown, must_be_confirmed, must_be_of_others


@dataclass(frozen=True, slots=True)
class ReviewApplication:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        application_id: UUID,
        approved: bool,
        reason: str,
        by: Actor,
        now: datetime,
        version: int,
    ) -> Application:
        """The application with this office's review; the office is the one whose role the actor acts in.

        Nobody reviews a vendor of their own, and no office approves one that the market office has not confirmed.

        What the police office approves, it has looked at: the no-crime proofs of the dossier count from then on (R33).
        Its licences count once every office has approved.
        """
        async with self.begin() as transaction:
            application = await transaction.rounds.application(application_id, lock=True)
            round_ = None if application is None else await transaction.rounds.get(application.round_id, lock="share")
            if application is None or round_ is None or round_.district != by.path:
                raise ApplicationUnknown("no application in your district has this id")
            must_be_present(version, present=application.version)
            round_.must_be_under_review()
            office = OFFICE_OF_ROLE[by.role]
            review = Review(office, by.id, approved, reason.strip(), now)
            vendor = await transaction.vendors.get(application.vendor_id, lock=approved)
            if vendor is None:
                raise VendorUnknown("the applicant is gone")
            must_be_of_others(vendor, by)
            if approved:
                must_be_confirmed(vendor)
            reviewed = add_review(application, review, by=by, offices=round_.offices)
            await transaction.rounds.put_application(reviewed)
            after: dict[str, object] = {"office": office, "approved": approved}
            if office is Office.POLICE and approved:
                after["proofs_confirmed"] = await confirm_dossier(transaction, application, by=by, now=now)
            if reviewed.has_passed_review(round_.offices):
                after["licences_confirmed"] = await confirm_papers(transaction, application, by=by, now=now)
            transaction.record(
                by,
                "vendor_registry.application_reviewed",
                f"application/{application_id}",
                now=now,
                before={"state": application.state, "reviewed_by": sorted(each.office for each in application.reviews)},
                after=after,
                rule=round_.pack,
            )
        return reviewed
