"""Whoever cannot prove who they are gets nowhere: neither to a peer, nor to the brokers, nor to the database."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc import aio
from kafka import KafkaConsumer, KafkaProducer
from kafka.errors import GroupAuthorizationFailedError, KafkaError, TopicAuthorizationFailedError
from sqlalchemy import text

from chassis.auth.service_tokens import ServiceTokenSigner
from chassis.events.relay import Relay
from chassis.events.topics import ensure_topics
from chassis.grpc.client import GrpcPeer, call
from chassis.grpc.errors import PeerRefusesUs, PeerUnavailable
from chassis.grpc.server import GrpcServer, Servicer
from chassis.postgres.database import Database
from chassis.serving.health_app import HealthApp
from chassis.serving.http_server import HttpServer
from chassis.settings import ServiceSettings
from chassis.transport import KafkaSecurity
from contracts.staffing.v1 import directory_pb2, directory_pb2_grpc
from stack.kafka_access import grant
from stack.parts.kafka import BROKER, Kafka, KafkaIdentity
from stack.pem import Certificate
from stack.ports import free_port
from testkit import probe_service as probe
from testkit.forging import Forgery
from testkit.identities import Identities
from testkit.pair import Pair
from testkit.settings import make_settings
from testkit.tls_front import tls_front
from testkit.waiting import eventually, running

TOPIC, FOREIGN = "probe.thing", "billing.bill"
# The probe reads its own topic, as its tests do, and one of billing's; enrolment reads nothing.
ACCESS = {"probe": [TOPIC, FOREIGN], "billing": [], "enrolment": []}


@pytest.fixture(scope="module")
def identities(tmp_path_factory: pytest.TempPathFactory) -> Identities:
    return Identities(tmp_path_factory.mktemp("identities"))


# The database.


@pytest.mark.parametrize("whose", ["its own", "expired", "stranger", "another part's name"])
async def test_talks_to_no_database_but_its_own(
    fresh_database: Any, parts: Any, identities: Identities, whose: str
) -> None:
    certificate = {
        "its own": identities.listening("postgres"),
        "expired": identities.expired("postgres-expired"),
        "stranger": identities.stranger.certificate("postgres", listens=True),
        # A service's certificate is good for its name only, not for this machine's address.
        "another part's name": identities.of("billing"),
    }[whose]
    url = await fresh_database()
    async with tls_front(parts.postgres.address, identities.server_context(certificate), postgres=True) as port:
        address = url.replace(f":{parts.postgres.port}/", f":{port}/")
        verified = f"{address}?sslmode=verify-full&sslrootcert={identities.authority.ca_file}"
        database = Database(verified, name="probe")
        try:
            if whose == "its own":
                async with database.reading() as connection:
                    assert await connection.scalar(text("SELECT 1")) == 1
            else:
                with pytest.raises(OSError, match="certificate"):
                    await database.ping()
        finally:
            await database.close()


# The edge.


async def test_serves_http_under_its_own_name(identities: Identities) -> None:
    port, own = free_port(), identities.files(identities.of("billing"))
    server = HttpServer(HealthApp({}), host="127.0.0.1", port=port, tls=own)
    serving_http = asyncio.create_task(server.run())
    try:
        trusted = ssl.create_default_context(cafile=own.ca_file)
        assert await eventually_says(port, trusted, "billing") == b"HTTP/1.1 200 OK"
        for context, name in ((trusted, "staffing"), (ssl.create_default_context(), "billing")):
            with pytest.raises(ssl.SSLCertVerificationError):
                await says(port, context, name)
        assert not (await says(port, None, None)).startswith(b"HTTP/1.1 200")
    finally:
        server.stop()
        await serving_http


async def eventually_says(port: int, context: ssl.SSLContext, name: str) -> bytes:
    async def listens() -> bool:
        with contextlib.suppress(OSError):
            await says(port, context, name)
            return True
        return False

    await eventually(listens)
    return await says(port, context, name)


async def says(port: int, context: ssl.SSLContext | None, name: str | None) -> bytes:
    """The first line of an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname=name)
    with contextlib.closing(writer), contextlib.suppress(ConnectionError):
        writer.write(b"GET /health/live HTTP/1.1\r\nHost: billing\r\nConnection: close\r\n\r\n")
        return (await reader.readline()).strip()
    return b""


# Brokers.


@pytest.fixture(scope="module")
def kafka(identities: Identities, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kafka]:
    certificate, ca_file = identities.listening(BROKER), identities.authority.ca_file
    broker = Kafka(tmp_path_factory.mktemp("kafka"), identity=KafkaIdentity(certificate, ca_file, "stack"))
    broker.start()
    grant(broker.address, ACCESS, identities.kafka(identities.of("stack")).client_options())
    yield broker
    broker.kill()


def write(address: str, topic: str, **options: Any) -> None:
    producer = KafkaProducer(bootstrap_servers=address, max_block_ms=3_000, **options)
    try:
        producer.send(topic, b"x").get(timeout=10)
    finally:
        producer.close(timeout=1)


