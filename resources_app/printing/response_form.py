"""The response form: what a provider fills in and sends back after a referral.

It asks for what an offer is recorded with, in the same order, so that it can be typed in as it
came. Like the pack it goes with, it does not say who the child is. Its words are kept as data
(assets/wording/response_form.json).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resources_app.printing.blocks import Heading, Text
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.filling import Grid, Ticks
from resources_app.printing.flow import Block
from resources_app.printing.frame import Imprint, Printed, compose
from resources_app.printing.signature import Signatory, Signatures
from resources_app.printing.styles import Kind
from resources_app.printing.tables import Column

# Raise it whenever the same form would print differently.
TEMPLATE_VERSION = "response-form 2"

_NEED_LINES, _MORE_LINES = 2, 3
_LIVING_SHARES = (13, 10, 10, 16, 51)
_PRICE_SHARES = (34, 26, 18, 22)


@dataclass(frozen=True)
class ResponseForm:
    """Everything the form says before it is filled in. `needs` are what is sought, line by line."""

    imprint: Imprint
    headline: str
    summary: tuple[Fact, ...]
    reasons: tuple[str, ...]  # for a decline, in words
    elements: tuple[str, ...]  # what can be paid for, in words
    needs: tuple[str, ...]
    reply_to: str


def render(form: ResponseForm) -> Printed:
    """Print a form. The same form gives the same bytes."""
    return compose(list(_blocks(form)), form.imprint)


def _blocks(form: ResponseForm) -> Iterator[Block]:
    values = {"subject": form.imprint.subject, "reply_to": form.reply_to}
    words = form.imprint.words("response_form", values)
    yield Heading(words["title"], 1)
    yield Text(form.headline, Kind.STRAP, keep=True)
    yield Facts(form.summary, boxed=True)
    yield Text(words["reply"])
    for note in words["notes"]:
        yield Text(note, Kind.NOTE)
    yield Heading(words["who_heading"])
    yield _lines(words["who"])
    yield Heading(words["answer_heading"])
    yield Ticks(words["answers"])
    yield _more(words["question"])
    yield Heading(words["decline_heading"])
    yield Text(words["decline_about"], keep=True)
    yield Ticks(form.reasons)
    yield _more(words["decline_more"])
    yield from _offer(form, words)


def _offer(form: ResponseForm, words: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(words["place_heading"])
    yield Text(words["place_about"], keep=True)
    yield _lines(words["place"])
    yield Heading(words["living_heading"])
    yield Text(words["living_about"], keep=True)
    yield Grid(_columns(words["living_columns"], _LIVING_SHARES), words["living_rows"])
    yield _more(words["living_more"])
    yield Heading(words["price_heading"])
    yield Text(words["price_about"], keep=True)
    yield Grid(
        _columns(words["price_columns"], _PRICE_SHARES), [*form.elements, words["price_other"]]
    )
    yield _more(words["price_more"])
    yield Heading(words["needs_heading"])
    yield Text(words["needs_about"] if form.needs else words["needs_none"], keep=True)
    yield Facts([Fact(need, "", needed=True, lines=_NEED_LINES) for need in form.needs])
    yield _more(words["needs_more"])
    yield Heading(words["sign_heading"])
    yield Facts((Fact(words["kept_until"], "", needed=True),))
    yield Text(words["sign_about"], keep=True)
    yield Signatures((Signatory(words["for_provider"]),))


def _columns(headings: Sequence[str], shares: Sequence[int]) -> list[Column]:
    return [Column(text, share) for text, share in zip(headings, shares, strict=True)]


def _lines(rows: Sequence[tuple[str, int]]) -> Facts:
    return Facts([Fact(label, "", needed=True, lines=lines) for label, lines in rows])


def _more(label: str) -> Facts:
    return Facts((Fact(label, "", needed=True, lines=_MORE_LINES),))
