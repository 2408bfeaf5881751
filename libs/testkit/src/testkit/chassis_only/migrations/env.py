"""Migrates a database that holds the chassis' tables and nothing else."""

from alembic import context
from sqlalchemy import text

from chassis.postgres.migrate import run_from_environment

run_from_environment(context.config)
# Tests of the chassis make tables of their own.
serving = context.config.attributes["serving"]
context.config.attributes["connection"].execute(text(f'GRANT CREATE ON SCHEMA public TO "{serving}"'))