def read(address: str, topic: str, group: str, **options: Any) -> int:
    """How many records come within a few seconds."""
    consumer = KafkaConsumer(topic, bootstrap_servers=address, group_id=group, auto_offset_reset="earliest", **options)
    try:
        polled = [consumer.poll(timeout_ms=1_000) for _ in range(6)]
        return sum(len(records) for batch in polled for records in batch.values())
    finally:
        consumer.close(autocommit=False, timeout_ms=1_000)


@pytest.fixture
async def secured(pair: Pair, kafka: Kafka, identities: Identities) -> Pair:
    """Publisher and applier on the broker that asks everybody who they are."""
    more = {"kafka_bootstrap": kafka.address, "kafka_security": identities.kafka(identities.of("probe"))}
    publishing, applying = (given.model_copy(update=more) for given in (pair.publishing, pair.applying))
    return Pair(TOPIC, pair.publisher, pair.applier, publishing, applying)


async def test_carries_events_from_one_service_to_another(secured: Pair) -> None:
    consumer = probe.consumer(secured.applying, secured.applier, [TOPIC])
    async with running(Relay(secured.publishing, secured.publisher)), running(consumer):
        await secured.publish(("a", 1), ("a", 2))
        await eventually(lambda: _applied(secured, 2))


async def _applied(pair: Pair, count: int) -> bool:
    return len(await pair.effects()) == count


async def test_lets_nobody_write_to_the_topic_of_another(kafka: Kafka, identities: Identities) -> None:
    enrolment = identities.kafka(identities.of("enrolment"))
    options = enrolment.client_options()
    for topic in (TOPIC, FOREIGN):
        with pytest.raises(TopicAuthorizationFailedError):
            await asyncio.to_thread(write, kafka.address, topic, **options)
    await asyncio.to_thread(
        ensure_topics, kafka.address, ["billing.new"], security=identities.kafka(identities.of("enrolment"))
    )
    with pytest.raises(KafkaError):
        await asyncio.to_thread(write, kafka.address, "billing.new", **options)


async def test_lets_nobody_write_who_may_only_read(kafka: Kafka, identities: Identities, secured: Pair) -> None:
    options = identities.kafka(identities.of("probe")).client_options()
    forged = Forgery(FOREIGN, "a", 1, directory_pb2.DescribePeopleRequest(), "billing")
    with pytest.raises(TopicAuthorizationFailedError):
        await forged.write(kafka.address, security=identities.kafka(identities.of("probe")), max_block_ms=3_000)
    billing = identities.kafka(identities.of("billing")).client_options()
    await asyncio.to_thread(write, kafka.address, FOREIGN, **billing)
    assert await asyncio.to_thread(read, kafka.address, FOREIGN, "probe.1", **options) > 0


async def test_lets_nobody_read_what_is_not_theirs_to_read(kafka: Kafka, identities: Identities) -> None:
    billing, enrolment = (identities.kafka(identities.of(name)).client_options() for name in ("billing", "enrolment"))
    await asyncio.to_thread(write, kafka.address, FOREIGN, **billing)
    # The library says so in its log and waits for the right to be given.
    assert await asyncio.to_thread(read, kafka.address, FOREIGN, "enrolment.1", **enrolment) == 0
    with pytest.raises(GroupAuthorizationFailedError):
        # In the group of another it could take that one's partitions away.
        await asyncio.to_thread(read, kafka.address, FOREIGN, "probe.1", **enrolment)


@pytest.mark.parametrize("whose", ["nobody", "nobody by TLS", "expired", "stranger"])
async def test_does_not_talk_to_who_proves_nothing(kafka: Kafka, identities: Identities, whose: str) -> None:
    ca_file = str(identities.authority.ca_file)
    options = {
        "nobody": {},
        "nobody by TLS": {"security_protocol": "SSL", "ssl_cafile": ca_file},
        "expired": identities.kafka(identities.expired("stack-expired")).client_options(),
        "stranger": identities.kafka(identities.stranger.certificate("stack")).client_options(),
    }[whose]
    with pytest.raises(KafkaError):
        await asyncio.to_thread(write, kafka.address, TOPIC, bootstrap_timeout_ms=3_000, **options)


async def test_talks_to_no_broker_that_proves_nothing(tmp_path: Path, kafka: Kafka, identities: Identities) -> None:
    others = Identities(tmp_path)
    options = others.kafka(others.of("stack")).client_options()
    with pytest.raises(KafkaError):
        await asyncio.to_thread(write, kafka.address, TOPIC, bootstrap_timeout_ms=3_000, **options)


