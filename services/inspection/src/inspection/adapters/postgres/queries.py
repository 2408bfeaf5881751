"""Everything that is read, as one object for the routes."""

from chassis.clock import Clock
from chassis.postgres.database import Database
from chassis.seal import Sealer
from inspection.adapters.postgres.case_queries import CaseQueries
from inspection.adapters.postgres.overview_queries import OverviewQueries


class PostgresQueries:
    """Implements application.queries.Queries."""

    def __init__(self, database: Database, sealer: Sealer, clock: Clock, *, consumer: str) -> None:
        cases = CaseQueries(database, sealer)
        figures = OverviewQueries(database, clock, consumer)
        self.plans = cases.plans
        self.visits = cases.visits
        self.findings = cases.findings
        self.finding = cases.finding
        self.evidence = cases.evidence
        self.complaints = cases.complaints
        self.complaint = cases.complaint
        self.ratings = cases.ratings
        self.anomalies = cases.anomalies
        self.any_stale = figures.any_stale
        self.overview = figures.overview
        self.board = figures.board
