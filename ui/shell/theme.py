"""Puts the design on the application: palette, style sheet, fonts; light, dark or the system's.

Colours are in tokens.py, the style sheet in assets/style/application.qss.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import assets
from ui.shell.tokens import BODY_PT, DARK, LIGHT, Tokens

ASSETS = Path(assets.__file__).parent
FAMILY = "Noto Sans"
# The Latin, Greek and Cyrillic faces; names in other scripts load theirs when first shown.
_FACES = ("Regular", "Bold", "Italic")

_PALETTE: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "bad"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "edge"),
)


class ThemeChoice(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The one look of the application; `changed` tells widgets that paint by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self._choice = ThemeChoice.SYSTEM
        self._prepared = False
        self._worn: Tokens | None = None

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen: the system's, light or dark."""
        return self._choice

    def apply(self, choice: ThemeChoice) -> None:
        """Put on the chosen theme; `system` follows the system until told otherwise."""
        self._choice = choice
        self.prepare()
        self._put_on(self._wanted())

    def _wanted(self) -> Tokens:
        if self._choice is ThemeChoice.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice is ThemeChoice.DARK else LIGHT

    def prepare(self) -> None:
        """Load what does not depend on the choice: fonts and style. Doing it twice does no harm.

        Widgets made before would keep the system's font.
        """
        if self._prepared:
            return
        self._prepared = True
        for face in _FACES:
            QFontDatabase.addApplicationFont(str(ASSETS / "fonts" / f"NotoSans-{face}.ttf"))
        font = QFont(FAMILY)
        font.setPointSizeF(BODY_PT)
        QApplication.setFont(font)
        QApplication.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _follow_system(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._put_on(self._wanted())

    def _put_on(self, tokens: Tokens) -> None:
        if tokens is self._worn:
            return  # every widget there is would be dressed again in what it wears
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.tokens = self._worn = tokens
        # The style sheet's url(theme:…) pictures come in each theme's colours.
        QDir.setSearchPaths("theme", [str(ASSETS / "style" / tokens.name)])
        QApplication.setPalette(palette(tokens))
        app.setStyleSheet(style_sheet(tokens))
        self.changed.emit()


def style_sheet(tokens: Tokens) -> str:
    """The application's style sheet in these colours. Raises KeyError for an unknown @name."""
    template = (ASSETS / "style" / "application.qss").read_text(encoding="utf-8")
    colours = tokens.colours()
    return re.sub(r"@([a-z_]+)", lambda match: colours[match[1]], template.split("*/", 1)[1])


def palette(tokens: Tokens) -> QPalette:
    """Qt's palette in these colours, for what no style sheet reaches."""
    made = QPalette()
    for role, name in _PALETTE:
        made.setColor(role, QColor(getattr(tokens, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made


# One application, one look: like the palette it sets, it belongs to the process.
theme = Theme()
