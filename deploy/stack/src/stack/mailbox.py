"""The telephones of the sample city: what the simulated provider of text messages delivered."""

import asyncio

import httpx

from stack import ports
from stack.installation import Installation

WAIT_S = 15.0
TRIES_MAX = 8


class NoMessage(Exception):
    """No message of that reference was delivered in time."""


class Mailbox:
    """Reads the codes that came; exists in the local stack only."""

    def __init__(self, installation: Installation) -> None:
        self._url = f"http://{ports.HOST}:{installation.ports['sms-provider']}/messages"
        self._headers = {"Authorization": f"Bearer {installation.secrets['sms_reader_password']}"}

    async def code(self, reference: str) -> str:
        """The code of the message with that reference; waits for it. Raises NoMessage."""
        async with httpx.AsyncClient(timeout=WAIT_S + 5.0, trust_env=False) as client:
            for _ in range(TRIES_MAX):
                try:
                    answer = await client.get(
                        f"{self._url}/{reference}", headers=self._headers, params={"wait_s": WAIT_S}
                    )
                except httpx.TransportError:
                    await asyncio.sleep(1.0)
                    continue
                if answer.is_success:
                    return str(answer.json()["code"])
        raise NoMessage(f"no message of {reference} was delivered")
