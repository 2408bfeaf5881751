"""An edit rests on the version somebody looked at."""

from kernel.errors import PreconditionFailed


def must_be_present(version: int, *, present: int) -> None:
    """Raise PreconditionFailed where the record has moved on since.

    Asked while the record is locked, so that what is compared is what is edited.
    """
    if version != present:
        raise PreconditionFailed("somebody changed this meanwhile; load it again and look at what is there now")
