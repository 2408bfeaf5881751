"""Everything sso can do, as its entrypoints see it."""

from dataclasses import dataclass

from sso.application.begin_sign_in import BeginSignIn
from sso.application.choose_assignment import ChooseAssignment, ChooseLanguage
from sso.application.complete_sign_in import CompleteSignIn
from sso.application.end_session import EndSession, ObeyLogout
from sso.application.list_sign_in_events import ListSignInEvents
from sso.application.queries import DescribeMe, FindSession
from sso.application.refresh_access import RefreshAccess


@dataclass(frozen=True)
class UseCases:
    begin_sign_in: BeginSignIn
    complete_sign_in: CompleteSignIn
    refresh_access: RefreshAccess
    end_session: EndSession
    obey_logout: ObeyLogout
    find_session: FindSession
    describe_me: DescribeMe
    choose_assignment: ChooseAssignment
    choose_language: ChooseLanguage
    list_sign_in_events: ListSignInEvents
