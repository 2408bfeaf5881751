"""Applications through the gateway, beside an empty POST with the same body, tokens and gateway."""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

import itertools
import json
from uuid import UUID, uuid5

from billing_city import PARAMETERS
from figures import Result, Spread, ratios
from load import request, run_load
from sqlalchemy import text
from workbench import Workbench

from chassis.postgres.database import Database
from enrolment.settings import Settings
from rulebook.shipped import shipped_pack_text
from testkit.settings import make_settings

RATIO_MIN = 0.40
ROUNDS = 5
ROUND_S = 4.0
CONNECTIONS = 64
FAMILIES = 12_000
TERM = "2026-spring"
SCHOOL = "/3401/340104/2134010001"
NAMES = UUID("00000000-0000-4000-8000-00000000be2c")
CARE, COURSE = uuid5(NAMES, "care"), uuid5(NAMES, "course")

FILL = (
    """
INSERT INTO adoption SELECT '/3401/340104', :term, 'hefei', '1', :rules, '', '1', CAST(:agreed AS jsonb), CAST(:by AS uuid), now()
""",
    """
INSERT INTO school_class (id, school_path, grade, number, name)
SELECT uuidv7(), :school, 3, n, '三年级' || n || '班' FROM generate_series(1, :families / 40 + 1) AS n
""",
    """
INSERT INTO pupil (id, school_path, class_id, grade, draw_key, name_sealed, name_blind, number_sealed, number_blind,
                   guardian_name_sealed, guardian_phone_sealed, guardian_phone_blind, boards, priorities, consent)
SELECT md5('pupil' || n)::uuid, :school, c.id, 3, sha256(int4send(n)), '', int4send(n), '', int4send(n), '', '', int4send(n),
       FALSE, '{}', 'given'
FROM generate_series(0, :families - 1) AS n JOIN school_class c ON c.number = n / 40 + 1
""",
    """
INSERT INTO guardianship SELECT md5('guardian' || n)::uuid, md5('pupil' || n)::uuid, now()
FROM generate_series(0, :families - 1) AS n
""",
    """
INSERT INTO school_term (school_path, term, opened_at, closes_on) VALUES (:school, :term, now(), '2999-01-01')
""",
    """
INSERT INTO price_item (school_path, term, product, course_id, price_fen, consumables_fen, notice_id, in_force_on)
VALUES (:school, :term, 'course', '', 36000, 0, 'first', '2000-01-01')
""",
    """
INSERT INTO offering (id, school_path, term, product, nature, title, content, place, teacher, fee_basis, fee_pays_for, safety,
                      complaint_phone, price_fen, consumables_fen, seats, weekdays, grades, lessons, starts_at, ends_at, mode,
                      state, rule)
SELECT id, :school, :term, product, product, title, '', '', '', '', '', '', '', price, 0, 5000, '{1,2,3,4,5}', '{}', 60, '16:00',
       '17:50', mode, 'published', 'hefei@1#R01'
FROM (VALUES (CAST(:care AS uuid), 'care', '托管', 0, 'lottery'),
             (CAST(:course AS uuid), 'course', '书法', 36000, 'first_come')) AS t (id, product, title, price, mode)
""",
    "INSERT INTO seat_count (offering_id, capacity) VALUES (CAST(:care AS uuid), 100000), (CAST(:course AS uuid), 100000)",
    "ANALYZE",
)


async def measure(bench: Workbench, *, large: bool) -> Result:
    url = await bench.databases.fresh("enrolment")
    await _fill(bench.databases.as_superuser(url))
    people = await _families(url)
    ours = itertools.count()
    theirs = itertools.count()
    applying = [_request(bench, "/api/enrolment/v1/applications", *one) for one in people]
    # Refusing costs the empty POST nothing it should pay for: same tokens, same bodies, same gateway.
    nothing = [sent.replace(b"/api/enrolment/v1/applications", b"/api/inspection/v1/nothing", 1) for sent in applying]
    rates: list[float] = []
    empty: list[float] = []
    async with (
        bench.served("enrolment", database_url=url) as service_port,
        bench.served("empty", database_url=url) as empty_port,
        bench.gateway(enrolment=service_port, inspection=empty_port) as edge_port,
    ):
        # A turn ends with its time or with its share of the families, so that both turns meet tokens never seen before.
        share = FAMILIES // (ROUNDS + 1)
        for turn in range(ROUNDS + 1):
            for requests, counter, status, kept in ((applying, ours, 201, rates), (nothing, theirs, 204, empty)):
                part = (requests[next(counter)] for _ in range(share))
                done = await run_load(edge_port, part, for_s=ROUND_S, connections=CONNECTIONS)
                if turn:  # the first one warms up
                    kept.append(done.per_s(status))
    ratio = ratios(rates, empty)
    return Result(
        work="applications per second through the gateway",
        measured=f"{Spread.of(rates).text(',.0f')}/s",
        beside=f"an empty POST on the same stack: {Spread.of(empty).text(',.0f')}/s",
        ratio=f"{ratio.text('.0%')}",
        aim="≥ 40 %",
        holds=ratio.middle >= RATIO_MIN,
        notes=(
            "Each application is a family's first: a wish for care and one for a first-come course whose seat is held at once, with its "
            "idempotency key and audit row, admitted in micro-batches and answered after the commit.",
            "The empty POST goes to an app of the chassis behind the same Envoy, which stands in for another service's address: same "
            "body, same tokens, same checks in gateway and app, and a handler that reads the body and answers 204. No service has such a "
            "route, and none should.",
            f"{CONNECTIONS} connections, {ROUNDS} rounds in turns; every request carries a token that neither gateway nor service has seen "
            "before, as in the first minutes of a real rush. Events are written to the outbox by the same transactions; relaying them "
            "is not part of the turn.",
        ),
    )


def _request(bench: Workbench, path: str, guardian: UUID, pupil: UUID) -> bytes:
    body = {
        "pupil_id": str(pupil),
        "term": TERM,
        "decline": False,
        "wishes": [str(CARE), str(COURSE)],
        "weekdays": [1, 3, 5],
    }
    headers = bench.bearer(guardian, "guardian@/family") | {"Idempotency-Key": str(uuid5(NAMES, str(pupil)))}
    return request("POST", path, headers, json.dumps(body).encode())


async def _fill(url: str) -> None:
    given = {"term": TERM, "school": SCHOOL, "families": FAMILIES, "care": CARE, "course": COURSE, "by": NAMES}
    given |= {"rules": shipped_pack_text("hefei"), "agreed": json.dumps(PARAMETERS)}
    database = Database.from_settings(make_settings(Settings, "enrolment", database_url=url))
    async with database.transaction() as transaction:
        for statement in FILL:
            wanted = {name: value for name, value in given.items() if f":{name}" in statement}
            await transaction.connection.execute(text(statement), wanted)
    await database.close()


async def _families(url: str) -> list[tuple[UUID, UUID]]:
    database = Database.from_settings(make_settings(Settings, "enrolment", database_url=url))
    async with database.reading() as connection:
        found = await connection.execute(text("SELECT guardian_id, pupil_id FROM guardianship ORDER BY guardian_id"))
        families = [(row.guardian_id, row.pupil_id) for row in found]
    await database.close()
    return families
