"""After a term no name, phone or pupil number stands in a log, an event, a metric, an audit row or a stored answer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import httpx
import pytest
from kafka import KafkaConsumer, TopicPartition

from stack import ports
from stack.installation import SERVICES

# A piece of text nobody minds: proof that the search sees what is there.
HARMLESS = "示例第一小学"
POLL_MS = 1_000
EMPTY_POLLS_MAX = 20
_CHINESE = re.compile("[\u4e00-\u9fff]{2,}")
_ALNUM = re.compile("[0-9A-Za-z]{11,}")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


class Needles:
    """Finds persons' names and numbers in text, however long it is."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str]) -> None:
        self.names, self.numbers = frozenset(names), frozenset(numbers)
        self._name_sizes = sorted({len(name) for name in self.names})
        self._number_sizes = sorted({len(number) for number in self.numbers})

    def within(self, text: str) -> set[str]:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        return set(_pieces(_CHINESE, text, self._name_sizes)) & self.names | (
            set(_pieces(_ALNUM, text, self._number_sizes)) & self.numbers
        )


def _pieces(pattern: "re.Pattern[str]", text: str, sizes: list[int]) -> Iterator[str]:
    for found in pattern.finditer(text):
        run = found[0]
        for size in sizes:
            for start in range(len(run) - size + 1):
                yield run[start : start + size]


@pytest.fixture(scope="module")
def needles(finished_term: Any) -> Needles:
    city = finished_term.stack.city()
    employees = [*city.officers, *(one for school in city.schools for one in school.staff)]
    names = [pupil.name for pupil in city.pupils] + [pupil.guardian_name for pupil in city.pupils]
    names += [one.name for one in employees] + [name for vendor in city.vendors for name in vendor.instructors]
    numbers = [pupil.number for pupil in city.pupils] + [pupil.guardian_phone for pupil in city.pupils]
    return Needles(names, numbers + [one.phone for one in employees])


def test_finds_a_person_where_there_is_one(needles: Needles) -> None:
    name, number = sorted(needles.names)[0], sorted(needles.numbers)[0]
    assert needles.within(f"学生{name}请假") == {name}
    assert needles.within(f"x{number}y") == {number}
    assert needles.within("".join(f"\\u{ord(one):04x}" for one in name)) == {name}


def test_writes_nobody_into_a_log(finished_term: Any, needles: Needles) -> None:
    logs = finished_term.stack.logs()
    assert any(log.stat().st_size for log in logs)
    assert {log.name: found for log in logs if (found := needles.within(log.read_text(errors="replace")))} == {}


def test_says_nobody_in_an_event(finished_term: Any, needles: Needles) -> None:
    found: dict[str, set[str]] = {}
    seen = 0
    harmless = False
    for topic, payload, headers in _events(finished_term.stack.bootstrap, finished_term.stack.broker_options):
        seen += 1
        text = payload.decode("utf-8", "replace") + " " + headers
        harmless = harmless or HARMLESS in text
        if who := needles.within(text):
            found.setdefault(topic, set()).update(who)
    assert found == {}
    assert seen > len(finished_term.stack.city().pupils)
    assert harmless


@pytest.mark.parametrize("service", SERVICES)
def test_keeps_nobody_in_what_the_chassis_stores(finished_term: Any, needles: Needles, service: str) -> None:
    """Audit rows, outbox, dead letters, stored answers, operations, work: every table of the schema, as text."""
    stack = finished_term.stack
    tables = stack.rows(service, "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'chassis'")
    assert "audit_entry" in {table["name"] for table in tables}
    found = {}
    for table in tables:
        rows = stack.rows(service, f'SELECT t::text AS row FROM chassis."{table["name"]}" AS t')
        text = "\n".join(row["row"] for row in rows)
        # Payloads are bytes, which PostgreSQL writes in hexadecimal.
        hidden = "\n".join(bytes.fromhex(one).decode("utf-8", "replace") for one in _hexadecimal(text))
        if who := needles.within(text + hidden):
            found[table["name"]] = who
    assert found == {}


def test_names_nobody_in_a_metric(finished_term: Any, needles: Needles) -> None:
    installation = finished_term.stack.installation
    for service in SERVICES:
        answer = httpx.get(f"http://{ports.HOST}:{installation.ports[f'{service}-http']}/metrics", timeout=30)
        assert answer.status_code == httpx.codes.OK, service
        assert needles.within(answer.text) == set(), service


def _hexadecimal(text: str) -> Iterator[str]:
    for found in re.finditer(r"\\x((?:[0-9a-f]{2})+)", text):
        yield found[1]


def _events(bootstrap: str, options: Mapping[str, Any]) -> Iterator[tuple[str, bytes, str]]:
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap, auto_offset_reset="earliest", enable_auto_commit=False, **options
    )
    try:
        places = [
            TopicPartition(topic, partition)
            for topic in sorted(consumer.topics())
            if not topic.startswith("__")
            for partition in consumer.partitions_for_topic(topic) or ()
        ]
        consumer.assign(places)
        ends = consumer.end_offsets(places)
        consumer.seek_to_beginning(*places)
        empty = 0
        while empty < EMPTY_POLLS_MAX and any(consumer.position(place) < end for place, end in ends.items()):
            batches = consumer.poll(timeout_ms=POLL_MS)
            empty = 0 if batches else empty + 1
            for records in batches.values():
                for record in records:
                    headers = " ".join(f"{name}={value!r}" for name, value in record.headers)
                    key = (record.key or b"").decode("utf-8", "replace")
                    yield record.topic, record.value or b"", f"{headers} {key}"
        assert all(consumer.position(place) >= end for place, end in ends.items())
    finally:
        consumer.close()
