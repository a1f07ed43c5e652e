"""The panels' SQL: panels with their agendas, and what panels said of one request."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from resources_app.children.describing import child_words
from resources_app.foundations.dates import age_on
from resources_app.foundations.errors import NotFound
from resources_app.requests.panel_model import Panel, PanelItem, PanelOutcome
from resources_app.store.tables import Row, Tables

_PANEL = """
    SELECT panel.*, officer.name AS minuted_by_name
      FROM panel LEFT JOIN officer ON officer.id = panel.minuted_by
"""
_ITEM = """
    SELECT panel_item.*, panel.reference AS panel_reference, panel.held_on, asked.reference,
           asked.state, child.given_name, child.family_name, child.sex, child.date_of_birth,
           (SELECT count(*) FROM request_sibling WHERE request_id = asked.id) AS siblings,
           decision.weekly_pence, service.name AS home, officer.name AS recorded_by_name
      FROM panel_item JOIN panel ON panel.id = panel_item.panel_id
      JOIN placement_request AS asked ON asked.id = panel_item.request_id
      JOIN child ON child.id = asked.child_id
      LEFT JOIN decision ON decision.request_id = asked.id AND decision.set_aside_at IS NULL
      LEFT JOIN offer ON offer.id = decision.offer_id
      LEFT JOIN service ON service.id = offer.service_id
      LEFT JOIN officer ON officer.id = panel_item.recorded_by
"""


def panels(tables: Tables) -> list[Panel]:
    """Every panel with its agenda, the latest first."""
    items: dict[str, list[PanelItem]] = defaultdict(list)
    for row in tables.rows(f"{_ITEM} ORDER BY panel_item.position, panel_item.id"):
        items[row["panel_id"]].append(_item(row))
    rows = tables.rows(f"{_PANEL} ORDER BY panel.held_on DESC, panel.reference DESC")
    return [_panel(row, items[row["id"]]) for row in rows]


def panel(tables: Tables, reference: str) -> Panel:
    """A panel by its reference. Raises NotFound."""
    row = tables.one(f"{_PANEL} WHERE panel.reference = ?", (reference.strip().upper(),))
    if row is None:
        raise NotFound(f"There is no panel {reference}.", remedy="They look like PNL-26-A7-0003.")
    found = tables.rows(
        f"{_ITEM} WHERE panel_item.panel_id = ? ORDER BY panel_item.position, panel_item.id",
        (row["id"],),
    )
    return _panel(row, [_item(one) for one in found])


def panel_items_of(tables: Tables, request_id: str) -> list[PanelItem]:
    """What panels were asked and said of a request, the first panel first."""
    rows = tables.rows(
        f"{_ITEM} WHERE panel_item.request_id = ? ORDER BY panel.held_on, panel.reference",
        (request_id,),
    )
    return [_item(row) for row in rows]


def _panel(row: Row, items: list[PanelItem]) -> Panel:
    return Panel(
        id=row["id"],
        reference=row["reference"],
        title=row["title"],
        held_on=date.fromisoformat(row["held_on"]),
        chair=row["chair"],
        attendees=tuple(filter(None, row["attendees"].split("\n"))),
        minutes=row["minutes"],
        minuted_by=row["minuted_by_name"] or "",
        items=tuple(items),
    )


def _item(row: Row) -> PanelItem:
    held_on = date.fromisoformat(row["held_on"])
    age = age_on(date.fromisoformat(row["date_of_birth"]), held_on)
    initials = f"{row['given_name'][:1]}{row['family_name'][:1]}"
    return PanelItem(
        position=row["position"],
        panel=row["panel_reference"],
        held_on=held_on,
        reference=row["reference"],
        child=f"{initials}, {child_words(row['sex'], age, row['siblings'])}",
        state=row["state"],
        home=row["home"] or "",
        weekly_pence=row["weekly_pence"],
        question=row["question"],
        outcome=PanelOutcome(row["outcome"]) if row["outcome"] else None,
        words=row["words"],
        recorded_by=row["recorded_by_name"] or "",
    )
