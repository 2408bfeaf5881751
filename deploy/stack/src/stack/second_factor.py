"""The second factor of the sample accounts, told to whoever runs the local stack."""

import time

from rich.console import Console

from kernel.one_time_code import one_time_code, otpauth_uri, step_at
from stack.installation import Installation


def tell_second_factor(say: Console, installation: Installation) -> None:
    """What an authenticator app is given, and the code it would show now."""
    secret = str(installation.secrets["sample_totp_secret"])
    uri = otpauth_uri(secret, account="sample", issuer="kehou")
    say.print(f"Authenticator app: {uri}", soft_wrap=True)
    say.print(f"Code of this half minute: {one_time_code(secret, step=step_at(time.time()))}", soft_wrap=True)
