"""Remembering in which assignment a person acts, and in which language they read."""

from dataclasses import dataclass

from kernel.errors import Forbidden, Invalid
from sso.application.ports import PreferenceStore
from sso.domain.session import Session

LANGUAGES = ("zh-CN", "en")


class AssignmentNotHeld(Forbidden):
    code = "sso.assignment_not_held"


class LanguageUnknown(Invalid):
    code = "sso.language_unknown"


@dataclass(frozen=True)
class ChooseAssignment:
    preferences: PreferenceStore

    async def __call__(self, *, session: Session, assignment: str) -> None:
        """Remember the assignment as the one to begin with. It grants nothing: services check the header themselves."""
        if assignment not in session.tokens.assignments:
            raise AssignmentNotHeld("this assignment is not one of yours")
        await self.preferences.set_acting(session.tokens.person_id, assignment)


@dataclass(frozen=True)
class ChooseLanguage:
    preferences: PreferenceStore

    async def __call__(self, *, session: Session, language: str) -> None:
        if language not in LANGUAGES:
            raise LanguageUnknown(f"choose one of {', '.join(LANGUAGES)}")
        await self.preferences.set_language(session.tokens.person_id, language)
