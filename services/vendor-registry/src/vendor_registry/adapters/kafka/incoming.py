"""What the registry keeps of enrolment's events: organisations' names and the adopted packs."""

import json

from sqlalchemy.dialects.postgresql import insert

from chassis.events.handling import EventInfo, Handler, handles
from chassis.postgres.transaction import Transaction
from contracts.enrolment.v1 import events_pb2 as enrolment_v1
from rulebook.adoption import adopted
from vendor_registry.adapters.postgres.rows import adoption, organisation

TOPICS = ("enrolment.organisation", "enrolment.term")


async def keep_organisation(
    message: enrolment_v1.OrganisationRegistered, event: EventInfo, transaction: Transaction
) -> None:
    values = {"path": message.path, "kind": message.kind, "name": message.name}
    statement = insert(organisation).values(values)
    await transaction.connection.execute(
        statement.on_conflict_do_update(index_elements=["path"], set_={"kind": message.kind, "name": message.name})
    )


async def keep_adoption(message: enrolment_v1.PackAdopted, event: EventInfo, transaction: Transaction) -> None:
    parameters = json.loads(message.parameters_json or "{}")
    # A pack this engine cannot read must stop here, as a dead letter, and not at the first question.
    adopted(message.pack_text, parameters)
    kept = {"pack_text": message.pack_text, "pack_hash": message.pack_hash, "parameters": parameters}
    statement = insert(adoption).values(district_path=message.district_path, term=message.term, **kept)
    await transaction.connection.execute(
        statement.on_conflict_do_update(index_elements=["district_path", "term"], set_=kept)
    )


def handlers() -> list[Handler]:
    """Applying an event again leaves what is kept as it is."""
    return [
        handles(enrolment_v1.OrganisationRegistered, keep_organisation),
        handles(enrolment_v1.PackAdopted, keep_adoption),
    ]
