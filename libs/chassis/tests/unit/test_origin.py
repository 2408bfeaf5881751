"""Every event proves itself alone, however many share its signature."""

import json

import pytest

from chassis.events.origin import SIGNATURE, TOGETHER, EventSigner, Origins, Said
from chassis.events.wire import NotAnEvent, Record, headers_of, record_of, time_of
from kernel.ids import new_id
from testkit.clock import TERM_BEGINS
from testkit.settings import signing_key, verifying_keys

TYPE = "contracts.billing.v1.BillIssued"


def key_of(service: str, *, kid: str | None = None) -> dict[str, object]:
    own = signing_key(service).as_dict(private=True)
    return {**own, "kid": kid or own["kid"]}


def records(count: int, *, signer: EventSigner | None = None) -> list[Record]:
    events = [(new_id(), number) for number in range(count)]
    said = [
        Said("billing.bill", f"k{number}", str(event_id), TYPE, 1, time_of(TERM_BEGINS), str(number).encode())
        for event_id, number in events
    ]
    signed = (signer or EventSigner(key_of("billing"))).sign(said)
    return [arrived(event_id, number, proof) for (event_id, number), proof in zip(events, signed, strict=True)]


def arrived(event_id, number: int, proof: str) -> Record:
    headers = headers_of(
        source="billing",
        event_id=event_id,
        type=TYPE,
        key=f"k{number}",
        version=1,
        occurred_at=TERM_BEGINS,
        more={SIGNATURE: proof},
    )
    where = {"topic": "billing.bill", "partition": 0, "offset": number}
    return record_of(**where, key=f"k{number}".encode(), value=str(number).encode(), headers=headers)


@pytest.mark.parametrize("count", [1, 2, 3, 5, TOGETHER - 1, TOGETHER, TOGETHER + 1, 3 * TOGETHER])
def test_knows_each_event_of_its_owner_whatever_was_signed_with_it(count: int) -> None:
    for record in reversed(records(count)):
        # A reader that has seen nothing else: the path is enough.
        assert Origins(json.loads(verifying_keys())).objection(record) is None


def test_objects_to_an_event_under_the_proof_of_another() -> None:
    origins, signed = Origins(json.loads(verifying_keys())), records(TOGETHER)
    assert all(origins.objection(record) is None for record in signed)
    for record, other in zip(signed, [*signed[1:], signed[0]], strict=True):
        lent = arrived(record.info.id, record.offset, other.headers[SIGNATURE])
        assert "the signature" in (origins.objection(lent) or "")


@pytest.mark.parametrize("proof", ["", "billing", "billing:", "billing:!", "billing:AAAA", "nobody:AAAA", ":AAAA"])
def test_objects_to_what_is_no_proof(proof: str) -> None:
    assert Origins(json.loads(verifying_keys())).objection(arrived(new_id(), 1, proof)) is not None


def test_stumbles_over_no_header_without_a_value() -> None:
    where = {"topic": "billing.bill", "partition": 0, "offset": 1}
    with pytest.raises(NotAnEvent):
        record_of(**where, key=b"k", value=b"", headers=[("ce_id", None), ("ce_source", b"billing")])


def test_knows_what_was_signed_with_a_key_that_was_replaced_since() -> None:
    old, new = key_of("billing", kid="billing"), key_of("probe", kid="billing/2027")
    public = [{name: value for name, value in key.items() if name != "d"} for key in (old, new)]
    origins = Origins({"keys": public})
    for key in (old, new):
        assert all(origins.objection(record) is None for record in records(3, signer=EventSigner(key)))
    assert all(Origins({"keys": public[1:]}).objection(record) for record in records(3, signer=EventSigner(old)))
