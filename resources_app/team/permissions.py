"""Whether the officer at work may do a thing. Fails closed: an unknown role may do nothing."""

from __future__ import annotations

from resources_app.foundations.errors import Refused
from resources_app.foundations.phrases import joined
from resources_app.session import Actor, Session
from resources_app.team.model import ALLOWED, Permission, Role


def may(actor: Actor, permission: Permission) -> bool:
    """Whether this officer's role carries the permission."""
    try:
        role = Role(actor.role)
    except ValueError:
        return False
    return permission in ALLOWED[role]


def why_not(actor: Actor, permission: Permission) -> str:
    """Why this officer may not, in a sentence; empty when they may."""
    if may(actor, permission):
        return ""
    roles = joined([str(role) for role in Role if permission in ALLOWED[role]], "or")
    return f"{actor.name} ({actor.role}) may not {permission.value}; this is for a {roles}."


def require(session: Session, permission: Permission) -> None:
    """Raise Refused, saying who may, when the officer at work may not."""
    reason = why_not(session.officer, permission)
    if reason:
        raise Refused(reason)
