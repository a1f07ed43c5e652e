"""The middle and right panes of a search: ranked homes, what was left out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from resources_app.casework.results import RankedService
from resources_app.foundations.money import pounds
from resources_app.foundations.phrases import capital
from resources_app.requests.criteria_table import CRITERIA
from resources_app.requests.explaining import Explanation
from resources_app.requests.travelling import journeys_text
from ui.pages.wording import sentence, short_grade
from ui.shell.theme import theme
from ui.shell.tokens import SPACE_M, SPACE_S, SPACE_XS
from ui.shell.widgets.buttons import button
from ui.shell.widgets.columns import Column
from ui.shell.widgets.layouts import clear, column, holder, row, scrolled
from ui.shell.widgets.table import TWO_LINES, Table
from ui.shell.widgets.words import chip, words

BACK = "back"


@dataclass(frozen=True)
class LeftOut:
    """A service that a criterion excluded."""

    urn: str
    name: str
    provision_type: str


def _living(one: RankedService) -> str:
    return f" · {one.living}" if one.living else ""


def _before(one: RankedService) -> str:
    if one.broke_down:
        return " · broke down here before"
    return " · lived here before" if one.lived_before else ""


def _hint(one: RankedService) -> str:
    told = [one.living or "no child placed by this team", one.travel, one.lived_before]
    return f"{one.name}: {'; '.join(part for part in told if part)}"


def _where(one: RankedService) -> str:
    if one.metres is None:
        return "Not known"
    if one.minutes_to_home is None:
        return one.distance
    estimated = "est. " if one.home_estimated else ""
    return f"{one.distance}, {estimated}{one.minutes_to_home} min"


FITTING = (
    Column(
        "Fit",
        lambda one: f"{one.score // 10} %",
        76,
        bar=lambda one: one.score / 1000,
        sort=lambda one: one.rank,
    ),
    Column(
        "Home",
        lambda one: one.name,
        120,
        stretch=True,
        second=lambda one: sentence(one.provision_type) + _before(one) + _living(one),
        strong=lambda _: True,
        hint=_hint,
    ),
    Column(
        "Where, Ofsted",
        _where,
        148,
        second=lambda one: short_grade(one.grade),
        hint=_hint,
        sort=lambda one: (one.metres is None, one.metres or 0),
    ),
    Column(
        "A week",
        lambda one: pounds(one.weekly_pence) if one.weekly_pence is not None else "No price",
        88,
        number=True,
        second=lambda one: sentence(one.rung),
        sort=lambda one: (one.weekly_pence is None, one.weekly_pence or 0),
    ),
)
LEFT_OUT = (
    Column("Home", lambda one: one.name, 240, stretch=True, strong=lambda _: True),
    Column("Kind", lambda one: sentence(one.provision_type), 200),
    Column("URN", lambda one: one.urn, 100),
)


class Summary(QLabel):
    """`214 fit · 1,186 do not: 602 too far …`; each cause is a link that opens its homes."""

    #: A criterion's id, or BACK.
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self.opened)

    def show_counts(self, fits: int, considered: int, causes: Mapping[str, int]) -> None:
        """Show how many fit, and how many are left out by each cause."""
        # Only our own words and numbers are put into mark-up.
        names = {one.id: one.cause for one in CRITERIA}
        rest = considered - fits
        ordered = sorted(causes.items(), key=lambda one: -one[1])
        links = ", ".join(f"{_link(name, f'{n:,} {names[name]}')}" for name, n in ordered)
        does = "does" if rest == 1 else "do"
        fit = "fits" if fits == 1 else "fit"
        told = f"<b>{fits:,} {fit}</b> · {rest:,} {does} not"
        self.setText(f"{told}: {links}" if links else told)

    def show_cause(self, cause: str, count: int) -> None:
        """Show whose list is open, and the way back."""
        name = next(one.cause for one in CRITERIA if one.id == cause)
        self.setText(f"<b>{count:,} left out: {name}</b> · {_link(BACK, 'back to what fits')}")


def _link(target: str, text: str) -> str:
    return f'<a href="{target}" style="color:{theme.tokens.accent}">{text}</a>'


class Results(QWidget):
    """The list of homes that fit, or of those a cause left out."""

    #: The URN of the home selected, or empty.
    selected = Signal(str)
    #: Enter or a double click: the URN.
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fitting = Table(FITTING, "Homes that fit, best first", height=TWO_LINES)
        self.left_out = Table(LEFT_OUT, "Homes that were left out")
        self.summary = Summary()
        self.left_out.hide()
        for table in (self.fitting, self.left_out):
            table.selected.connect(lambda one: self.selected.emit(one.urn if one else ""))
            table.opened.connect(lambda one: self.opened.emit(one.urn))
        layout = column(self.fitting, self.left_out, self.summary, spacing=SPACE_S)
        self.setLayout(layout)

    def show_fitting(self, rows: Sequence[RankedService]) -> None:
        """Show the homes that fit; the one that was selected stays so, or the best is."""
        self.left_out.hide()
        self.fitting.show()
        before = self.fitting.current()
        urn = before.urn if before else ""
        self.fitting.show_rows(rows, keep=lambda one: one.urn == urn)
        if rows and self.fitting.current() is None:
            self.fitting.select(lambda _: True)

    def show_left_out(self, rows: Sequence[LeftOut]) -> None:
        """Show the homes that a cause left out."""
        self.fitting.hide()
        self.left_out.show()
        self.left_out.show_rows(rows)
        self.left_out.select(lambda _: True)
        self.left_out.view.setFocus()


_TONES = {"met": "good", "not met": "bad", "not known": "warning"}
_VERDICTS = {"met": "Yes", "not met": "No", "not known": "Ask"}


class Why(QWidget):
    """Why one home fits or does not, a sentence for each criterion."""

    #: A travel time to this home is to be entered.
    wants_travel = Signal()
    #: The effect on those who live in this home is to be assessed.
    wants_impact = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._travel = button("Enter a travel time", self.wants_travel.emit, "link")
        self._travel.hide()
        self._impact = button("Assess the effect", self.wants_impact.emit, "link")
        self._impact.setToolTip("How the child and those who live there would affect each other")
        self._impact.hide()
        self._title = words("", "strong", wrap=True)
        self._headline = words("", "muted", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE_S)
        inside = QWidget()
        parts = (self._title, self._headline, self._lines, self._travel, self._impact)
        inside.setLayout(column(*parts, 1, spacing=SPACE_XS))
        self.setLayout(column(scrolled(inside)))
        self.setMinimumHeight(64)
        self.setAccessibleName("Why this home")

    def show_explanation(self, one: Explanation) -> None:
        """Show what speaks for and against a home."""
        self._title.setText(one.name)
        self._headline.setText(one.headline)
        clear(self._lines)
        for check in one.checks:
            self._add("Check", "warning", check)
        for line in one.lines:
            self._add(_VERDICTS[line.verdict], _TONES[line.verdict], line.sentence)
        if one.journeys:
            self._add("Way", "plain", f"{capital(journeys_text(one.journeys))}.")
        self._travel.show()
        self._impact.show()

    def add_refusals(self, sentences: Sequence[str]) -> None:
        """Say below what the home refused before."""
        for told in sentences:
            self._add("Asked", "plain", told)

    def show_text(self, title: str, text: str) -> None:
        """Show a plain text in place of an explanation."""
        self._title.setText(title)
        self._headline.setText(text)
        self._travel.hide()
        self._impact.hide()
        clear(self._lines)

    def _add(self, verdict: str, tone: str, text: str) -> None:
        mark = chip(verdict, tone)
        mark.setFixedWidth(56)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = row(mark, words(text, wrap=True), spacing=SPACE_M)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self._lines.addWidget(holder(line))
