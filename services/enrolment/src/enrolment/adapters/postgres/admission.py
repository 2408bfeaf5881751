"""The rush path: requests that arrive together are admitted in one transaction (DESIGN section 3, micro-batches)."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from uuid import UUID

import orjson
import structlog
from sqlalchemy.exc import DBAPIError

from chassis.clock import Clock
from chassis.http.idempotency import IdempotencyKeyReused
from chassis.postgres.database import Database
from chassis.seal import Sealer
from enrolment.adapters.postgres.sql import Sql
from enrolment.adapters.postgres.unit_of_work import PostgresWork
from enrolment.application.submit_applications import SubmitApplications, Submitted
from enrolment.application.use_cases import Admission, Admitted
from kernel.errors import Refusal, Unavailable

log = structlog.get_logger("enrolment.admission")

# Beyond this the sender is told to come back: a queue without a bound is an outage that lasts.
WAITING_MAX = 20_000
_STATUS = 201
# The same field name as the chassis', so that either can read what the other kept.
_FIELD = "idempotency_key.body"

_STORED = """
SELECT k.actor_id, k.key, k.request_sha256, k.status, k.body
FROM unnest(CAST(:actors AS uuid[]), CAST(:routes AS text[]), CAST(:keys AS text[])) AS t(actor_id, route, key)
JOIN chassis.idempotency_key k USING (actor_id, route, key)
"""
_KEEP = """
INSERT INTO chassis.idempotency_key (actor_id, key, route, request_sha256, status, headers, body)
SELECT t.actor_id, t.key, t.route, t.sha256, :status, CAST(:headers AS jsonb), t.body
FROM unnest(CAST(:actors AS uuid[]), CAST(:keys AS text[]), CAST(:routes AS text[]), CAST(:prints AS bytea[]),
            CAST(:bodies AS bytea[])) AS t(actor_id, key, route, sha256, body)
ORDER BY t.actor_id, t.route, t.key
"""


class TooManyWaiting(Unavailable):
    code = "enrolment.too_many_waiting"


class _Ticket:
    """One request and the future its caller waits on."""

    __slots__ = ("admission", "answer")

    def __init__(self, admission: Admission, answer: "asyncio.Future[Admitted]") -> None:
        self.admission = admission
        self.answer = answer

    @property
    def key(self) -> tuple[UUID, str, str]:
        return (self.admission.actor.id, self.admission.route, self.admission.key)

    def settle(self, result: Admitted | Exception) -> None:
        if self.answer.done():
            return
        if isinstance(result, Exception):
            self.answer.set_exception(result)
        else:
            self.answer.set_result(result)


class BatchingAdmission:
    """Collects requests for a few milliseconds, then admits them together; each gets its own exact answer.

    One batch runs at a time, so that what arrives meanwhile is the next batch: the busier, the cheaper each one.
    """

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        clock: Clock,
        submit: SubmitApplications,
        *,
        render: Callable[[Submitted], bytes],
        wait_ms: int,
        batch_max: int,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._clock = clock
        self._submit = submit
        self._render = render
        self._wait_s = wait_ms / 1000
        self._batch_max = batch_max
        self._waiting: deque[_Ticket] = deque()
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, admission: Admission) -> Admitted:
        """Return the answer, or raise the refusal this one family is told."""
        if len(self._waiting) >= WAITING_MAX:
            raise TooManyWaiting("too many families apply at this moment; try again in a minute")
        ticket = _Ticket(admission, asyncio.get_running_loop().create_future())
        self._waiting.append(ticket)
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._work_off())
        return await ticket.answer

    async def _work_off(self) -> None:
        while self._waiting:
            if len(self._waiting) < self._batch_max:
                await asyncio.sleep(self._wait_s)
            await self._admit_or_split(self._next_batch())

    def _next_batch(self) -> list[_Ticket]:
        """Up to a batch of tickets; a second one with the same key or child waits for the first one's outcome."""
        batch: list[_Ticket] = []
        later: list[_Ticket] = []
        keys: set[tuple[object, ...]] = set()
        while self._waiting and len(batch) < self._batch_max:
            ticket = self._waiting.popleft()
            if ticket.answer.done():
                continue
            applying = ticket.admission.applying
            child = (applying.pupil_id, applying.term)
            if ticket.key in keys or child in keys:
                later.append(ticket)
                continue
            keys.update((ticket.key, child))
            batch.append(ticket)
        self._waiting.extendleft(reversed(later))
        return batch

    async def _admit_or_split(self, batch: Sequence[_Ticket]) -> None:
        try:
            answers = await self._admit(batch)
        except Exception as error:  # noqa: BLE001 - the batch failed as a whole; each gets its own chance
            if len(batch) == 1:
                batch[0].settle(error)
                return
            log.warning("enrolment.batch_split", size=len(batch), error=type(error).__name__)
            for ticket in batch:
                await self._admit_or_split([ticket])
            return
        for ticket, answer in zip(batch, answers, strict=True):
            ticket.settle(answer)

    async def _admit(self, batch: Sequence[_Ticket]) -> list[Admitted | Exception]:
        admissions = [ticket.admission for ticket in batch]
        now, on = self._clock.now(), self._clock.today()
        async with self._database.transaction() as transaction:
            work = PostgresWork(transaction, self._sealer)
            sql = Sql(transaction.connection)
            answers = await self._answered_before(sql, admissions)
            fresh = [place for place, answer in enumerate(answers) if answer is None]
            results = await self._submit(
                work,
                applyings=[admissions[place].applying for place in fresh],
                actors=[admissions[place].actor for place in fresh],
                now=now,
                on=on,
            )
            kept: list[tuple[Admission, bytes]] = []
            for place, result in zip(fresh, results, strict=True):
                if isinstance(result, Refusal):
                    answers[place] = result
                    continue
                body = self._render(result)
                kept.append((admissions[place], body))
                answers[place] = Admitted(_STATUS, body, replayed=False)
            await self._keep(sql, kept)
        return [answer for answer in answers if answer is not None]

    async def _answered_before(self, sql: Sql, admissions: Sequence[Admission]) -> list[Admitted | Exception | None]:
        rows = await sql.rows(
            _STORED,
            actors=[one.actor.id for one in admissions],
            routes=[one.route for one in admissions],
            keys=[one.key for one in admissions],
        )
        stored = {(row["actor_id"], row["key"]): row for row in rows}
        answers: list[Admitted | Exception | None] = []
        for one in admissions:
            row = stored.get((one.actor.id, one.key))
            if row is None:
                answers.append(None)
            elif bytes(row["request_sha256"]) != one.fingerprint:
                answers.append(
                    IdempotencyKeyReused("this Idempotency-Key came with another request before; use a new one")
                )
            else:
                body = self._sealer.unseal_bytes(bytes(row["body"]), field=_FIELD)
                answers.append(Admitted(row["status"], body, replayed=True))
        return answers

    async def _keep(self, sql: Sql, kept: Sequence[tuple[Admission, bytes]]) -> None:
        if not kept:
            return
        try:
            await sql.run(
                _KEEP,
                actors=[one.actor.id for one, _ in kept],
                keys=[one.key for one, _ in kept],
                routes=[one.route for one, _ in kept],
                prints=[one.fingerprint for one, _ in kept],
                bodies=[self._sealer.seal_bytes(body, field=_FIELD) for _, body in kept],
                status=_STATUS,
                headers=orjson.dumps({"content-type": "application/json"}).decode(),
            )
        except DBAPIError:
            # A twin in another process was faster; the split asks again and finds its answer.
            log.info("enrolment.twin_elsewhere")
            raise
