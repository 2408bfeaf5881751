"""A read through the gateway and the token checks, beside the same handler asked directly and without any."""

# ruff: noqa: E501 - queries and sentences of the page read better unbroken

import itertools
import statistics

from figures import Result, Spread, ratios
from load import request, run_load
from served import ASSIGNMENT, SOMEBODY
from sqlalchemy import text
from workbench import Workbench

from chassis.postgres.database import Database
from enrolment.settings import Settings
from testkit.settings import make_settings

RATIO_MIN = 0.75
ROUNDS = 5
ROUND_S = 3.0
WARM_S = 1.0
PATH = "/v1/organisations?limit=20"
SCHOOLS = 400


async def measure(bench: Workbench, *, large: bool) -> Result:
    url = await bench.databases.fresh("enrolment")
    await _fill(url)
    token = bench.bearer(SOMEBODY, ASSIGNMENT)
    direct = request("GET", PATH, {"authorization": "Bearer anybody"})
    through = request("GET", f"/api/enrolment{PATH}", token)
    checked = request("GET", PATH, token)
    rates: dict[str, list[float]] = {"direct": [], "through": [], "checked": []}
    async with (
        bench.served("unguarded", database_url=url) as open_port,
        bench.served("enrolment", database_url=url) as guarded_port,
        bench.gateway(enrolment=guarded_port) as edge_port,
    ):
        turns = {"direct": (open_port, direct), "through": (edge_port, through), "checked": (guarded_port, checked)}
        for port, sent in turns.values():
            await run_load(port, itertools.repeat(sent), for_s=WARM_S)
        for _ in range(ROUNDS):
            for name, (port, sent) in turns.items():
                done = await run_load(port, itertools.repeat(sent), for_s=ROUND_S)
                rates[name].append(done.per_s(200))
    ratio = ratios(rates["through"], rates["direct"])
    tokens = statistics.median(1 / c - 1 / d for c, d in zip(rates["checked"], rates["direct"], strict=True)) * 1e6
    gateway = statistics.median(1 / t - 1 / c for t, c in zip(rates["through"], rates["checked"], strict=True)) * 1e6
    return Result(
        work="a read through gateway and token checks",
        measured=f"{Spread.of(rates['through']).text(',.0f')} reads/s",
        beside=f"the same handler without either: {Spread.of(rates['direct']).text(',.0f')} reads/s",
        ratio=f"{ratio.text('.0%')}",
        aim="≥ 75 %",
        # A handler without checks cannot be the slower one: then the comparison is broken and proves nothing.
        holds=ratio.middle >= RATIO_MIN if ratio.middle <= 1 else None,
        notes=(
            "Twenty organisations out of four hundred, read from PostgreSQL by enrolment's own route (`GET /v1/organisations`), 32 "
            f"connections, {ROUNDS} rounds of {ROUND_S:.0f} s in turns. The handler beside it is the same service, which takes any "
            "token for that of one fixed person without a look at it, asked on its own port.",
            f"Where the time goes: {_told(tokens)} a read for verifying the token and choosing the assignment in the service, "
            f"{_told(gateway)} for the gateway (asked without it the checked handler gives "
            f"{Spread.of(rates['checked']).text(',.0f')} reads/s). Gateway, service, database and load generator share the cores, so "
            "every µs the gateway works is one the service does not.",
        ),
    )


def _told(us: float) -> str:
    return f"{us:,.0f} µs" if us > 0 else "less than this run's own noise"


async def _fill(url: str) -> None:
    database = Database.from_settings(make_settings(Settings, "enrolment", database_url=url))
    async with database.transaction() as transaction:
        await transaction.connection.execute(
            text("""
INSERT INTO organisation (code, path, kind, name, stage, accounting_unit, district_code)
SELECT (2134010000 + n)::text, '/3401/340104/' || (2134010000 + n), 'school', '示例小学' || n, 'primary', 'U1', '340104'
FROM generate_series(1, :schools) AS n
"""),
            {"schools": SCHOOLS},
        )
    await database.close()
