"""What the audit log tells of an act on many things at once."""

import hashlib
import json
from collections.abc import Mapping

# Enough to show; an import may change ten thousand rows.
ROWS_SHOWN_MAX = 200


def bounded(rows: Mapping[str, object]) -> dict[str, object]:
    """The first rows by their key, how many there are, and a digest over all of them."""
    ordered = sorted(rows.items())
    digest = hashlib.sha256(json.dumps(ordered, ensure_ascii=False, default=str).encode()).hexdigest()
    return {"count": len(ordered), "shown": dict(ordered[:ROWS_SHOWN_MAX]), "sha256": digest}
