"""The table of what was sent about a request: to whom, which version, when, how and by whom."""

from __future__ import annotations

from resources_app.documents.sending_model import Sending
from resources_app.foundations.clock import local_text
from ui.pages.wording import sentence
from ui.shell.widgets.columns import Column
from ui.shell.widgets.table import Table


def _pack_words(one: Sending) -> str:
    return f"{one.document}, version {one.version}" if one.document else "No pack"


COLUMNS = (
    Column(
        "When",
        lambda one: local_text(one.sent_at),
        144,
        number=True,
        sort=lambda one: one.sent_at,
    ),
    Column("Home", lambda one: one.service_name, 180, stretch=True),
    Column("What", lambda one: sentence(str(one.purpose)), 90),
    Column("Pack", _pack_words, 214),
    Column("To", lambda one: one.address or sentence(str(one.way)), 170, stretch=True),
    Column("By", lambda one: one.sent_by, 110),
)


def sent_table() -> Table:
    """The table, empty."""
    table = Table(COLUMNS, "What was sent, to whom and when")
    table.when_empty(
        "Nothing was sent from here yet",
        "Each pack and reminder is kept here, with whom it went to.",
    )
    return table
