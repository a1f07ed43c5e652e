"""Makes an agreement from the list: a panel that asks what it is, of which kind, and how long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from resources_app.agreements.actions import Made, NewAgreement, create_agreement
from resources_app.agreements.model import Agreement, AgreementKind
from resources_app.foundations.dates import Period, day_after
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.session import Session
from ui.pages.asking import ask
from ui.pages.page import Page

_ALWAYS = Needed.ALWAYS
FIELDS = (
    Field("reference", "Reference", needed=_ALWAYS, help="Such as FW-26; people will quote it."),
    Field("title", "Title", needed=_ALWAYS),
    Field(
        "kind",
        "Kind",
        Kind.CHOICE,
        needed=_ALWAYS,
        options=tuple(AgreementKind),
        help="Service level: with the council’s own fostering, homes or special schools.",
    ),
    Field("start", "First day", Kind.DATE, needed=_ALWAYS),
    Field("until", "Last day", Kind.DATE, help="Left open, it has no end."),
    Field(
        "framework",
        "A call-off under",
        Kind.CHOICE,
        help="It takes over the framework’s terms, and stays under its procurement law.",
    ),
)


def ask_for_agreement(page: Page, agreements: Iterable[Agreement]) -> None:
    """Open the panel; its button makes the agreement and shows it."""
    frameworks = [
        (one.reference, f"{one.reference}: {one.title}")
        for one in agreements
        if one.kind is AgreementKind.FRAMEWORK
    ]
    ask(
        page,
        "Make an agreement",
        FIELDS,
        "Make the agreement",
        _make,
        told=lambda made: _told(page, made),
        text="Lots, members and prices come with a price schedule; terms and the rest are entered "
        "on its page.",
        options={"framework": frameworks},
    )


def _make(session: Session, record: Record) -> Made:
    start, until = record["start"], record["until"]
    assert isinstance(start, date)
    last = until if isinstance(until, date) else None
    if last is not None and last < start:
        raise BadInput("It would end before it begins.", where=Where(field="until"))
    return create_agreement(
        session,
        NewAgreement(
            str(record["reference"]),
            str(record["title"]),
            Period(start, day_after(last)),
            AgreementKind(str(record["kind"])),
            call_off_of=str(record["framework"]),
        ),
    )


def _told(page: Page, made: Made) -> str:
    page.desk.go("agreement", made.reference, "terms")
    return (
        f"Agreement {made.reference} is made. Its terms are the usual ones until you change them."
    )
