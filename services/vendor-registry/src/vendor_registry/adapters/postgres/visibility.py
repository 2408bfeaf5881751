"""Who may see what, as conditions of a query: a vendor itself, a school its own, a district and the city theirs."""

from sqlalchemy import ColumnElement, and_, exists, false, literal, or_

from kernel.actor import Actor
from vendor_registry.adapters.postgres.rows import application, contract, listing, selection_round, vendor

VENDOR_ROLES = frozenset({"vendor-clerk", "vendor-applicant"})


def is_own_vendor(reader: Actor) -> ColumnElement[bool]:
    """The row of `vendor` is the reader's own."""
    if reader.role == "vendor-clerk":
        at_vendor = literal(reader.path.text.startswith("/vendor/"))
        return and_(vendor.c.uscc == reader.path.code, vendor.c.confirmed_by.is_not(None), at_vendor)
    return vendor.c.clerk_id == reader.id if reader.role == "vendor-applicant" else false()


def lies_below(column: ColumnElement[str], reader: Actor) -> ColumnElement[bool]:
    """The path in `column` is the reader's organisation or below it."""
    return or_(column == reader.path.text, column.startswith(f"{reader.path.text}/", autoescape=True))


def sees_vendor(reader: Actor) -> ColumnElement[bool]:
    """Its own people, the offices of a district where it has applied, and the one that is asked to confirm it."""
    if reader.role in VENDOR_ROLES:
        return is_own_vendor(reader)
    applied = and_(
        application.c.vendor_id == vendor.c.id,
        selection_round.c.id == application.c.round_id,
        lies_below(selection_round.c.district_path, reader),
    )
    asked = vendor.c.district_path == reader.path.text if reader.role == "market-officer" else false()
    return or_(exists().where(applied), asked)


def sees_listing(reader: Actor) -> ColumnElement[bool]:
    """A school sees its district's list, offices that of their district, the city all of them."""
    above = literal(reader.path.text).startswith(listing.c.district_path + "/", autoescape=False)
    return or_(lies_below(listing.c.district_path, reader), above)


def sees_contract(reader: Actor) -> ColumnElement[bool]:
    """Of rows of `contract` joined to `vendor`."""
    return is_own_vendor(reader) if reader.role in VENDOR_ROLES else lies_below(contract.c.school_path, reader)
