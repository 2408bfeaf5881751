"""Run by chassis.postgres.migrate on the connection it holds."""

from alembic import context

from chassis.postgres.migrate import run_from_environment
from chassis.postgres.privileges import APPEND

run_from_environment(context.config, kept={"lesson_strike": APPEND})
