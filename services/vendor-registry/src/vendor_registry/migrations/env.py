"""What alembic runs; connection and time-outs are the chassis's."""

from alembic import context

from chassis.postgres.migrate import run_from_environment

run_from_environment(context.config)
