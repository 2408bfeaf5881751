"""Holding what is on file about applicants against the rules, for one or for all of a round."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from vendor_registry.application.ports import Transaction
from vendor_registry.domain.application import Application, Shortcoming
from vendor_registry.domain.document_check import Dossier, check_documents
from vendor_registry.domain.rules import admitted_product
from vendor_registry.domain.selection_round import SelectionRound


async def shortcomings_of(
    transaction: Transaction, round_: SelectionRound, applications: Sequence[Application], *, on: date, reviewed: bool
) -> Mapping[UUID, tuple[Shortcoming, ...]]:
    """By application id what its vendor's documents lack on that day; a fixed number of queries for any number.

    Once the offices have reviewed them, papers count only where an office has confirmed them.
    """
    rules = await transaction.rules.adopted(round_.district, round_.term)
    _, admission = admitted_product(rules)
    vendor_ids = {application.vendor_id for application in applications}
    licences = await transaction.vendors.licences(vendor_ids)
    instructors = await transaction.vendors.instructors(vendor_ids)
    removals = await transaction.vendors.removals(vendor_ids)
    wanted = {course_id for application in applications for course_id in application.course_ids}
    courses = {course.id: course for course in await transaction.vendors.courses(wanted)}
    return {
        application.id: check_documents(
            Dossier(
                licences=tuple(licences.get(application.vendor_id, ())),
                instructors=tuple(instructors.get(application.vendor_id, ())),
                courses=tuple(courses[course_id] for course_id in application.course_ids),
                declarations=application.declarations,
                removed_on=removals.get(application.vendor_id),
                reviewed=reviewed,
            ),
            admission,
            on=on,
        )
        for application in applications
    }
