"""Commands for who looks after a service: dead letters and the audit chain."""

import argparse
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from chassis.process import Service


async def run_upkeep(service: "Service", options: argparse.Namespace) -> int:
    """Run one command; 0 where there was nothing to complain of."""
    try:
        if options.role == "audit":
            return await _verify(service)
        return await _dead_letters(service, options)
    finally:
        await service.database.close()


async def _dead_letters(service: "Service", options: argparse.Namespace) -> int:
    from chassis.events.dead_letters import list_dead_letters, replay_dead_letters, show_dead_letter

    if options.action == "list":
        for letter in await list_dead_letters(service.database):
            _print(asdict(letter))
        return 0
    if options.action == "show":
        found = await show_dead_letter(service.database, options.id) if options.id is not None else None
        if found is None:
            sys.stderr.write("there is no dead letter of that id\n")
            return 1
        _print({**asdict(found[0]), "message": found[1]})
        return 0
    replayed = await replay_dead_letters(service.database, [options.id] if options.id is not None else None)
    _print({"replayed": replayed})
    return 0


async def _verify(service: "Service") -> int:
    from chassis.audit.verifier import verify

    verdict = await verify(service.database)
    _print(asdict(verdict))
    return 0 if verdict.is_sound else 1


def _print(document: Any) -> None:
    sys.stdout.write(orjson.dumps(document, default=str, option=orjson.OPT_INDENT_2).decode() + "\n")
