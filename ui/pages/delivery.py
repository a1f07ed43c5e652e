"""How something goes to services: as e-mails for the mail program, or another way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from resources_app.documents.drafts import KEPT, drafts_of, make_drafts_of
from resources_app.documents.sending import Post
from resources_app.documents.sending_model import Way
from resources_app.foundations.errors import Refused
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.phrases import joined
from ui.shell.tokens import SPACE_M
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.form import Form
from ui.shell.widgets.layouts import column
from ui.shell.widgets.panel import ProgressStrip
from ui.shell.widgets.words import words

_WAY = Field(
    "way",
    "How it goes",
    Kind.CHOICE,
    needed=Needed.ALWAYS,
    options=tuple(Way),
    help="E-mails are written for your mail program, which opens them for you to send. By "
    "telephone no pack is handed over.",
)
_SHOWN = 3  # as many names as a message can hold


class Delivery(QWidget):
    """Asks for the way, and for e-mails the folder; shows how far writing them is."""

    def __init__(self, reference: str) -> None:
        super().__init__()
        self._reference, self._usual = reference, drafts_of(reference)
        self.form = Form((_WAY,))
        self.form.set_values({"way": str(Way.EMAIL)})
        self.folder = FileLine("Folder for the e-mails", "", folder=True)
        self.folder.show_path(self._usual)
        self._where = QWidget()
        self._where.setLayout(
            column(words("Folder for the e-mails"), self.folder, words(KEPT, "muted", wrap=True))
        )
        self.strip = ProgressStrip()
        self.strip.stop_button.hide()  # it is recorded as sent by then
        self.form.edited.connect(lambda _: self._where.setVisible(self.way is Way.EMAIL))
        self.setLayout(column(self.form, self._where, self.strip, spacing=SPACE_M))

    @property
    def way(self) -> Way:
        """The way that is chosen."""
        return Way(str(self.form.given().get("way") or Way.EMAIL))

    def place(self) -> Path | None:
        """Where e-mails go; None for another way. Raises Refused where no folder is named."""
        if self.way is not Way.EMAIL:
            return None
        folder = self.folder.path
        if folder is None:
            raise Refused("No folder is named for the e-mails.", remedy="Name one.")
        if folder == self._usual:
            return make_drafts_of(self._reference)
        return folder


def went(post: Post, folder: Path | None) -> str:
    """What went out, in sentences: how many, where the e-mails are, who has no address."""
    told = []
    if folder and post.mails:
        told.append(f"{_emails(len(post.mails))} in {folder}, for you to send.")
    if post.without_address:
        names = post.without_address
        more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
        told.append(f"No referral address: {joined([*names[:_SHOWN], *more])}.")
    return " ".join(told)


def _emails(count: int) -> str:
    return "1 e-mail is" if count == 1 else f"{count} e-mails are"


def open_outside(paths: list[Path], folder: Path | None) -> None:
    """Open one e-mail in the mail program, or the folder of several."""
    seen = QGuiApplication.platformName() not in ("offscreen", "minimal")
    if paths and folder and seen:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0] if len(paths) == 1 else folder)))
