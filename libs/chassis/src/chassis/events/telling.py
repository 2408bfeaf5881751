"""What a message tells: that something happened, or how its aggregate stands from now on."""

from typing import Any

from google.protobuf.message import Message

from contracts.chassis.v1 import telling_pb2 as telling


def tells_state(message: Message) -> bool:
    """Whether the last message of this kind is what counts of its aggregate."""
    options: Any = message.DESCRIPTOR.GetOptions()
    return bool(options.Extensions[telling.tells] == telling.TELLS_STATE)
