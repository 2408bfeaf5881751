"""Which rows an organisation may see: its own and those below it."""

from sqlalchemy import Column, ColumnElement, or_

from kernel.organisation import OrganisationPath


def below(column: Column[str], path: OrganisationPath) -> ColumnElement[bool]:
    """True of rows at the organisation or below it."""
    return or_(column == path.text, column.like(f"{path.text}/%"))
