"""Who may call a route, written in its signature: `Annotated[Actor, Depends(acts_as("principal"))]`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from chassis.auth.errors import (
    AssignmentNotHeld,
    AssignmentNotNamed,
    RoleNotAllowed,
    StrongSignInRequired,
    TokenMalformed,
    TokenMissing,
)
from chassis.auth.sign_ins import SignInEnded, SignIns
from chassis.auth.tokens import LEEWAY_S, Principal, TokenVerifier
from kernel.actor import Actor, Assignment
from kernel.errors import Refusal
from kernel.role import SECOND_FACTOR_ROLES

ACTING_HEADER = "Kehou-Acting"


async def principal(request: Request) -> Principal:
    """The person whose verified token came with the request."""
    verifier: TokenVerifier = request.app.state.tokens
    return await verifier.verify(access_token(request))


def access_token(request: Request) -> str:
    """The token that came with the request, in the Authorization header or the cookie."""
    cookie: str | None = request.app.state.access_cookie
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise TokenMalformed("write the Authorization header as: Bearer, a space, the token")
    else:
        token = (request.cookies.get(cookie) if cookie else None) or ""
        if not token:
            raise TokenMissing("sign in first")
    return token.strip()


def acting_assignment(held: tuple[Assignment, ...], named: str | None) -> Assignment:
    """The assignment in which a request acts: the one its header names, if held, or the only one there is."""
    if named is None:
        if len(held) == 1:
            return held[0]
        if not held:
            raise RoleNotAllowed("your account holds no assignment yet")
        raise AssignmentNotNamed(f"say in the {ACTING_HEADER} header in which of your assignments you act")
    for assignment in held:
        if str(assignment) == named:
            return assignment
    raise AssignmentNotHeld(f"the assignment named in {ACTING_HEADER} is not one of yours")


@dataclass(frozen=True, slots=True)
class Guard:
    """A dependency that lets only some actors through; an empty `roles` means any role."""

    roles: frozenset[str]
    strong_within_s: int | None = None

    async def __call__(self, request: Request) -> Actor:
        who = await principal(request)
        assignment = acting_assignment(who.assignments, request.headers.get(ACTING_HEADER))
        if self.roles and assignment.role not in self.roles:
            raise RoleNotAllowed("this needs another role than the one in which you act")
        if self.strong_within_s is not None:
            self._must_be_strong(who, request.app.state)
            # A token is valid for a while after its session and its role have ended.
            sign_ins: SignIns = request.app.state.sign_ins
            await sign_ins.must_stand(access_token(request), assignment)
        actor = Actor(who.id, assignment, who.linked)
        # The idempotency key is scoped by it, and the log line of the request names the role.
        request.state.actor = actor
        structlog.contextvars.bind_contextvars(actor_id=str(actor.id), role=assignment.role)
        return actor

    def _must_be_strong(self, who: Principal, state: Any) -> None:
        within_s = self.strong_within_s or 0
        age_s = None if who.auth_time_s is None else state.tokens.now_s - who.auth_time_s
        # A sign-in that lies in the future was never made.
        recent = age_s is not None and -LEEWAY_S <= age_s <= within_s
        if who.acr not in state.strong_acr or not recent:
            raise StrongSignInRequired(
                f"this needs a strong sign-in not older than {within_s} seconds", params={"within_s": within_s}
            )


def acts_as(*roles: str) -> Guard:
    """Lets through who acts in one of `roles`, as an Actor."""
    if not roles:
        raise ValueError("name at least one role, or use signed_in")
    return Guard(frozenset(roles))


def strongly_acts_as(*roles: str, within_s: int = 600) -> Guard:
    """As acts_as, for what matters: a strong sign-in at most `within_s` seconds old that stands at this moment.

    Whether session and assignment stand is asked of sign-in each time; where it does not answer, nothing is done.
    """
    if not roles:
        raise ValueError("name at least one role")
    if unable := sorted(set(roles) - SECOND_FACTOR_ROLES):
        raise ValueError(f"nobody asks these for a second factor, so they could never call this: {', '.join(unable)}")
    return Guard(frozenset(roles), strong_within_s=within_s)


signed_in = Guard(frozenset())


async def public() -> None:
    """For routes anybody may call, signed in or not; says so in their signature."""


def guards_of(dependant: Dependant) -> Iterator[object]:
    """The guards (and `public`) on which a route depends, at any depth."""
    for child in dependant.dependencies:
        if isinstance(child.call, Guard) or child.call is public:
            yield child.call
        yield from guards_of(child)


def unguarded_routes(app: FastAPI) -> list[str]:
    """Routes under `/v…` whose signature does not say who may call them; a test keeps this empty."""
    missing = []
    for context in iter_route_contexts(app.routes):
        dependant = getattr(context, "dependant", None) if context.path else None
        if dependant is None or not (context.path or "").startswith("/v"):
            continue
        if not any(True for _ in guards_of(dependant)):
            missing.append(f"{','.join(sorted(context.methods or ()))} {context.path}")
    return missing


def refusals_of_access() -> tuple[type[Refusal], ...]:
    """Errors a guarded route can answer with before its own code runs."""
    return (
        TokenMissing,
        TokenMalformed,
        AssignmentNotHeld,
        AssignmentNotNamed,
        RoleNotAllowed,
        StrongSignInRequired,
        SignInEnded,
    )
