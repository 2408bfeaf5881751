"""Why a token was not accepted: each is a 401 with a stable code, and none says more than the caller may know."""

from typing import ClassVar

from kernel.errors import Forbidden, Invalid, Refusal, Unavailable


class Unauthenticated(Refusal):
    """We do not know who is asking; signing in again can help."""

    code: ClassVar[str] = "chassis.unauthenticated"


class TokenMissing(Unauthenticated):
    code = "chassis.token_missing"


class TokenMalformed(Unauthenticated):
    code = "chassis.token_malformed"


class TokenForged(Unauthenticated):
    code = "chassis.token_forged"


class TokenKeyUnknown(Unauthenticated):
    code = "chassis.token_key_unknown"


class TokenExpired(Unauthenticated):
    code = "chassis.token_expired"


class TokenNotForUs(Unauthenticated):
    code = "chassis.token_not_for_us"


class StrongSignInRequired(Unauthenticated):
    """RFC 9470: the caller is known, but has to sign in again, strongly."""

    code = "chassis.strong_sign_in_required"


class AssignmentNotHeld(Forbidden):
    code = "chassis.assignment_not_held"


class RoleNotAllowed(Forbidden):
    code = "chassis.role_not_allowed"


class AssignmentNotNamed(Invalid):
    code = "chassis.assignment_not_named"


class KeysUnavailable(Unavailable):
    code = "chassis.keys_unavailable"
