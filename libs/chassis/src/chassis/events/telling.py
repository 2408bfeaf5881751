"""What a message tells: that something happened, or how its aggregate stands from now on."""

from typing import Any

from google.protobuf.message import Message

from contracts.chassis.v1 import telling_pb2 as telling


class TellsNothing(TypeError):
    """The message's contract does not say what it tells, so nobody could check how it is published."""


def tells_state(message: Message) -> bool:
    """Whether the last message of this kind is what counts of its aggregate; TellsNothing where nobody has decided."""
    options: Any = message.DESCRIPTOR.GetOptions()
    told = options.Extensions[telling.tells]
    if told == telling.TELLS_UNSPECIFIED:
        raise TellsNothing(f"{message.DESCRIPTOR.full_name} names no option contracts.chassis.v1.tells")
    return bool(told == telling.TELLS_STATE)
