"""Ending a request with everything that hangs on it: withdrawn, or closed without a placement.

One action: offers are taken back, the decision is set aside, held beds are let go. What stands
in its way is said, and then nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from resources_app.beds.actions.holding import release_holds_of
from resources_app.casework.ending_queries import cascade_of
from resources_app.foundations.errors import Refused
from resources_app.requests.actions.standing import close_request, withdraw_request
from resources_app.requests.cascade import Cascade
from resources_app.requests.model import Request
from resources_app.requests.unmet import UnmetNeed
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables


@dataclass(frozen=True)
class Ended:
    """A request that ended, and what it took with it; `to_tell` are services' names."""

    cascade: Cascade
    changes: Changes


class _Ending(Protocol):
    def __call__(
        self,
        session: Session,
        reference: str,
        *,
        reason: str,
        note: str = "",
        also: Callable[[Tables, Request], None],
    ) -> Changes: ...


def withdraw(session: Session, reference: str, *, reason: str, note: str = "") -> Ended:
    """Withdraw a request that is no longer wanted, with what hangs on it.

    `reason` is a code of withdraw_reasons. Raises Refused for what must be done first.
    """
    return _end(withdraw_request, session, reference, reason, note)


def close(
    session: Session,
    reference: str,
    *,
    reason: str,
    note: str = "",
    unmet: UnmetNeed | None = None,
) -> Ended:
    """Close a request without a placement, with what hangs on it.

    `reason` is a code of close_reasons, `unmet` what would have met the need. Raises Refused for
    what must be done first.
    """
    closing = partial(close_request, unmet=unmet)
    return _end(closing, session, reference, reason, note)


def _end(ending: _Ending, session: Session, reference: str, reason: str, note: str) -> Ended:
    found: list[Cascade] = []

    def also(tables: Tables, request: Request) -> None:
        cascade = cascade_of(tables, request, session.today())
        if cascade.blocks:
            raise Refused(cascade.blocks[0])
        found.append(cascade)
        release_holds_of(session, tables, request.id)

    changes = ending(session, reference, reason=reason, note=note, also=also)
    return Ended(found[0] if found else Cascade((), (), ()), changes)