async def test_lets_in_by_the_right_password_only(tmp_path: Path, identities: Identities) -> None:
    certificate, ca_file = identities.listening(BROKER), identities.authority.ca_file
    passwords = {BROKER: "between-brokers", "stack": "of-the-stack", "billing": "of-billing"}
    broker = Kafka(tmp_path, identity=KafkaIdentity(certificate, ca_file, "stack", passwords))

    def user(name: str, password: str) -> dict[str, Any]:
        security = KafkaSecurity(protocol="SASL_SSL", ca_file=ca_file, user=name, password=password)
        return security.client_options()

    await asyncio.to_thread(broker.start)
    try:
        await asyncio.to_thread(grant, broker.address, ACCESS, user("stack", "of-the-stack"))
        await asyncio.to_thread(write, broker.address, FOREIGN, **user("billing", "of-billing"))
        with pytest.raises(TopicAuthorizationFailedError):
            await asyncio.to_thread(write, broker.address, TOPIC, **user("billing", "of-billing"))
        for name, password in (("billing", "of-the-stack"), ("nobody", "of-billing")):
            with pytest.raises(KafkaError):
                await asyncio.to_thread(
                    write, broker.address, FOREIGN, bootstrap_timeout_ms=3_000, **user(name, password)
                )
    finally:
        await asyncio.to_thread(broker.kill)


# Calls between services; last, as their library does not like parts to be started after it.


class Directory(directory_pb2_grpc.DirectoryServiceServicer):
    async def DescribePeople(self, request: Any, context: Any) -> Any:  # noqa: N802 generated
        return directory_pb2.DescribePeopleResponse()


@asynccontextmanager
async def serving(identities: Identities, certificate: Certificate) -> AsyncIterator[str]:
    """Staffing under a certificate; yields its address."""
    settings = make_settings(ServiceSettings, "staffing", grpc_tls=identities.files(certificate))
    add = directory_pb2_grpc.add_DirectoryServiceServicer_to_server
    server = GrpcServer(settings, servicers=[Servicer(add, Directory(), callers=("enrolment", "billing"))])
    await server.start()
    yield f"127.0.0.1:{server.port}"
    await server.stop(grace_s=0.1)


async def ask(address: str, *, service: str = "billing", **more: Any) -> None:
    settings = make_settings(ServiceSettings, service, grpc_peers={"staffing": address}, **more)
    peer = GrpcPeer(settings, "staffing")
    try:
        stub = peer.stub(directory_pb2_grpc.DirectoryServiceStub)
        await call(stub.DescribePeople, directory_pb2.DescribePeopleRequest(), deadline_s=2)
    finally:
        await peer.close()


async def test_answers_a_service_that_proves_its_name(identities: Identities) -> None:
    async with serving(identities, identities.of("staffing")) as address:
        await ask(address, grpc_tls=identities.files(identities.of("billing")))


async def test_refuses_a_token_under_the_certificate_of_another_service(identities: Identities) -> None:
    async with serving(identities, identities.of("staffing")) as address:
        # Enrolment may call as well; but a token that it found or stole is not its own.
        with pytest.raises(PeerRefusesUs):
            await ask(address, grpc_tls=identities.files(identities.of("enrolment")))


@pytest.mark.parametrize("whose", ["none", "expired", "stranger"])
async def test_refuses_a_caller_whom_nobody_vouches_for(identities: Identities, whose: str) -> None:
    files = {
        "none": None,
        "expired": identities.files(identities.expired("billing-expired")),
        "stranger": identities.files(identities.stranger.certificate("billing")),
    }[whose]
    async with serving(identities, identities.of("staffing")) as address:
        with pytest.raises(PeerUnavailable):
            await ask(address, grpc_tls=files)


async def test_refuses_a_caller_without_certificate_that_trusts_the_authority(identities: Identities) -> None:
    token = ServiceTokenSigner.from_settings(make_settings(ServiceSettings, "billing")).token_for("staffing")
    credentials = grpc.ssl_channel_credentials(identities.authority.ca_file.read_bytes())
    options = [("grpc.ssl_target_name_override", "staffing")]
    async with (
        serving(identities, identities.of("staffing")) as address,
        aio.secure_channel(address, credentials, options=options) as channel,
    ):
        stub = directory_pb2_grpc.DirectoryServiceStub(channel)
        request, metadata = directory_pb2.DescribePeopleRequest(), (("authorization", f"Bearer {token}"),)
        with pytest.raises(aio.AioRpcError) as caught:
            await stub.DescribePeople(request, timeout=2, metadata=metadata)
    assert caught.value.code() is grpc.StatusCode.UNAVAILABLE


@pytest.mark.parametrize("whose", ["enrolment", "expired", "stranger"])
async def test_tells_nothing_to_who_passes_for_the_peer(identities: Identities, whose: str) -> None:
    certificate = {
        "enrolment": identities.of("enrolment"),
        "expired": identities.expired("staffing-expired"),
        "stranger": identities.stranger.certificate("staffing"),
    }[whose]
    async with serving(identities, certificate) as address:
        with pytest.raises(PeerUnavailable):
            await ask(address, grpc_tls=identities.files(identities.of("billing")))
