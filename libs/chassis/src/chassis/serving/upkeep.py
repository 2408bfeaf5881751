"""Commands for who looks after a service: dead letters and the audit chain."""

import argparse
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from chassis.service import Service


async def run_upkeep(service: "Service", options: argparse.Namespace) -> int:
    """Run one command; 0 where there was nothing to complain of."""
    try:
        if options.role == "audit":
            return await (_verify(service, options) if options.action == "verify" else _heads(service, options))
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


async def _verify(service: "Service", options: argparse.Namespace) -> int:
    from chassis.audit.verifier import verify, witnessed_heads

    witnessed = await witnessed_heads(service.database, service.settings.service)
    if options.witnessed is not None:
        kept = orjson.loads(options.witnessed.read())
        witnessed |= {int(number): bytes.fromhex(head) for number, head in kept.items()}
    verdict = await verify(service.database, witnessed=witnessed)
    _print({**asdict(verdict), "witnessed": len(witnessed)})
    return 0 if verdict.is_sound else 1


async def _heads(service: "Service", options: argparse.Namespace) -> int:
    from chassis.audit.verifier import witnessed_heads

    if options.of is None:
        sys.stderr.write("name the service whose heads to print: --of billing\n")
        return 1
    heads = await witnessed_heads(service.database, options.of)
    _print({str(number): head.hex() for number, head in sorted(heads.items())})
    return 0


def _print(document: Any) -> None:
    sys.stdout.write(orjson.dumps(document, default=str, option=orjson.OPT_INDENT_2).decode() + "\n")
