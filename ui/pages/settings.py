"""Settings: how it looks, the team, who is at work, which store, every keyboard shortcut."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.pages.core_business import CoreBusinessTab
from ui.pages.council import CouncilTab
from ui.pages.drafts_box import DraftsBox
from ui.pages.lending import LendingTab
from ui.pages.office_hours import OfficeHoursTab
from ui.pages.page import Crumb, Page
from ui.pages.team import TeamTab
from ui.pages.wording import sentence
from ui.pages.wording_tab import WordingTab
from ui.shell.commands import COMMANDS
from ui.shell.desk import Desk
from ui.shell.theme import ThemeChoice, theme
from ui.shell.tokens import SPACE_L, SPACE_S
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.file_line import FileLine
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.layouts import column, row, scrolled, surface
from ui.shell.widgets.table import Table
from ui.shell.widgets.tabs import Tab, Tabs
from ui.shell.widgets.words import Facts, words

_CHOICES = (
    (ThemeChoice.SYSTEM, "As the system does"),
    (ThemeChoice.LIGHT, "Light"),
    (ThemeChoice.DARK, "Dark"),
)
_SHORTCUTS = (
    Column("What it does", lambda one: one.label, 360),
    Column("Keys", lambda one: one.shortcut, 180),
    Column("Where", lambda one: one.group, 160, stretch=True),
)
_CERTIFICATES = "Certificates with their key (*.p12 *.pfx);;All files (*)"
_SIGNING = (
    "Documents can be signed with it from their page. Only where the file lies is kept, on this "
    "machine; its passphrase is asked for each time."
)
_Loaded = TeamTab | LendingTab | OfficeHoursTab | CoreBusinessTab | CouncilTab | WordingTab


class SettingsPage(Page):
    """What one person may set for themselves, and who else works in the store."""

    WATCHES: ClassVar[frozenset[str]] = frozenset(
        {
            "officer",
            "delegated_limit",
            "delegation",
            "office_hours",
            "core_business",
            "setting",
            "authority",
            "document_wording",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._header = PageHeader("Settings")
        self.tabs = Tabs(
            (
                Tab("look", "Look", self._look),
                Tab("team", "Team", self._team),
                Tab("lending", "Absence cover", partial(self._loaded, LendingTab)),
                Tab("hours", "Office hours", partial(self._loaded, OfficeHoursTab)),
                Tab("core", "Core business", partial(self._loaded, CoreBusinessTab)),
                Tab("council", "Council", partial(self._loaded, CouncilTab)),
                Tab("wording", "Wording", partial(self._loaded, WordingTab)),
                Tab("officer", "Officer and store", self._officer),
                Tab("shortcuts", "Keyboard shortcuts", self._shortcuts),
            )
        )
        self.tabs.chosen.connect(lambda key: desk.go("settings", tab=key))
        self.lay_out(self._header, self.tabs)

    def crumbs(self) -> list[Crumb]:
        return [("Settings", None)]

    def load(self) -> None:
        """All but the look, the officer and the shortcuts comes from the store."""
        for key in ("team", "lending", "hours", "core", "council", "wording"):
            shown = self.tabs.built(key)
            if isinstance(shown, _Loaded):
                shown.load()

    def show_tab(self, tab: str) -> None:
        self.tabs.show_tab(tab)

    def _loaded(self, make: Callable[[Page], _Loaded]) -> QWidget:
        made = make(self)
        made.load()
        return made

    def _team(self) -> QWidget:
        team = TeamTab(self.desk)
        team.wants_panel.connect(self.show_panel)
        team.load()
        return team

    def _look(self) -> QWidget:
        self.themes = QButtonGroup(self)
        buttons: list[QWidget] = []
        for choice, text in _CHOICES:
            one = QRadioButton(text)
            one.setChecked(theme.choice is choice)
            one.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
            self.themes.addButton(one)
            buttons.append(one)
        box = surface(column(words("Theme", "section"), *buttons, spacing=SPACE_S))
        return scrolled(_upper(box))

    def _choose(self, choice: ThemeChoice) -> None:
        self.desk.preferences.theme = choice
        theme.apply(choice)

    def _name_certificate(self) -> None:
        self.desk.preferences.certificate = self.certificate.path

    def _officer(self) -> QWidget:
        desk = self.desk
        officer = Facts()
        officer.show_facts(
            [
                ("Name", desk.officer.name),
                ("Initials", desk.officer.initials),
                ("Role", sentence(desk.officer.role)),
            ]
        )
        store = Facts()
        store.show_facts([("File", str(desk.store)), ("Today", f"{desk.today():%A %d %B %Y}")])
        self.certificate = FileLine("The team’s certificate", _CERTIFICATES)
        self.certificate.show_path(desk.preferences.certificate)
        self.certificate.changed.connect(self._name_certificate)
        change = button("Change officer", desk.wants_lock.emit, icon="lock")
        return scrolled(
            _upper(
                surface(column(words("You", "section"), officer, row(change, 1), spacing=SPACE_L)),
                surface(column(words("This store", "section"), store, spacing=SPACE_L)),
                surface(
                    column(
                        words("Certificate to sign documents with", "section"),
                        words(_SIGNING, "muted", wrap=True),
                        self.certificate,
                        spacing=SPACE_S,
                    )
                ),
                DraftsBox(desk),
            )
        )

    def _shortcuts(self) -> QWidget:
        table = Table(_SHORTCUTS, "Keyboard shortcuts")
        table.show_rows([one for one in COMMANDS if one.shortcut])
        return table


def _upper(*widgets: QWidget) -> QWidget:
    """Widgets at the top of a page, no wider than is read with ease."""
    inside = QWidget()
    inside.setLayout(column(*widgets, 1, spacing=SPACE_L))
    inside.setMaximumWidth(760)
    return inside
