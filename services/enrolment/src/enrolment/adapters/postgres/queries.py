"""Reading: one statement per question, names unsealed only for who may read them."""

from enrolment.adapters.postgres.applying_queries import PostgresApplyingQueries
from enrolment.adapters.postgres.binding_queries import PostgresBindingQueries
from enrolment.adapters.postgres.city_queries import PostgresCityQueries
from enrolment.adapters.postgres.serving_queries import PostgresServingQueries


class PostgresQueries(PostgresCityQueries, PostgresApplyingQueries, PostgresServingQueries, PostgresBindingQueries):
    """All questions of the HTTP interface."""
