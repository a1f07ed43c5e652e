"""Files and e-mails kept with a record: the list, the button, and dropping them on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from resources_app.casework.attaching import FilesKept
from resources_app.casework.attachment_model import Attachment, AttachmentKind
from resources_app.foundations.clock import local_text
from resources_app.foundations.counting import counted
from resources_app.foundations.phrases import small
from resources_app.session import Session
from resources_app.team.model import Permission
from resources_app.team.permissions import why_not
from ui.pages.page import Page
from ui.pages.wording import sentence
from ui.shell.places import Place
from ui.shell.tokens import SPACE_S
from ui.shell.widgets.buttons import button, let
from ui.shell.widgets.columns import Column
from ui.shell.widgets.dropping import DropCover
from ui.shell.widgets.layouts import column, holder, row
from ui.shell.widgets.table import Table
from ui.shell.widgets.words import words

Keep = Callable[[Session, list[Path]], FilesKept]


def _indented(one: Attachment) -> str:
    return f"    {one.title}" if one.part_of else one.title


COLUMNS = (
    Column("Reference", lambda one: one.reference, 140),
    Column("Kind", lambda one: sentence(one.kind), 80),
    Column("Subject or file", _indented, 260, stretch=True, hint=lambda one: one.unread_why),
    Column("From", lambda one: one.sender, 200, stretch=True),
    Column("Sent", lambda one: local_text(one.sent_at) if one.sent_at else "", 146,
           sort=lambda one: str(one.sent_at or "")),
    Column("Kept by", lambda one: one.added_by, 124),
    Column("When", lambda one: local_text(one.added_at), 146, sort=lambda one: one.added_at),
)  # fmt: skip


class FileKeeping(QObject):
    """Takes in files for one page: those dropped anywhere on it, and those looked for."""

    def __init__(self, page: Page, keep: Keep) -> None:
        super().__init__(page)
        self._page, self._keep = page, keep
        self.cover = DropCover(page)
        self.cover.dropped.connect(self.take)
        self.cover.refused.connect(lambda text: page.desk.say(text, "warning"))

    def keep_with(self, record: str) -> None:
        """Say which record it is that files are kept with."""
        self.cover.say(f"Let go, and it is kept with {record}.")

    def why_not(self) -> str:
        """Why the officer at work may keep nothing here; empty when they may."""
        return why_not(self._page.desk.officer, Permission.KEEP_REQUESTS)

    def look(self) -> None:
        """Look for files on this machine."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._page, "Add files", str(Path.home()), "E-mails and files (*)"
        )
        if chosen:
            self.take([Path(one) for one in chosen])

    def take(self, paths: list[Path]) -> None:
        """Keep these, all or none."""
        self._page.desk.write(self, lambda session: self._keep(session, paths), self._kept)

    def _kept(self, made: FilesKept) -> None:
        first = made.kept[0].attachment
        self._page.desk.say(
            _told(made),
            "warning" if any(one.attachment.unread_why for one in made.kept) else "good",
            "Open it",
            Place("file", first.reference),
        )


def _told(made: FilesKept) -> str:
    """What was kept, in a sentence."""
    if len(made.kept) > 1:
        known = sum(one.already_there for one in made.kept)
        before = f", {known} of them before" if known else ""
        return f"{counted(len(made.kept), 'file')} are kept{before}."
    (one,) = made.kept
    if one.already_there:
        return f"“{one.attachment.title}” was kept already, as {one.attachment.reference}."
    inside = f" with {counted(one.parts, 'file')}" if one.parts else ""
    why = one.attachment.unread_why
    unread = f" It is kept unread: {small(why)}" if why else ""
    return f"“{one.attachment.title}” is kept{inside}.{unread}"


class KeptFiles(QWidget):
    """The list of what is kept with a record."""

    def __init__(
        self, page: Page, keeping: FileKeeping, name: str, columns: Sequence[Column] = COLUMNS
    ) -> None:
        super().__init__()
        self._keeping = keeping
        self.add = button("Add a file…", keeping.look, icon="add")
        self.table = Table(columns, name)
        self.table.when_empty(
            "Nothing is kept here yet",
            "Drop an e-mail or a file anywhere on this page. It is kept as it came, and goes with "
            "no referral pack unless you put it in.",
            "Add a file…",
            keeping.look,
        )
        self.table.opened.connect(lambda one: page.desk.go("file", one.reference))
        #: What can be done with the file that is selected stands here.
        self.deeds = row(spacing=SPACE_S)
        title = words("Kept with it", "section")
        head = row(title, 1, holder(self.deeds), self.add, spacing=SPACE_S)
        layout = column(head, self.table, spacing=SPACE_S)
        layout.setStretchFactor(self.table, 1)
        self.setLayout(layout)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show these, the last kept first."""
        let(self.add, self._keeping.why_not())
        self.add.setVisible(bool(files))
        self.table.show_rows(files)


def is_email(one: Attachment) -> bool:
    """Whether it was read as an e-mail."""
    return one.kind is AttachmentKind.EMAIL
