"""A stack of the tests' own beside the checkout's: same code, its own data, ports and secrets."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from chassis.transport import KafkaSecurity
from sample_city.city import City
from sample_city.journey import term
from sample_city.people import People
from stack.clock import MovingClock
from stack.commands.demo import MARK
from stack.control import Control
from stack.environment import cluster, kafka_bootstrap, kafka_security
from stack.installation import ADMINISTRATOR, SERVICES, Installation, open_installation
from stack.mailbox import Mailbox
from stack.process import end_all_leftovers
from stack.sample_accounts import add_accounts, realm_url

CHECKOUT = Path(__file__).parents[2]
UP_TIMEOUT_S = 600.0
LEVEL_TIMEOUT_S = 240.0
DEMO_TIMEOUT_S = 1_500.0
GRACE_S = 15.0
# Of the minute that a token lives.
TOKEN_USED_S = 30.0
DATA = ("postgres", "kafka", "valkey", "keycloak", "sample", "logs")
PUPILS = 120
SEED = 20_260_302

Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


@dataclass
class OwnStack:
    """Installed in a folder that links to this checkout's code and holds data of its own."""

    root: Path
    # Who signed in, and until when that is used again: a code of the authenticator app opens the door once.
    _tokens: dict[str, tuple[str, float]] = field(default_factory=dict, repr=False)

    @classmethod
    def make(cls, name: str) -> "OwnStack":
        root = CHECKOUT / ".kehou" / "e2e" / name
        root.mkdir(parents=True, exist_ok=True)
        for entry in CHECKOUT.iterdir():
            link = root / entry.name
            if not entry.name.startswith(".") and not link.is_symlink():
                link.symlink_to(os.path.relpath(entry, root))
        return cls(root)

    @property
    def control(self) -> Control:
        return Control(self.root)

    @property
    def installation(self) -> Installation:
        return open_installation(self.root)

    @property
    def origin(self) -> str:
        return self.installation.origin

    def empty(self) -> None:
        """Stop it and delete its data; ports and secrets stay."""
        self.stop()
        for name in DATA:
            shutil.rmtree(self.control.state / name, ignore_errors=True)
        (self.control.state / MARK).unlink(missing_ok=True)

    def demo(self) -> subprocess.CompletedProcess[str]:
        """Type `kehou demo --json` for this stack and return what it printed and how it ended."""
        sizes = ("--pupils", str(PUPILS), "--seed", str(SEED))
        return subprocess.run(
            [sys.executable, "-m", "stack", "demo", *sizes, "--json"],
            env={**os.environ, "KEHOU_ROOT": str(self.root)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=DEMO_TIMEOUT_S,
        )

    def start(self, *, roles: str = "serve", empty: bool = False) -> None:
        """Bring it up; `empty` begins without data."""
        if empty:
            self.empty()
        if self.control.status() is None:
            self.control.launch(roles=roles)
        self.control.await_up(timeout_s=UP_TIMEOUT_S)

    def stop(self) -> None:
        self.control.stop()
        end_all_leftovers(self.control.state, grace_s=GRACE_S)

    def city(self) -> City:
        return term.sample_city(pupils=PUPILS, seed=SEED)

    def add_accounts(self) -> None:
        """Let the families and applicants sign up; those who have stay as they are."""
        add_accounts(self.installation, term.accounts(self.city()), done=lambda count: None)

    def run_term(self, progress: Progress = silent, *, patience_s: float = 0.0) -> dict[str, Any]:
        """Let the city live through the whole term; returns its figures."""
        installation, city = self.installation, self.city()
        clock = MovingClock(installation, level_timeout_s=LEVEL_TIMEOUT_S)
        ready = term.Ready(
            gateway_url=installation.origin,
            realm_url=realm_url(installation),
            password=str(installation.secrets["sample_password"]),
            totp_secret=str(installation.secrets["sample_totp_secret"]),
            passwords=self.passwords(),
            clock=clock,
            telephones=Mailbox(installation),
            patience_s=patience_s,
        )
        return term.run_term(ready, city=city, progress=progress, folder=installation.folder("sample"))

    def passwords(self) -> dict[str, str]:
        return {"system-administrator": str(self.installation.secrets["system_administrator_password"])}

    def settle(self) -> None:
        """Wait until all events are applied and all work is done."""

        async def wait() -> None:
            clock = MovingClock(self.installation, level_timeout_s=LEVEL_TIMEOUT_S)
            try:
                await clock.settle()
            finally:
                await clock.close()

        asyncio.run(wait())

    def rows(self, service: str, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query on a service's database."""
        wrapped = f"SELECT coalesce(json_agg(t), '[]') FROM ({query}) AS t"
        found = cluster(self.installation).execute(wrapped, database=SERVICES[service])
        return list(json.loads(found))

    def logs(self) -> list[Path]:
        return sorted((self.control.state / "logs").glob("*.log*"))

    @property
    def bootstrap(self) -> str:
        return kafka_bootstrap(self.installation)

    @property
    def broker_options(self) -> dict[str, Any]:
        """What lets a client of the broker read everything, as the stack itself may."""
        return KafkaSecurity(**kafka_security(self.installation, ADMINISTRATOR)).client_options()

    def people(self) -> People:
        return People(
            self.origin,
            realm_url(self.installation),
            str(self.installation.secrets["sample_password"]),
            str(self.installation.secrets["sample_totp_secret"]),
            passwords=self.passwords(),
        )

    @contextmanager
    def browserless(self, login: str, acting: str) -> Iterator[httpx.Client]:
        """A client that is signed in as that person and acts in that assignment."""
        headers = {"Authorization": f"Bearer {self.token(login)}", "Kehou-Acting": acting}
        with httpx.Client(base_url=self.origin, headers=headers, timeout=60) as client:
            yield client

    def token(self, login: str, *, anew: bool = False) -> str:
        """The access token of a person, the same for some seconds unless it is to be a new one."""
        token, until = self._tokens.get(login, ("", 0.0))
        if anew or time.monotonic() >= until:
            token = asyncio.run(self._signed_in(login))
            self._tokens[login] = token, time.monotonic() + TOKEN_USED_S
        return token

    async def _signed_in(self, login: str) -> str:
        people = self.people()
        try:
            return await people.token(login)
        finally:
            await people.close()
