"""Checks a registered pack, or the form to answer it, again before it leaves once more.

It was safe by what was recorded when it was printed. Since then a nickname, a school or a brother
may have been written down, and what names them in a pack that is months old would go out with the
next reminder. Its texts are read from the data that are kept beside its bytes, with the team's
wording as it was then, its files from what is kept of them; marks hold as they do when it is
printed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from resources_app.documents.checking import leaks_in_form, leaks_in_pack, without_furniture
from resources_app.documents.clearing import still_open
from resources_app.documents.finding_model import LeakFinding, Secret, numbered
from resources_app.documents.gathering_referral import subjects_of
from resources_app.documents.issue_queries import NAMELESS
from resources_app.documents.kinds import KINDS
from resources_app.documents.leaks import find_leaks
from resources_app.documents.mark_queries import marks_on
from resources_app.documents.model import Document, Kind
from resources_app.documents.pack_attachment_queries import pack_attachments
from resources_app.documents.pack_checking import secrets_about, unprinted
from resources_app.documents.page_text import read_pages
from resources_app.documents.queries import frozen_data, registered_bytes
from resources_app.documents.vetting import vet
from resources_app.foundations.counting import counted
from resources_app.foundations.errors import BadInput, NotFound, Refused
from resources_app.printing.divider import Attached
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.referral_pack import ReferralPack, Risk
from resources_app.printing.response_form import ResponseForm
from resources_app.printing.wording import Changed
from resources_app.requests.model import Request
from resources_app.requests.queries import request_by_id
from resources_app.session import Session
from resources_app.store.blobs import read_blob
from resources_app.store.tables import Tables
from resources_app.team.queries import home_authority

_CALLED = {Kind.REFERRAL_PACK: "pack", Kind.RESPONSE_FORM: "response form"}
_CONTENT: Mapping[Kind, type[ReferralPack | ResponseForm]] = {
    Kind.REFERRAL_PACK: ReferralPack,
    Kind.RESPONSE_FORM: ResponseForm,
}


class NoLongerSafe(Refused):
    """What was registered as naming nobody, and gives the child away by what was recorded since."""

    def __init__(self, one: Document, findings: tuple[LeakFinding, ...]) -> None:
        self.findings = findings
        super().__init__(
            f"Nothing went out: by what is recorded today, {counted(len(findings), 'place')} in "
            f"version {one.version} of the {_CALLED[one.kind]} would give the child away.\n"
            f"{numbered(findings)}\n",
            remedy="Review the pack (“pack findings”), and send its new version instead "
            "(“request send-pack”).",
        )


def check_leaving(session: Session, tables: Tables, one: Document) -> None:
    """Raise NoLongerSafe where a document that is to leave names nobody and gives a child away by
    now; others may go. `tables` are those of the action that would let it leave.
    """
    if one.kind in NAMELESS:
        check_again(session, tables, request_by_id(tables, one.subject_id), one)


def check_again(session: Session, tables: Tables, asked: Request, one: Document) -> None:
    """The same for an anonymised pack or a response form of a request."""
    subjects = subjects_of(tables, asked, session.today())
    secrets = secrets_about(tables, subjects)
    put_in = [each.id for each in pack_attachments(tables, asked.id)]
    marks = marks_on(tables, (asked.id, *put_in))
    imprint = unprinted(tables, subjects)
    content = _content(tables, one, imprint)
    match content:
        case None:
            # From before data were kept so: every page is read.
            pages = _pages(tables, one, imprint)
            open_ones = still_open(_in_pages(tables, pages, secrets), marks, on_page=True)
        case ResponseForm():
            open_ones = still_open(leaks_in_form(content, secrets), marks, on_page=True)
        case ReferralPack():
            pages = _attached_pages(tables, one, content)
            in_files = still_open(_in_pages(tables, pages, secrets), marks, on_page=True)
            open_ones = (*still_open(leaks_in_pack(content, secrets), marks), *in_files)
    if open_ones:
        raise NoLongerSafe(one, open_ones)


def _in_pages(
    tables: Tables, pages: Sequence[tuple[str, str]], secrets: Sequence[Secret]
) -> tuple[LeakFinding, ...]:
    return find_leaks(pages, secrets, (home_authority(tables).placements_email,))


def _content(tables: Tables, one: Document, imprint: Imprint) -> ReferralPack | ResponseForm | None:
    """What a document says, from the data that are kept of it; None where they were kept in
    another form, or not at all.
    """
    data, made = frozen_data(tables, one), _CONTENT[one.kind]
    told = json.loads(data) if data else [None]
    said: Any = told[-1]
    if not said or {*said, "imprint"} != {field.name for field in fields(made)}:
        return None
    under = replace(imprint, changed=_changed(told))
    return made(imprint=under, **{name: _value(value) for name, value in said.items()})


def _changed(told: Sequence[Any]) -> Changed:
    """The team's own words as they were printed (`registering.frozen`)."""
    _, changed = told[2]
    return tuple((name, key, words) for name, key, words in changed)


def _attached_pages(tables: Tables, one: Document, content: ReferralPack) -> list[tuple[str, str]]:
    """The pages of the files that went in, as they are by themselves, without what stands round
    them in the pack; as they stand there for a file that is no longer kept.
    """
    try:
        return [
            (f"“{file.title}”, page {number}", page.text)
            for file in content.attachments
            for number, page in enumerate(
                read_pages(vet(read_blob(tables, file.sha256), file.title).pdf), start=1
            )
        ]
    except (NotFound, BadInput):
        last = sum(file.pages + 1 for file in content.attachments)
        return _pages(tables, one, content.imprint)[-last:]


def _pages(tables: Tables, one: Document, imprint: Imprint) -> list[tuple[str, str]]:
    """The texts of a document's pages, without our own words and what stands round the text."""
    under = replace(
        imprint,
        reference=one.reference,
        version=one.version,
        printed_by=one.made_by,
        printed_at=one.made_at,
        relied_days=KINDS[one.kind].relied_days,
    )
    pages = read_pages(registered_bytes(tables, one))
    return [
        (f"Page {number}", without_furniture(page.text, under))
        for number, page in enumerate(pages, start=1)
    ]


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
