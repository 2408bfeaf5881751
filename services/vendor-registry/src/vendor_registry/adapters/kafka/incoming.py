"""What the registry keeps of enrolment's events: organisations' names, adopted packs and holidays."""

import json

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.events.handling import EventInfo, Handler, handles
from chassis.holidays import keep_notice, notice_of, official_calendar
from chassis.postgres.transaction import Transaction
from contracts.enrolment.v1 import events_pb2 as enrolment_v1
from rulebook.adoption import adopted
from vendor_registry.adapters.postgres.rounds import round_of
from vendor_registry.adapters.postgres.rows import adoption, organisation, selection_round
from vendor_registry.domain.selection_round import RoundState, count_publicity_again

TOPICS = ("enrolment.organisation", "enrolment.term", "enrolment.holiday-notice")


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


async def keep_holidays(message: enrolment_v1.HolidaysAnnounced, event: EventInfo, transaction: Transaction) -> None:
    """Keep the notice, and count the publicity that is running by it."""
    connection = transaction.connection
    await keep_notice(connection, notice_of(message))
    shown = select(selection_round).where(
        selection_round.c.state == RoundState.PUBLICITY,
        or_(selection_round.c.district_path == message.path, selection_round.c.district_path.like(f"{message.path}/%")),
    )
    rows = (await connection.execute(shown.order_by(selection_round.c.id).with_for_update())).mappings().all()
    for each in map(round_of, rows):
        counted = count_publicity_again(each, await official_calendar(connection, each.district.text))
        await connection.execute(
            update(selection_round)
            .where(selection_round.c.id == each.id)
            .values(publicity_until=counted.publicity_until, publicity_provisional=counted.publicity_provisional)
        )


def handlers() -> list[Handler]:
    """Applying an event again leaves what is kept as it is."""
    return [
        handles(enrolment_v1.OrganisationRegistered, keep_organisation),
        handles(enrolment_v1.PackAdopted, keep_adoption),
        handles(enrolment_v1.HolidaysAnnounced, keep_holidays),
    ]
