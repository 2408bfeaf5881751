"""Migrates a database that holds the chassis' tables and nothing else."""

from alembic import context

from chassis.postgres.migrate import run_from_environment

run_from_environment(context.config)
