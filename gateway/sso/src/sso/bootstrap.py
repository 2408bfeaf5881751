"""The composition root of sign-in."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from fastapi import FastAPI

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.clock import clock_from_settings
from chassis.events.consumer import Consumer
from chassis.events.failures import is_passing
from chassis.grpc.client import GrpcPeer
from chassis.grpc.server import Servicer
from chassis.http.app import Parts, create_app
from chassis.postgres.database import Database
from chassis.seal import Sealer
from chassis.service import Service
from contracts.sso.v1.sign_in_pb2_grpc import add_SignInServiceServicer_to_server
from sso.adapters.grpc.assignments import GrpcAssignments
from sso.adapters.grpc.names import GrpcSignInNames
from sso.adapters.kafka.assignments import TOPICS, handlers
from sso.adapters.keycloak.accounts import KeycloakAccounts
from sso.adapters.keycloak.admin import AdminSession
from sso.adapters.keycloak.events import KeycloakEvents
from sso.adapters.keycloak.provider import KeycloakProvider
from sso.adapters.keycloak.signed import SignedTokens
from sso.adapters.postgres.accounts import PostgresAccountQueue
from sso.adapters.postgres.preferences import PostgresPreferenceStore
from sso.adapters.redis.sessions import RedisSessionStore, open_redis
from sso.application.begin_sign_in import BeginSignIn
from sso.application.check_sign_in import CheckSignIn
from sso.application.choose_assignment import ChooseAssignment, ChooseLanguage
from sso.application.complete_sign_in import CompleteSignIn
from sso.application.end_session import EndSession, ObeyLogout
from sso.application.list_sign_in_events import ListSignInEvents
from sso.application.queries import DescribeMe, FindSession
from sso.application.refresh_access import RefreshAccess
from sso.application.sync_accounts import SyncAccounts
from sso.application.use_cases import UseCases
from sso.domain.session import SessionLimits
from sso.entrypoints.grpc.sign_ins import SignInServicer
from sso.entrypoints.http import backchannel, events, pages, sessions, sign_in
from sso.entrypoints.http.cookies import Cookies
from sso.settings import Settings

log = structlog.get_logger("sso")

# An event is in Keycloak within about this time; an idle look costs one indexed query.
SYNC_PAUSE_S = 0.25
SYNC_PAUSE_AFTER_FAILURE_S = 2.0
CALLERS = ("enrolment", "billing", "staffing", "vendor-registry", "inspection")


def build(settings: Settings) -> Service:
    """Put the service together; nothing connects before it is used."""
    database = Database.from_settings(settings)
    clock = clock_from_settings(settings)
    keys = KeyCache(settings.jwt_jwks_url)
    access = TokenVerifier(issuer=settings.jwt_issuer, audience=settings.jwt_audience, keys=keys)
    provider = KeycloakProvider(settings, access=access, signed=SignedTokens(keys, issuer=settings.jwt_issuer))
    redis = open_redis(settings.redis_url.get_secret_value())
    store = RedisSessionStore(redis, Sealer.from_settings(settings), installation_id=settings.installation_id)
    accounts = KeycloakAccounts(settings)
    staffing, vendor_registry = (GrpcPeer(settings, name) for name in ("staffing", "vendor-registry"))
    names = GrpcSignInNames(staffing, vendor_registry)
    queue, watching = PostgresAccountQueue(database), AdminSession(settings)
    seen = ListSignInEvents(KeycloakEvents(watching), queue)
    use_cases = _use_cases(settings, database, provider, store, names, seen)
    parts = Parts(
        database=database, clock=clock, use_cases=use_cases, tokens=access, readiness={"sessions": store.ping}
    )
    sync = SyncAccounts(queue, accounts, names, store)
    check = CheckSignIn(provider, GrpcAssignments(staffing))
    return Service(
        settings=settings,
        package="sso",
        database=database,
        clock=clock,
        app=build_app(settings, parts),
        grpc_servicers=[
            Servicer(add_SignInServiceServicer_to_server, SignInServicer(check, queue), callers=CALLERS),
        ],
        peers=[staffing, vendor_registry],
        consumer=Consumer(settings, database, handlers=handlers(), topics=TOPICS),
        background={"sync-accounts": keep_syncing(sync)},
        on_stop=[provider.close, accounts.close, watching.close, store.close],
    )


def build_app(settings: Settings, parts: Parts) -> FastAPI:
    """Sign-in and sessions under /auth, the portal's pages everywhere else."""
    app = create_app(settings, parts, routers=[sign_in.router, sessions.router, events.router, backchannel.router])
    app.state.cookies = Cookies.from_settings(settings)
    app.state.ui_folder = settings.ui_folder
    # Last, since it answers every path.
    app.include_router(pages.router)
    return app


def keep_syncing(sync: SyncAccounts) -> Callable[[], Awaitable[None]]:
    """A loop that brings accounts up to date until it is cancelled; what it was doing is leased and done again."""

    async def run() -> None:
        while True:
            try:
                pause_s = 0.0 if await sync() else SYNC_PAUSE_S
            except Exception as problem:
                if not is_passing(problem):
                    raise
                log.warning("sync_waits", problem=type(problem).__name__)
                pause_s = SYNC_PAUSE_AFTER_FAILURE_S
            await asyncio.sleep(pause_s)

    return run


def _use_cases(
    settings: Settings,
    database: Database,
    provider: KeycloakProvider,
    store: RedisSessionStore,
    names: GrpcSignInNames,
    seen: ListSignInEvents,
) -> UseCases:
    limits = SessionLimits(
        idle=timedelta(seconds=settings.session_idle_s), absolute=timedelta(seconds=settings.session_absolute_s)
    )
    preferences = PostgresPreferenceStore(database)
    return UseCases(
        begin_sign_in=BeginSignIn(provider),
        complete_sign_in=CompleteSignIn(provider, store, limits),
        refresh_access=RefreshAccess(provider, store, limits),
        end_session=EndSession(provider, store),
        obey_logout=ObeyLogout(provider, store),
        find_session=FindSession(provider, store, limits),
        describe_me=DescribeMe(preferences, names, limits),
        choose_assignment=ChooseAssignment(preferences),
        choose_language=ChooseLanguage(preferences),
        list_sign_in_events=seen,
    )
