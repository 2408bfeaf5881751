"""The task board of a school's term."""

from datetime import date

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from inspection.application.queries import BoardShown
from inspection.domain.board import Blocked, Group, Status, Task
from inspection.entrypoints.http.dependencies import AT_SCHOOL, BoardReader, SchoolCodePath, TermPath, UseCasesDep
from inspection.entrypoints.http.freshness import FreshnessView, answer
from kernel.actor import Actor

router = APIRouter(prefix="/v1/schools/{code}/terms/{term}/board", tags=["board"])
# Children and their families' money, task by task. A school is not told by them from above: the overview and the
# boards, held against each other, would tell of the few that each hides.
_OF_FAMILIES = {
    "roster": {"pupils"},
    "survey": {"answers"},
    "application_review": {"submitted", "waiting"},
    "placement": {"placed", "alternatives"},
    "agreements": {"signed", "waiting"},
    "bills": {"bills", "due_fen", "unbilled"},
    "payments_reconciliation": {"received_fen"},
    "refunds": {"refunds", "paid", "refunded_fen"},
}


class BlockedView(BaseModel):
    code: str
    params: dict[str, str]
    clause: dict[str, str] | None = Field(description="The rule in words and its source, where the pack has one.")

    @classmethod
    def of(cls, blocked: Blocked) -> "BlockedView":
        clause = blocked.clause.as_dict() if blocked.clause else None
        return cls(code=blocked.code, params=dict(blocked.params), clause=clause)


class TaskView(BaseModel):
    key: str
    group: Group
    status: Status
    owner: str
    counts: dict[str, int | None] = Field(
        description="Names in _fen are fen. From above the school, null where children or families are counted."
    )
    due_on: date | None
    blocked_by: BlockedView | None

    @classmethod
    def of(cls, task: Task, *, is_at_school: bool) -> "TaskView":
        state = task.state
        hidden = set() if is_at_school else _OF_FAMILIES.get(task.key, set())
        return cls(
            key=task.key,
            group=task.group,
            status=state.status,
            owner=task.owner,
            counts={name: None if name in hidden else count for name, count in state.counts.items()},
            due_on=state.due_on,
            blocked_by=BlockedView.of(state.blocked_by) if state.blocked_by else None,
        )


class BoardView(BaseModel):
    school: str
    school_name: str
    term: str
    first_on: date
    last_on: date
    pack: str
    done: int
    total: int
    next_task: str | None
    tasks: list[TaskView]
    freshness: FreshnessView

    @classmethod
    def of(cls, shown: BoardShown, by: Actor) -> "BoardView":
        following, tasks = shown.board.next, shown.board.tasks
        return cls(
            school=shown.school_code,
            school_name=shown.school_name,
            term=shown.term,
            first_on=shown.first_on,
            last_on=shown.last_on,
            pack=shown.pack,
            done=shown.board.done,
            total=len(tasks),
            next_task=following.key if following else None,
            tasks=[TaskView.of(task, is_at_school=by.role in AT_SCHOOL) for task in tasks],
            freshness=FreshnessView.of(shown.freshness),
        )


@router.get("", summary="What is done, what is next, what a gate holds back", response_model=BoardView)
async def get_board(
    request: Request, code: SchoolCodePath, term: TermPath, reader: BoardReader, use_cases: UseCasesDep
) -> Response:
    shown = await use_cases.queries.board(code, term, within=reader.path)
    return answer(request, BoardView.of(shown, reader))
