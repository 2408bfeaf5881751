"""A billing database as it stands before a bill run: schools, prices, agreements; nothing billed yet."""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

import json
from typing import Any

from sqlalchemy import text
from workbench import Workbench

from billing.settings import Settings
from chassis.postgres.database import Database
from rulebook.adoption import adopt
from rulebook.pack import ENGINE_VERSION, pack_hash, parse_pack
from rulebook.shipped import shipped_pack_text
from testkit.clock import TERM_BEGINS
from testkit.settings import make_settings

TERM = "2026-spring"
DISTRICT = "/3401/340104"
PUPILS_A_SCHOOL = 1_000
SCHOOLS_A_UNIT = 10
MERCHANT = "1900000001"
PARAMETERS = {
    "allowance_rate": 6000,
    "subsidy_per_participant": 15000,
    "participants_counted_by": "2026-06-01",
    "applications_close_on": "2026-03-13",
}
# Per school: care, and two courses of which every pupil has the first and every second pupil the other too.
FILL = (
    """
INSERT INTO organisation (code, path, kind, name, stage, district_code)
SELECT (2134010000 + n)::text, :district || '/' || (2134010000 + n), 'school', '示例小学' || n, 'primary', '340104'
FROM generate_series(1, :schools) AS n
""",
    "INSERT INTO term (district_path, term, first_on, last_on) VALUES (:district, :term, '2026-03-02', '2026-06-26')",
    """
INSERT INTO accounting_unit (code, path, name, district_path, bank_name, account, account_blind, account_suffix, holder,
                             merchant_number)
SELECT 'U' || n, :district || '/U' || n, '示例核算单位' || n, :district, '示例银行', '', int4send(n), '0001', '示例', (1900000000 + n)::text
FROM generate_series(1, :schools / :schools_a_unit + 1) AS n
""",
    """
INSERT INTO unit_school (school_code, school_path, unit_code)
SELECT code, path, 'U' || ((row_number() OVER (ORDER BY code) - 1) / :schools_a_unit + 1) FROM organisation
""",
    """
INSERT INTO ledger_account (unit_code, code) SELECT u.code, a.code FROM accounting_unit u, unnest(CAST(:accounts AS text[])) AS a (code)
""",
    "INSERT INTO plan_decision (school_path, term, approved) SELECT path, :term, TRUE FROM organisation",
    """
INSERT INTO offering (offering_id, school_path, term, product, title, vendor_id, contract_id, course_id, price_fen,
                      consumables_fen, lessons)
SELECT uuidv7(), o.path, :term, t.product, t.title, NULL, md5(o.path || t.title)::uuid, t.course, t.price, t.consumables,
       t.lessons
FROM organisation o CROSS JOIN (VALUES
    ('care', '托管', NULL, 0, 0, 80), ('course', '书法', CAST(:first_course AS uuid), 24000, 4500, 12),
    ('course', '篮球', CAST(:second_course AS uuid), 30000, 0, 12)) AS t (product, title, course, price, consumables, lessons)
""",
    """
INSERT INTO price_notice (id, school_path, term, basis, state, prepared_by, prepared_at, published_by, published_on,
                          in_force_on, pack_id, pack_version)
SELECT md5('notice' || path)::uuid, path, :term, 'R24', 'published', uuidv7(), now(), uuidv7(), '2026-02-24', '2026-03-01',
       'hefei', '1' FROM organisation
""",
    """
INSERT INTO price_item (notice_id, item_no, product, course_id, price_fen, consumables_fen)
SELECT md5('notice' || school_path)::uuid, row_number() OVER (PARTITION BY school_path ORDER BY title), product, course_id,
       price_fen, consumables_fen FROM offering
""",
    """
INSERT INTO pupil (pupil_id, school_path, grade, boards, draw_key)
SELECT uuidv7(), o.path, 1 + n % 6, FALSE, sha256(int4send(n))
FROM generate_series(0, :pupils - 1) AS n
JOIN organisation o ON o.code = (2134010001 + n / :pupils_a_school)::text
""",
    """
INSERT INTO placement (placement_id, offering_id, pupil_id, school_path, term, entrusted, agreed_on)
SELECT uuidv7(), f.offering_id, p.pupil_id, p.school_path, :term, f.consumables_fen > 0 AND get_byte(p.draw_key, 1) % 3 = 0,
       '2026-03-16'
FROM pupil p JOIN offering f ON f.school_path = p.school_path
WHERE f.title <> '篮球' OR get_byte(p.draw_key, 0) % 2 = 0
""",
    "ANALYZE",
)


async def fill(bench: Workbench, pupils: int, *, accounts: list[str]) -> str:
    """Return the address of a billing database of that many pupils, ready to be copied as a template."""
    url = await bench.databases.fresh("billing")
    given = {
        "district": DISTRICT,
        "term": TERM,
        "pupils": pupils,
        "schools": -(-pupils // PUPILS_A_SCHOOL),
        "schools_a_unit": SCHOOLS_A_UNIT,
        "pupils_a_school": PUPILS_A_SCHOOL,
        "first_course": "00000000-0000-4000-8000-000000000001",
        "second_course": "00000000-0000-4000-8000-000000000002",
        "accounts": accounts,
    }
    mighty = bench.databases.as_superuser(url)
    database = Database.from_settings(make_settings(Settings, "billing", database_url=mighty))
    async with database.transaction(statement_timeout_s=600) as transaction:
        await _adopt(transaction.connection)
        for statement in FILL:
            # Longest names first: `:pupils` is also the beginning of `:pupils_a_school`.
            for name in sorted(given, key=len, reverse=True):
                if isinstance(given[name], int):
                    statement = statement.replace(f":{name}", str(given[name]))
            wanted = {name: value for name, value in given.items() if f":{name}" in statement}
            await transaction.connection.execute(text(statement), wanted)
    await database.close()
    return url


async def _adopt(connection: Any) -> None:
    pack_text = shipped_pack_text("hefei")
    pack = parse_pack(pack_text)
    rules = adopt(pack, PARAMETERS, on=TERM_BEGINS.date())
    await connection.execute(
        text(
            "INSERT INTO adoption (district_path, term, pack_id, pack_version, pack_text, pack_hash, engine_version, parameters)"
            " VALUES (:district, :term, 'hefei', :version, :text, :hash, :engine, CAST(:parameters AS jsonb))"
        ),
        {
            "district": DISTRICT,
            "term": TERM,
            "version": str(pack.version),
            "text": pack_text,
            "hash": pack_hash(pack_text),
            "engine": str(ENGINE_VERSION),
            "parameters": json.dumps(dict(rules.parameters), default=str),
        },
    )


async def copied(bench: Workbench, template: str, name: str) -> str:
    """Return the address of a fresh copy; what the copy left to be written to disk is written first."""
    source = template.rpartition("/")[2]
    bench.postgres.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY FILE_COPY', database="postgres")
    bench.postgres.execute("CHECKPOINT", database="postgres")
    return template.rpartition("/")[0] + f"/{name}"
