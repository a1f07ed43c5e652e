"""Checks a registered pack again before it leaves once more.

It was safe by what was recorded when it was printed. Since then a nickname, a school or a brother
may have been written down, and what names them in a pack that is months old would go out with the
next reminder. Its texts are read from the data that are kept beside its bytes, its files from its
pages; marks hold as they do when it is printed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from resources_app.documents.actions import people_about, unprinted
from resources_app.documents.checking import leaks_in_pack
from resources_app.documents.clearing import still_open
from resources_app.documents.finding import LeakFinding
from resources_app.documents.gathering_attachments import files_going
from resources_app.documents.gathering_referral import subjects_of
from resources_app.documents.leaks import find_leaks
from resources_app.documents.mark_queries import marks_on
from resources_app.documents.model import Document, Kind
from resources_app.documents.page_text import read_pages
from resources_app.documents.queries import frozen_data, registered_bytes
from resources_app.documents.secrets import secrets_of
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import Refused
from resources_app.printing.divider import Attached
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.referral_pack import ReferralPack, Risk
from resources_app.requests.model import Request
from resources_app.requests.queries import request_by_id
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority


class NoLongerSafe(Refused):
    """A registered pack that gives the child away by what was recorded since."""

    def __init__(self, pack: Document, findings: tuple[LeakFinding, ...]) -> None:
        self.findings = findings
        listed = "\n".join(f"  {number}. {one}." for number, one in enumerate(findings, start=1))
        super().__init__(
            f"Nothing was sent: by what is recorded today, {counted(len(findings), 'place')} in "
            f"version {pack.version} of the pack would give the child away.\n{listed}\n",
            remedy="Review the pack (“pack findings”), and send its new version instead "
            "(“request send-pack”).",
        )


def check_leaving(session: Session, one: Document) -> None:
    """Raise NoLongerSafe where a document that is to leave is such a pack; others may go."""
    if one.kind is Kind.REFERRAL_PACK:
        tables = session.tables
        check_again(session, tables, request_by_id(tables, one.subject_id), one)


def check_again(session: Session, tables: Tables, asked: Request, pack: Document) -> None:
    """Raise NoLongerSafe where a registered anonymised pack gives the child away by now.

    `tables` are those of the action that would let it leave.
    """
    subjects = subjects_of(tables, asked, session.today())
    secrets = secrets_of(people_about(tables, subjects))
    allowed = (home_authority(tables).placements_email,)
    marked = [one.going.id for one in files_going(tables, asked.id, full=False)]
    marks = marks_on(tables, (asked.id, *marked))
    said = _said(tables, pack)
    if said is None:
        # From before data were kept so: every page is read, our own words with the rest.
        found = find_leaks(_pages(tables, pack, 0), secrets, allowed)
        open_ones = still_open(found, marks, on_page=True)
    else:
        content = _thawed(said, unprinted(tables, subjects))
        in_texts = still_open(leaks_in_pack(content, secrets), marks)
        pages = sum(one.pages + 1 for one in content.attachments)
        in_files = find_leaks(_pages(tables, pack, pages) if pages else (), secrets, allowed)
        open_ones = (*in_texts, *still_open(in_files, marks, on_page=True))
    if open_ones:
        raise NoLongerSafe(pack, open_ones)


def _said(tables: Tables, pack: Document) -> Mapping[str, Any] | None:
    """What a pack says by its fields; None where it was kept in another form, or not at all."""
    data = frozen_data(tables, pack)
    said: Mapping[str, Any] = json.loads(data)[-1] if data else {}
    return said if {*said, "imprint"} == {one.name for one in fields(ReferralPack)} else None


def _pages(tables: Tables, pack: Document, last: int) -> list[tuple[str, str]]:
    """The texts of a document's last so many pages; of all of them for 0."""
    pages = read_pages(registered_bytes(tables, pack))
    texts = [(f"Page {number}", one.text) for number, one in enumerate(pages, start=1)]
    return texts[-last:]


def _thawed(said: Mapping[str, Any], imprint: Imprint) -> ReferralPack:
    """A pack from the data that are kept of it."""
    made = {name: _value(value) for name, value in said.items()}
    return ReferralPack(imprint=imprint, **made)


def _value(value: Any) -> Any:
    match value:
        case list():
            return tuple(map(_value, value))
        case {"finding": _}:
            return Risk(**value)
        case {"sha256": _}:
            return Attached(**{key: _value(one) for key, one in value.items()})
        case {"label": _}:
            return Fact(**value)
        case _:
            return value
