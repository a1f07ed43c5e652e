"""Recording family and friends who are considered for a child, and what came of asking them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from resources_app.foundations.codes import CodeList, need_code
from resources_app.foundations.errors import BadInput, Refused, Where
from resources_app.requests.considered import (
    OUTCOME_FIELDS,
    PERSON_FIELDS,
    PersonConsidered,
    why_not_person,
)
from resources_app.requests.considered_queries import find_person
from resources_app.requests.model import Request
from resources_app.requests.queries import request, request_by_id
from resources_app.requests.states import why_over
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require


@dataclass(frozen=True)
class PersonKept:
    """An entry as it now stands."""

    person: PersonConsidered
    changes: Changes


def consider_person(session: Session, reference: str, new: PersonConsidered) -> PersonKept:
    """Record that somebody is considered for a request's child.

    Raises BadInput, at the field, for an entry that cannot be, and Refused for a request that is
    over.
    """
    require(session, Permission.KEEP_REQUESTS)
    with session.act("consider_person") as act:
        asked = request(act.tables, reference)
        _check_open(asked)
        for field, text in zip(PERSON_FIELDS, (new.relation, new.name), strict=False):
            if not text.strip():
                raise BadInput("This is needed.", where=Where(field=field.label), remedy=field.help)
        one = _checked(new, session.today())
        key = session.new_id()
        act.tables.insert(
            "person_considered",
            {
                "id": key,
                "request_id": asked.id,
                "relation": one.relation.strip(),
                "name": one.name.strip(),
                **_outcome(one),
                "entered_by": session.officer.id,
                "entered_at": session.stamp(),
            },
        )
        kept, _ = find_person(act.tables, key)
    return PersonKept(kept, act.changes)


def record_family_outcome(
    session: Session, person_id: str, outcome: str, *, approached_on: date | None, why: str
) -> PersonKept:
    """Say what came of asking somebody; raises as `consider_person`."""
    require(session, Permission.KEEP_REQUESTS)
    with session.act("record_family_outcome", reason=why.strip()) as act:
        there, request_id = find_person(act.tables, person_id)
        _check_open(request_by_id(act.tables, request_id))
        changed = replace(there, outcome=outcome, approached_on=approached_on, why=why.strip())
        one = _checked(changed, session.today())
        act.tables.update("person_considered", one.id, _outcome(one))
        kept, _ = find_person(act.tables, one.id)
    return PersonKept(kept, act.changes)


def _check_open(asked: Request) -> None:
    if reason := why_over(asked.state):
        raise Refused(reason)


def _checked(one: PersonConsidered, today: date) -> PersonConsidered:
    where = Where(field=OUTCOME_FIELDS[1].label)
    code = need_code(CodeList.CONSIDERED_OUTCOMES, one.outcome, where=where)
    checked = replace(one, outcome=code)
    said, field = why_not_person(checked, today)
    if said:
        raise BadInput(said, where=Where(field=field))
    return checked


def _outcome(one: PersonConsidered) -> dict[str, object]:
    return {
        "approached_on": one.approached_on.isoformat() if one.approached_on else None,
        "outcome": one.outcome,
        "why": one.why.strip(),
    }
