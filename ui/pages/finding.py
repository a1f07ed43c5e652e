"""What the search-or-do box shows of the records that casework finds."""

from __future__ import annotations

import re
from datetime import date

from resources_app.casework import finding
from resources_app.casework.finding import FoundKind
from resources_app.foundations.dates import day_text
from resources_app.session import Actor
from resources_app.store.tables import Tables
from ui.shell.finder import Found
from ui.shell.places import Place

# Which page shows a kind of record, by its reference or by its id. A provider is shown through
# its services.
_PAGES: dict[FoundKind, tuple[str, str]] = {
    FoundKind.CHILD: ("child", "reference"),
    FoundKind.REQUEST: ("request", "reference"),
    FoundKind.PLACEMENT: ("placement", "reference"),
    FoundKind.SERVICE: ("service", "reference"),
    FoundKind.AGREEMENT: ("agreement", "reference"),
    FoundKind.DOCUMENT: ("document", "reference"),
    FoundKind.INVOICE: ("invoice", "reference"),
    FoundKind.FILE: ("file", "reference"),
}
_MOST = 6
# A detail that ends in a day has it as the store does.
_STORED_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


def find(tables: Tables, text: str, officer: Actor) -> list[Found]:
    """Records that answer to the text and the officer is shown, best first, with their places."""
    found: list[Found] = []
    for one in finding.find(tables, text, officer, limit=_MOST):
        if one.kind in _PAGES:
            page, key = _PAGES[one.kind]
            label = f"{one.title}  ·  {one.reference}"
            found.append(Found(label, _told(one), Place(page, getattr(one, key))))
    return found


def _told(one: finding.Found) -> str:
    """The kind and what is known, without saying the kind twice; a day as it is said elsewhere."""
    told = one.detail if one.detail.startswith(one.kind) else f"{one.kind}: {one.detail}"
    return _STORED_DAY.sub(lambda day: day_text(date.fromisoformat(day[0])), told)
