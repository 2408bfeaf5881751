"""Every table of this service, for migrations' drift check."""

from billing.adapters.postgres.rows import charging, copies, ledger, paying
from billing.adapters.postgres.rows.metadata import metadata

ALL = (copies.organisation, charging.bill, ledger.posting, paying.statement)

__all__ = ["ALL", "metadata"]
