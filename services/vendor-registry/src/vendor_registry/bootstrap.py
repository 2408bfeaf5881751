"""The composition root of the vendor registry."""

from datetime import date

from chassis.clock import clock_from_settings
from chassis.documents import DocumentStore
from chassis.events.consumer import Consumer
from chassis.grpc.server import Servicer
from chassis.http.app import Parts, create_app
from chassis.jobs import DailyJob
from chassis.postgres.database import Database
from chassis.seal import Sealer
from chassis.service import Service
from contracts.vendor_registry.v1.registry_pb2_grpc import (
    add_PayeeServiceServicer_to_server,
    add_RegistryServiceServicer_to_server,
)
from vendor_registry.adapters.kafka.incoming import TOPICS, handlers
from vendor_registry.adapters.postgres.documents import PostgresDocumentReader
from vendor_registry.adapters.postgres.queries import PostgresQueries
from vendor_registry.adapters.postgres.unit_of_work import PostgresUnitOfWork
from vendor_registry.application.use_cases import UseCases
from vendor_registry.entrypoints.grpc.registry import PayeeServicer, RegistryServicer
from vendor_registry.entrypoints.http import (
    applications,
    claims,
    contracts,
    licences,
    objections,
    rounds,
    vendors,
    whitelist,
)
from vendor_registry.settings import Settings

ROUTERS = [
    vendors.router,
    claims.router,
    licences.router,
    rounds.router,
    applications.router,
    objections.router,
    whitelist.router,
    contracts.router,
]


def build(settings: Settings) -> Service:
    """Put the service together; nothing connects before it is used."""
    database = Database.from_settings(settings)
    clock = clock_from_settings(settings)
    sealer = Sealer.from_settings(settings)
    documents = DocumentStore(sealer)
    use_cases = UseCases.over(
        PostgresUnitOfWork(database, sealer, documents),
        PostgresQueries(database, sealer),
        PostgresDocumentReader(database, documents),
    )

    async def expire_listings(on: date) -> None:
        await use_cases.expire_listings(on=on, now=clock.now())

    registry = Servicer(
        add_RegistryServiceServicer_to_server,
        RegistryServicer(use_cases.queries),
        callers=("enrolment", "billing", "staffing", "inspection", "sso"),
    )
    payees = Servicer(add_PayeeServiceServicer_to_server, PayeeServicer(use_cases.queries), callers=("billing",))
    return Service(
        settings=settings,
        package="vendor_registry",
        audited_by=["inspection"],
        database=database,
        clock=clock,
        app=create_app(settings, Parts(database=database, clock=clock, use_cases=use_cases), routers=ROUTERS),
        grpc_servicers=[registry, payees],
        consumer=Consumer(settings, database, handlers=handlers(), topics=TOPICS),
        daily_jobs=[DailyJob(name="vendor-registry.expire-listings", run=expire_listings)],
    )
