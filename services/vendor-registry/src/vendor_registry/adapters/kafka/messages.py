"""Domain events as the messages of the contract."""

from collections.abc import Mapping
from functools import singledispatch

from google.protobuf.message import Message

from contracts.vendor_registry.v1 import events_pb2 as v1
from vendor_registry.domain import events

VENDOR_TOPIC = "vendor-registry.vendor"
COURSE_TOPIC = "vendor-registry.course"
INSTRUCTOR_TOPIC = "vendor-registry.instructor"
CONTRACT_TOPIC = "vendor-registry.contract"

# Where the states are told.
TOPICS: Mapping[type[events.Event], str] = {
    events.VendorListed: VENDOR_TOPIC,
    events.VendorNotListed: VENDOR_TOPIC,
    events.VendorDelisted: VENDOR_TOPIC,
    events.InstructorFiled: INSTRUCTOR_TOPIC,
    events.ContractSigned: CONTRACT_TOPIC,
    events.ContractEnded: CONTRACT_TOPIC,
}

Addressed = tuple[str, str, Message]


@singledispatch
def message_of(event: object) -> Addressed:
    """Topic, key and message of an event."""
    raise TypeError(f"{type(event).__name__} has no message")


@message_of.register
def _(event: events.VendorRegistered) -> Addressed:
    message = v1.VendorRegistered(
        vendor_id=str(event.vendor_id), uscc=event.uscc, name=event.name, clerk_person_id=str(event.clerk_id)
    )
    return VENDOR_TOPIC, str(event.vendor_id), message


@message_of.register
def _(event: events.VendorListed) -> Addressed:
    message = v1.VendorListed(
        vendor_id=str(event.vendor_id),
        district_path=event.district.text,
        listed_from=event.listed_from.isoformat(),
        listed_until=event.listed_until.isoformat(),
    )
    return VENDOR_TOPIC, str(event.vendor_id), message


@message_of.register
def _(event: events.VendorNotListed) -> Addressed:
    message = v1.VendorNotListed(
        vendor_id=str(event.vendor_id), district_path=event.district.text, reason_code=event.reason_code
    )
    return VENDOR_TOPIC, str(event.vendor_id), message


@message_of.register
def _(event: events.VendorDelisted) -> Addressed:
    message = v1.VendorDelisted(
        vendor_id=str(event.vendor_id),
        district_path=event.district.text,
        delisted_on=event.delisted_on.isoformat(),
        reason_code=event.reason_code,
    )
    return VENDOR_TOPIC, str(event.vendor_id), message


@message_of.register
def _(event: events.CourseFiled) -> Addressed:
    course = event.course
    message = v1.CourseFiled(
        course_id=str(course.id),
        vendor_id=str(course.vendor_id),
        title=course.title,
        category=course.category,
        price_fen=course.price.fen,
        market_price_fen=course.market_price.fen,
        consumables_fen=course.consumables_total.fen,
        lessons=course.lessons,
    )
    return COURSE_TOPIC, str(course.id), message


@message_of.register
def _(event: events.InstructorFiled) -> Addressed:
    message = v1.InstructorFiled(
        person_id=str(event.person_id),
        vendor_id=str(event.vendor_id),
        uscc=event.uscc,
        cleared_from=event.cleared_from.isoformat(),
        cleared_until=event.cleared_until.isoformat(),
    )
    return INSTRUCTOR_TOPIC, str(event.person_id), message


@message_of.register
def _(event: events.ContractSigned) -> Addressed:
    contract = event.contract
    courses = [
        v1.ContractCourse(
            course_id=str(course.course_id),
            title=course.title,
            price_fen=course.price.fen,
            consumables_fen=course.consumables.fen,
            lessons=course.lessons,
        )
        for course in contract.courses
    ]
    message = v1.ContractSigned(
        contract_id=str(contract.id),
        vendor_id=str(contract.vendor_id),
        uscc=contract.uscc,
        school_path=contract.school.text,
        term=contract.term,
        courses=courses,
    )
    return CONTRACT_TOPIC, str(contract.id), message


@message_of.register
def _(event: events.ContractEnded) -> Addressed:
    message = v1.ContractEnded(
        contract_id=str(event.contract_id),
        vendor_id=str(event.vendor_id),
        school_path=event.school.text,
        ended_on=event.ended_on.isoformat(),
        reason_code=event.reason_code,
    )
    return CONTRACT_TOPIC, str(event.contract_id), message
