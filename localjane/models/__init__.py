from localjane.models.groups import LocalJaneSpace, Role, RoleGroup
from localjane.models.invitations import Invitation
from localjane.models.letters import AccountNotice, WeeklyMail
from localjane.models.pages import (
    LocalJaneContact,
    LocalJaneIndexPage,
    LocalJanePage,
    SocialLink,
)
from localjane.models.refusals import AccessRefusal
from localjane.models.states import LocalJaneState

__all__ = [
    "AccessRefusal",
    "AccountNotice",
    "Invitation",
    "LocalJaneContact",
    "LocalJaneIndexPage",
    "LocalJanePage",
    "LocalJaneSpace",
    "LocalJaneState",
    "Role",
    "RoleGroup",
    "SocialLink",
    "WeeklyMail",
]
