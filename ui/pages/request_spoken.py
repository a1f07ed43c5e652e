"""Deeds of the night: an approval given by word is written down, confirmed or denied."""

from __future__ import annotations

from resources_app.casework.spoken import Spoken, confirm_spoken, deny_spoken, record_spoken
from resources_app.foundations.clock import local_text
from resources_app.foundations.errors import Where
from resources_app.foundations.fields import Field, Kind, Needed, Record
from resources_app.foundations.moments import moment_from
from resources_app.session import Session
from ui.pages.request_deeds import RequestDeeds

_ALWAYS = Needed.ALWAYS
_SPOKEN = (
    Field("approver", "Who said it", needed=_ALWAYS, help="Their name or initials."),
    Field("at", "When", needed=_ALWAYS, help="Such as 25 Nov 2026 22:10."),
    Field("words", "In their words", Kind.LONG_TEXT, needed=_ALWAYS),
)
_CONFIRM = (Field("words", "In your words", Kind.LONG_TEXT, help="Kept with the approval."),)
_DENY = (Field("words", "What is not right", Kind.LONG_TEXT, needed=_ALWAYS),)


def record_by_word(deeds: RequestDeeds) -> None:
    """Write down that somebody approved an emergency by word."""
    reference = deeds.reference

    def act(session: Session, record: Record) -> object:
        said_at = moment_from(str(record["at"]), where=Where(field="When"))
        spoken = Spoken(str(record["approver"]), said_at, str(record["words"]))
        return record_spoken(session, reference, spoken)

    form = deeds.ask(
        "Write down a spoken approval",
        _SPOKEN,
        "Write it down",
        act,
        told=f"Written down: {reference} is approved by word. The child can be placed; whoever "
        "said it confirms it by the next working day.",
        text="For an emergency only, and within the limit of whoever said it.",
    )
    form.set_values({"at": local_text(deeds.desk.clock.now())})


def confirm_word(deeds: RequestDeeds) -> None:
    """Confirm one's own word."""
    reference = deeds.reference
    deeds.ask(
        "Confirm what you approved by word",
        _CONFIRM,
        "Confirm it",
        lambda s, r: confirm_spoken(s, reference, words=str(r["words"])),
        told=f"Your approval of {reference} is confirmed.",
    )


def deny_word(deeds: RequestDeeds) -> None:
    """Say that one gave no such word."""
    reference = deeds.reference
    deeds.ask(
        "You gave no such approval",
        _DENY,
        "Take it out",
        lambda s, r: deny_spoken(s, reference, words=str(r["words"])),
        told=f"The spoken approval of {reference} no longer stands.",
        text="A child who was placed on it stays where they are, and an alert is raised.",
        tone="danger",
    )
