"""Staffing's assignments, remembered until Keycloak has them."""

from uuid import UUID

from chassis.events.handling import EventInfo, Handler, handles
from chassis.postgres.transaction import Transaction
from contracts.staffing.v1.events_pb2 import AssignmentsChanged
from kernel.actor import Assignment
from sso.adapters.postgres.accounts import want_account
from sso.domain.account import WantedAccount

TOPICS = ["staffing.assignment"]


async def remember_assignments(message: AssignmentsChanged, event: EventInfo, transaction: Transaction) -> None:
    """Write down what the account should say; Keycloak is told afterwards, outside this transaction."""
    # One that cannot be read would make the person's whole token unreadable: better a dead letter.
    assignments = tuple(str(Assignment.parse(text)) for text in message.assignments)
    linked = tuple(str(UUID(text)) for text in message.linked_person_ids)
    wanted = WantedAccount(UUID(message.person_id), assignments, message.active, event.version, linked=linked)
    await want_account(transaction, wanted)


def handlers() -> list[Handler]:
    return [handles(AssignmentsChanged, remember_assignments)]
