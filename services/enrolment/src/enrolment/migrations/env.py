"""Runs on the connection that the chassis holds."""

from alembic import context

from chassis.postgres.migrate import run_from_environment
from chassis.postgres.privileges import APPEND

run_from_environment(context.config, kept={"roll": APPEND, "consent": APPEND})
