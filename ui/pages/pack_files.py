"""Files kept with a request, and which of them go with its referral pack: where, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from resources_app.casework.attachment_model import Attachment
from resources_app.documents.finding_model import LeakFinding
from resources_app.documents.pack_attaching import (
    PackChanged,
    move_in_pack,
    put_in_pack,
    say_read,
    take_out_of_pack,
)
from resources_app.documents.pack_attachment_model import (
    NewPackAttachment,
    PackAttachment,
    Packs,
    Topic,
)
from resources_app.documents.pack_checking import leaks_in_request
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import joined
from resources_app.printing.wording import wording
from resources_app.session import Session
from resources_app.store.store import Changes
from ui.pages.asking import ask
from ui.pages.kept_files import COLUMNS, FileKeeping, KeptFiles
from ui.pages.page import Page
from ui.pages.request_view import RequestView
from ui.pages.wording import sentence
from ui.shell.widgets.buttons import button, let, put_words
from ui.shell.widgets.columns import Column
from ui.shell.widgets.shortcut import shortcut

_PACKS = {
    Packs.BOTH: "Both packs",
    Packs.FULL: "The full pack only",
    Packs.ANONYMISED: "The anonymised pack only",
}
_HOW = (
    Field("topic", "What it is", Kind.CHOICE, needed=Needed.ALWAYS, options=tuple(Topic)),
    Field("heading", "Title", help="Printed before it, and in the contents. It names nobody."),
    Field("dated", "Dated", Kind.DATE, help="The day it was written, where it says so."),
    Field("packs", "Goes with", Kind.CHOICE, needed=Needed.ALWAYS, options=tuple(Packs)),
)
_READ = (
    Field(
        "note", "What is on them", Kind.LONG_TEXT, needed=Needed.ALWAYS,
        help="Such as: a drawing of a dog, no words. The journal keeps it.",
    ),
)  # fmt: skip
_KEPT = Column(
    "From",
    lambda one: one.sender or ("" if one.request_reference else "The child’s file"),
    150,
    stretch=True,
)
_PUT, _CHANGE = "Put in with the pack…", "How it goes…"


@dataclass(frozen=True)
class _Put:
    """A file that goes with the pack now, and what in it would stop the anonymised one."""

    attachment: PackAttachment
    stops: tuple[LeakFinding, ...]
    changes: Changes


class PackFiles(KeptFiles):
    """The list of what is kept with a request; Alt with an arrow moves a file within the pack."""

    def __init__(self, page: Page, keeping: FileKeeping) -> None:
        columns = (*_shown_here(COLUMNS), _KEPT, *self._columns())
        super().__init__(page, keeping, "Files kept with this request", columns)
        self._page = page
        self._going: dict[str, PackAttachment] = {}
        self.put = button(_PUT, self._ask_how)
        self.read = button("Say that you read it…", self._ask_read)
        self.earlier = button("Move up", partial(self._move, -1), icon="chevron-up")
        self.later = button("Move down", partial(self._move, 1), icon="chevron-down")
        self.out = button("Take out of the pack", self._take_out)
        for one in (self.put, self.read, self.earlier, self.later, self.out):
            self.deeds.addWidget(one)
        self.table.selected.connect(lambda _: self._offer())
        shortcut(self, "Alt+Up", self.earlier.click)
        shortcut(self, "Alt+Down", self.later.click)

    def show_view(self, view: RequestView) -> None:
        """Show what is kept with this request, and what of it goes with its pack."""
        self._going = {one.file_reference: one for one in view.going}
        chosen = self.table.current()
        self.show_files(view.files)
        if chosen is not None:
            self.table.select(lambda one: one.reference == chosen.reference)
        for one in (self.put, self.read, self.earlier, self.later, self.out):
            one.setVisible(bool(view.files))
        self._offer()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("In the pack", self._place, 200, stretch=True, sort=self._order,
                   hint=self._vetted),
            Column("Pages", self._stands, 150, tone=self._tone, hint=self._vetted),
        )  # fmt: skip

    def _place(self, one: Attachment) -> str:
        going = self._going.get(one.reference)
        return f"{going.position}. {going.heading}" if going else ""

    def _order(self, one: Attachment) -> int:
        going = self._going.get(one.reference)
        return going.position if going else len(self._going) + 1

    def _stands(self, one: Attachment) -> str:
        going = self._going.get(one.reference)
        if going is None:
            return ""
        if going.unread:
            return f"{counted(len(going.unread), 'page')} to read"
        return counted(going.pages, "page") + (
            "" if going.packs is Packs.BOTH else f", {going.packs}"
        )

    def _tone(self, one: Attachment) -> str:
        going = self._going.get(one.reference)
        return "" if going is None else "warning" if going.unread else "plain"

    def _vetted(self, one: Attachment) -> str:
        going = self._going.get(one.reference)
        return " ".join(_told_of(going)) if going else ""

    def _offer(self) -> None:
        chosen, may_not = self.table.current(), self._keeping.why_not()
        going = self._going.get(chosen.reference) if chosen else None
        none = may_not or ("" if chosen else "Choose a file first.")
        out = none or ("" if going else "It does not go with the pack.")
        place = going.position if going else 0
        put_words(self.put, _CHANGE if going else _PUT)
        let(self.put, none)
        let(self.out, out)
        let(self.earlier, out or ("" if place > 1 else "It is the first."))
        let(self.later, out or ("" if place < len(self._going) else "It is the last."))
        read = "" if going and going.unread else "No page of it is left to read."
        let(self.read, out or read)

    def _chosen(self) -> tuple[str, Attachment, PackAttachment | None]:
        chosen: Attachment = self.table.current()
        return self._page.place.key, chosen, self._going.get(chosen.reference)

    def _ask_how(self) -> None:
        request, chosen, going = self._chosen()
        topics = wording("divider")["topics"]

        def act(session: Session, given: Any) -> _Put:
            new = NewPackAttachment(
                Topic(given["topic"]), given["heading"] or "", Packs(given["packs"]), given["dated"]
            )
            changed = put_in_pack(session, request, chosen.reference, new)
            assert changed.attachment is not None
            leaks = leaks_in_request(session.tables, request, session.today())
            stops = tuple(one for one in leaks if one.file == chosen.reference)
            return _Put(changed.attachment, stops, changed.changes)

        ask(
            self._page,
            "How it goes with the pack" if going else "Put it in with the pack",
            _HOW,
            "Change it" if going else "Put it in",
            act,
            told=_told,
            told_in=lambda put: "warning" if put.stops else "good",
            text=f"“{chosen.title}” is looked into first: what acts in it stays behind.",
            values={
                "topic": going.topic if going else "",
                "heading": going.heading if going else "",
                "dated": going.dated if going else None,
                "packs": going.packs if going else Packs.BOTH,
            },
            options={
                "topic": [(str(one), topics[one]) for one in Topic],
                "packs": [(str(one), _PACKS[one]) for one in Packs],
            },
        )

    def _ask_read(self) -> None:
        request, chosen, going = self._chosen()
        assert going is not None
        pages = joined([str(page) for page in going.unread])
        ask(
            self._page,
            "You have read what no search can",
            _READ,
            "I have read it, and it names nobody",
            lambda session, given: say_read(session, request, chosen.reference, given["note"]),
            told=f"“{going.heading}” is read.",
            text=f"Page {pages} of “{going.heading}” is a picture, or has one. Open the file and "
            "read it as a stranger would: names, addresses, a school’s badge.",
        )

    def _take_out(self) -> None:
        request, chosen, going = self._chosen()
        assert going is not None
        self._page.desk.write(
            self,
            lambda session: take_out_of_pack(session, request, chosen.reference),
            lambda _: self._page.desk.say(f"“{going.heading}” no longer goes with the pack."),
        )

    def _move(self, by: int) -> None:
        request, chosen, going = self._chosen()
        assert going is not None
        place = going.position + by

        def moved(_: PackChanged) -> None:
            self._page.desk.say(f"“{going.heading}” is attachment {place} of the pack.")

        self._page.desk.write(
            self, lambda session: move_in_pack(session, request, chosen.reference, place), moved
        )


def _shown_here(columns: Sequence[Column]) -> list[Column]:
    """Those that leave room for the pack; the rest is on the file’s own page."""
    return [one for one in columns if one.label not in ("Kind", "From", "Kept by", "Sent")]


def _told(put: _Put) -> str:
    """What was put in, what of it stays behind, and what would stop the pack."""
    one = put.attachment
    said = [f"“{one.heading}” goes with the pack as attachment {one.position}.", *one.notes]
    if put.stops:
        listed = "; ".join(str(found) for found in put.stops[:3])
        said.append(f"It stops the anonymised pack: {listed}.")
    return " ".join(said)


def _told_of(going: PackAttachment) -> list[str]:
    """What is known of a file in the pack, for whoever points at it."""
    told = [f"{sentence(_PACKS[going.packs])}.", *going.notes]
    if going.read_by and going.read_at:
        told.append(f"Read by {going.read_by}, {local_text(going.read_at)}: {going.read_note}")
    return told
