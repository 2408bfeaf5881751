"""Writing to the broker as a stranger would: any source, any key, any signature."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from google.protobuf.message import Message
from kafka import KafkaProducer

from chassis.events.origin import SIGNATURE, EventSigner, Said
from chassis.events.topics import ensure_topics
from chassis.events.wire import headers_of, time_of
from chassis.transport import KafkaSecurity
from kernel.ids import new_id
from testkit.clock import TERM_BEGINS
from testkit.settings import signing_key


@dataclass(frozen=True, slots=True)
class Forgery:
    """A record as it is written to `topic`. `signed_by` is the service whose key signs `signs`, by default itself."""

    topic: str
    key: str
    version: int
    message: Message
    source: str
    signed_by: str | None = None
    kid: str | None = None
    signs: Mapping[str, Any] | None = None

    async def write(self, bootstrap: str, *, security: KafkaSecurity | None = None, **client: Any) -> None:
        """Bring the record to the broker; `client` are further arguments of the producer."""
        options = security.client_options() if security is not None else {}
        await asyncio.to_thread(ensure_topics, bootstrap, [self.topic], security=security)
        await asyncio.to_thread(self._write, bootstrap, {**options, **client})

    def _write(self, bootstrap: str, client: Mapping[str, Any]) -> None:
        event_id, type_, payload = new_id(), self.message.DESCRIPTOR.full_name, self.message.SerializeToString()
        said = Said(self.topic, self.key, str(event_id), type_, self.version, time_of(TERM_BEGINS), payload)
        producer = KafkaProducer(bootstrap_servers=bootstrap, **client)
        try:
            headers = headers_of(
                source=self.source,
                event_id=event_id,
                type=type_,
                key=self.key,
                version=self.version,
                occurred_at=TERM_BEGINS,
                more=self._signature(said),
            )
            producer.send(self.topic, key=self.key.encode(), value=payload, headers=headers).get(timeout=10)
        finally:
            producer.close()

    def _signature(self, said: Said) -> dict[str, str]:
        if self.signed_by is None:
            return {}
        own = signing_key(self.signed_by).as_dict(private=True)
        signer = EventSigner({**own, "kid": self.kid or self.signed_by})
        # Beside another event, as the relay signs them.
        signed = replace(said, **(self.signs or {}))
        return {SIGNATURE: signer.sign([signed, replace(signed, key="beside")])[0]}
