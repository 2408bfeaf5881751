"""Migrates the billing database."""

from alembic import context

from chassis.postgres.migrate import run_from_environment
from chassis.postgres.privileges import APPEND, EVERYTHING, KEEP

run_from_environment(
    context.config,
    kept={
        "posting": APPEND,
        "ledger_account": APPEND,
        "ledger_month": KEEP,
        "match_trace": APPEND,
        # A run counts its new rows before it publishes them.
        "bill": f"{EVERYTHING}, MAINTAIN",
        "bill_line": f"{EVERYTHING}, MAINTAIN",
    },
)
