"""Brothers and sisters of a request: who lives with the child, who apart and why, who lives where.

`family_card` shows it; the deeds settle it for a draft, and place them apart afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from resources_app.casework.family import WhoLives
from resources_app.casework.opening_records import note_opening
from resources_app.casework.placing_apart import place_apart
from resources_app.children.model import Child
from resources_app.children.queries import child_by_identifier, siblings
from resources_app.foundations.errors import BadInput, NotFound, Where
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.requests.actions import PlacedApart, settle_siblings
from resources_app.requests.family_model import KEEP_TOGETHER, WHY_APART, Apart, SiblingChoice
from resources_app.requests.family_queries import apart_from
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from ui.pages.request_deeds import Deed, RequestDeeds
from ui.pages.wording import sentence
from ui.shell.desk import Desk
from ui.shell.tokens import SPACE_M, SPACE_S, SPACE_XS
from ui.shell.widgets.buttons import button
from ui.shell.widgets.layouts import column, holder, row, surface
from ui.shell.widgets.words import chip, words

_REFERENCE_WIDTH = 140
_TOGETHER, _APART, _NEITHER = "With the child", "Apart from the child", "Not in this request"
_OTHER = Field(
    "other",
    "Another brother or sister",
    help="The identifier of a child on record; they are to live with the child.",
)


@dataclass(frozen=True)
class _Known:
    """The child's brothers and sisters on record, and who of them is apart in this request."""

    people: tuple[Child, ...]
    apart: tuple[Apart, ...]


def family_card(desk: Desk, family: Sequence[WhoLives]) -> QWidget | None:
    """Who lives where when some are apart; None when nobody is."""
    if not family:
        return None
    lines = [_line(desk, one) for one in family]
    if taken_over := _taken_over(family):
        lines.append(words(taken_over, "meta", wrap=True))
    title = words("Brothers and sisters, and who lives where", "section")
    return surface(column(title, *lines, spacing=SPACE_S), margin=SPACE_M)


def _line(desk: Desk, one: WhoLives) -> QWidget:
    if one.reference and not one.here:
        asked: QWidget = button(one.reference, partial(desk.go, "request", one.reference), "link")
        asked.setAccessibleName(f"Open {one.reference}: {one.child.full_name}")
    else:
        asked = words("This request" if one.here else "No open request", "muted")
    asked.setFixedWidth(_REFERENCE_WIDTH)
    told = [words(f"{one.child.full_name}: {one.lives}.", wrap=True)]
    if one.why_apart:
        told.append(words(f"Apart: {one.why_apart}", "muted", wrap=True))
    parts: list[QWidget] = [asked, holder(column(*told, spacing=SPACE_XS))]
    if one.state:
        parts.append(chip(sentence(one.state), "plain"))
    line = row(*parts, spacing=SPACE_S)
    line.setStretch(1, 1)
    return holder(line)


def _taken_over(family: Sequence[WhoLives]) -> str:
    """What to look through in a request that was made when its children left another."""
    left = [one for one in family if one.here and one.why_apart]
    if not left:
        return ""
    names = " and ".join(one.child.given_name for one in left)
    return (
        "This request took over the answers of the one they were part of. Correct the wording "
        f"where it is different for {names} before it is sent to anybody."
    )


def _settle(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    child_id, request_id = deeds.view.child.id, deeds.view.request.id
    reference = deeds.reference

    def known(tables: Tables) -> _Known:
        return _Known(tuple(siblings(tables, child_id)), tuple(apart_from(tables, request_id)))

    def opened(found: _Known) -> None:
        # Their names are shown: a restricted record is opened by that, and it is written down.
        deeds.desk.write(
            deeds,
            lambda session: note_opening(session, found.people, through=reference),
            lambda _: _show_settling(deeds, found),
        )

    deeds.desk.read(deeds, known, opened)


def _show_settling(deeds: RequestDeeds, found: _Known) -> None:
    assert deeds.view is not None
    together = deeds.view.request.sibling_ids
    why = {one.child_id: one.reason for one in found.apart}
    fields: list[Field] = []
    values: dict[str, str] = {}
    for at, one in enumerate(found.people):
        now = _TOGETHER if one.id in together else _APART if one.id in why else _NEITHER
        options = (_TOGETHER, _APART, _NEITHER)
        where = Field(
            f"where_{at}", one.full_name, Kind.CHOICE, needed=Needed.ALWAYS, options=options
        )
        fields += [where, Field(f"why_{at}", _why_label(one))]
        values |= {f"where_{at}": now, f"why_{at}": why.get(one.id, "")}
    reference = deeds.reference
    form = deeds.ask(
        "Who lives with the child",
        (*fields, _OTHER),
        "Keep this",
        lambda session, record: _settled(session, reference, found.people, record),
        told="It is kept who lives with the child.",
        text=KEEP_TOGETHER,
    )
    form.set_values(values)


def _why_label(one: Child) -> str:
    return f"{WHY_APART}, for {one.given_name}"


def _settled(session: Session, reference: str, people: Sequence[Child], record: Record) -> Changes:
    choices = []
    for at, one in enumerate(people):
        where, why = record[f"where_{at}"], str(record[f"why_{at}"])
        if where == _APART and not why.strip():
            field = Where(field=_why_label(one))
            raise BadInput("This is needed.", where=field, remedy=KEEP_TOGETHER)
        if where != _NEITHER:
            choices.append(SiblingChoice(one.id, where == _TOGETHER, why))
    if named := str(record[_OTHER.name]).strip():
        other = child_by_identifier(session.tables, named)
        if other is None:
            where_it_is = Where(field=_OTHER.label)
            remedy = "A brother or sister who is not on record is entered with a new request."
            raise NotFound("No child has this identifier.", where=where_it_is, remedy=remedy)
        choices.append(SiblingChoice(other.id, together=True))
    return settle_siblings(session, reference, choices)


def _place_apart(deeds: RequestDeeds) -> None:
    assert deeds.view is not None
    reference, people = deeds.reference, deeds.view.siblings
    names = {one.full_name: one.id for one in people}
    who = Field(
        "children",
        "Who lives apart",
        Kind.CHOICES,
        needed=Needed.ALWAYS,
        options=tuple(names),
        help="They leave this request for one of their own, together.",
    )
    why = Field("reason", WHY_APART, Kind.LONG_TEXT, needed=Needed.ALWAYS)

    def act(session: Session, record: Record) -> PlacedApart:
        chosen = record["children"]
        assert isinstance(chosen, tuple)
        ids = [names[str(one)] for one in chosen]
        return place_apart(session, reference, ids, reason=str(record["reason"]))

    def told(made: PlacedApart) -> str:
        deeds.desk.go("request", made.apart_reference, "request")
        return f"{made.apart_reference} seeks a home for those who left {made.reference}."

    deeds.ask(
        "Place brothers and sisters apart",
        (who, why),
        "Place them apart",
        act,
        told=told,
        text=f"{KEEP_TOGETHER} The new request takes over the answers and the authority to "
        "search; both are searched for again.",
        tone="danger",
    )


DEEDS: dict[str, Deed] = {"settle_siblings": _settle, "place_apart": _place_apart}
