"""Tables, forms and buttons behave as the design says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from resources_app.foundations.codes import CodeList
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.fields import Field, Kind, Needed
from resources_app.foundations.money import pounds
from ui.shell.desk import Said
from ui.shell.status_line import StatusLine
from ui.shell.theme import theme
from ui.shell.widgets.buttons import ActionButton
from ui.shell.widgets.columns import Column
from ui.shell.widgets.form import Form
from ui.shell.widgets.header import PageHeader
from ui.shell.widgets.message_bar import MessageBar
from ui.shell.widgets.stage_line import StageLine
from ui.shell.widgets.table import Table
from ui.shell.widgets.tabs import Tab, Tabs


@dataclass(frozen=True)
class Home:
    name: str
    weekly_pence: int


HOMES = [Home("Beech", 420_000), Home("Ash", 95_000), Home("Cedar", 1_100_000)]
COLUMNS = (
    Column("Home", lambda home: home.name, 160, stretch=True),
    Column(
        "A week",
        lambda home: pounds(home.weekly_pence),
        120,
        number=True,
        sort=lambda home: home.weekly_pence,
    ),
)


@pytest.fixture
def table(qtbot: QtBot, light: None) -> Table:
    made = Table(COLUMNS, "Homes")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_a_table_sorts_money_as_money_and_keeps_the_order_when_rows_come_anew(
    table: Table,
) -> None:
    table.show_rows(HOMES)
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [home.name for home in table.rows] == ["Cedar", "Beech", "Ash"]
    table.show_rows([*HOMES, Home("Elm", 500_000)])
    assert [home.name for home in table.rows] == ["Cedar", "Elm", "Beech", "Ash"]


def test_columns_share_the_room_that_is_left_by_their_weight(qtbot: QtBot, light: None) -> None:
    def text(home: Home) -> str:
        return home.name

    made = Table(
        (Column("A", text, 200), Column("B", text, stretch=3), Column("C", text, stretch=2)),
        "Homes",
    )
    qtbot.addWidget(made)
    made.resize(1_000, 300)
    made.show()
    made.show_rows(HOMES)
    left = made.view.viewport().width() - 200
    assert made.view.columnWidth(0) == 200
    assert made.view.columnWidth(1) == left * 3 // 5
    assert made.view.columnWidth(2) == left * 2 // 5


def test_numbers_stand_at_the_right(table: Table) -> None:
    table.show_rows(HOMES)
    model = table.view.rows_model
    align = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert align & Qt.AlignmentFlag.AlignRight


def test_enter_opens_and_copying_takes_the_headings_along(qtbot: QtBot, table: Table) -> None:
    table.show_rows(HOMES)
    opened: list[Home] = []
    table.opened.connect(opened.append)
    table.select(lambda home: home.name == "Ash")
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened == [HOMES[1]]
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Home\tA week\nAsh\t£950.00"


def test_an_empty_table_says_what_belongs_there_and_offers_the_first_step(
    qtbot: QtBot, table: Table
) -> None:
    steps: list[str] = []
    table.when_empty("No homes yet", "Import the register.", "Import", lambda: steps.append("x"))
    table.show_rows([])
    assert not table.view.isVisible()
    qtbot.mouseClick(table._empty_button, Qt.MouseButton.LeftButton)
    assert steps == ["x"]


FIELDS = (
    Field("name", "Name", needed=Needed.ALWAYS),
    Field("start", "Starts", Kind.DATE),
    Field("fee", "Weekly fee", Kind.POUNDS),
    Field("kind", "Kind", Kind.CHOICE, options=("planned", "emergency")),
    Field("wanted", "Wanted", Kind.CHOICES, options=("foster care", "a home")),
    Field("sure", "Sure", Kind.YES_NO),
    Field(
        "avoid",
        "Places to avoid",
        Kind.RECORDS,
        columns=(Field("postcode", "Postcode", Kind.POSTCODE), Field("why", "Why")),
    ),
)


@pytest.fixture
def form(qtbot: QtBot, light: None) -> Form:
    made = Form(FIELDS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_form_reads_what_people_type(qtbot: QtBot, form: Form) -> None:
    qtbot.keyClicks(form.editor("name").inner, "Ash House")
    qtbot.keyClicks(form.editor("start").inner, "3/4/2026")
    qtbot.keyClicks(form.editor("fee").inner, "£1,083.50")
    form.set_values({"kind": "emergency", "wanted": ("a home", "foster care"), "sure": False})
    form.set_values({"avoid": ({"postcode": "HP11 1AA", "why": "a reason"},)})
    record = form.read()
    assert record is not None
    assert (record["name"], record["fee"], record["kind"]) == ("Ash House", 108_350, "emergency")
    assert str(record["start"]) == "2026-04-03"
    assert record["wanted"] == ("a home", "foster care")
    assert record["sure"] is False
    assert record["avoid"] == ({"postcode": "HP11 1AA", "why": "a reason"},)


def test_what_is_wrong_is_said_at_its_field_and_goes_when_it_is_put_right(
    qtbot: QtBot, form: Form
) -> None:
    qtbot.keyClicks(form.editor("fee").inner, "twelve")
    assert form.read() is None
    assert set(form.errors()) == {"name", "fee"}
    assert "not an amount" in form.errors()["fee"]
    qtbot.keyClicks(form.editor("name").inner, "Ash")
    assert set(form.errors()) == {"fee"}


def test_an_action_s_refusal_stands_at_the_field_it_names(form: Form) -> None:
    assert form.complain(BadInput("It ends before it starts.", where=Where(field="Starts")))
    assert form.errors() == {"start": "It ends before it starts."}
    assert not form.complain(BadInput("Something else."))


def test_a_button_that_may_not_be_pressed_says_why(qtbot: QtBot, light: None) -> None:
    pressed: list[int] = []
    made = ActionButton("Authorise the search", lambda: pressed.append(1))
    qtbot.addWidget(made)
    made.show()
    made.refuse("Not yet: the request has not been submitted.")
    qtbot.mouseClick(made.button, Qt.MouseButton.LeftButton)
    assert pressed == []
    assert made.button.toolTip() == made.reason == "Not yet: the request has not been submitted."
    made.allow()
    qtbot.mouseClick(made.button, Qt.MouseButton.LeftButton)
    assert pressed == [1]


def test_the_icon_of_a_button_that_may_not_be_pressed_is_seen_on_its_ground(
    qtbot: QtBot, light: None
) -> None:
    made = ActionButton("Set the office hours", lambda: None, icon="clock")
    qtbot.addWidget(made)
    drawn = made.button.icon().pixmap(QSize(18, 18), QIcon.Mode.Disabled).toImage()
    points = [(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
    seen = max((drawn.pixelColor(*point) for point in points), key=lambda one: one.alpha())
    muted = QColor(theme.tokens.muted)
    assert max(abs(seen.red() - muted.red()), abs(seen.blue() - muted.blue())) < 4


def test_the_stage_line_is_read_out(qtbot: QtBot, light: None) -> None:
    line = StageLine(("Draft", "Searching", "Placed"))
    qtbot.addWidget(line)
    line.show_stage(1)
    assert line.accessibleName() == "Stage: Searching. Done: Draft."


def test_a_retired_code_is_read_in_words_where_it_is_held(qtbot: QtBot, light: None) -> None:
    field = Field("home", "Kind of home", Kind.CODE, codes=CodeList.PLACEMENT_TYPE)
    form = Form((field,))
    qtbot.addWidget(form)
    form.set_values({"home": "P3"})
    combo = form.editor("home").inner
    assert isinstance(combo, QComboBox)
    assert combo.currentText() == "Residential employment (P3), not given out any more"
    assert form.given() == {"home": "P3"}


def test_an_option_of_one_letter_is_shown_as_a_word_and_kept_as_the_standard_has_it(
    qtbot: QtBot, light: None
) -> None:
    made = Form([Field("needs", "Needs", Kind.CHOICE, options=("Y", "N", "Not Specified"))])
    qtbot.addWidget(made)
    made.set_values({"needs": "N"})
    combo = made.findChild(QComboBox)
    assert [combo.itemText(at) for at in range(1, 4)] == ["Yes", "No", "Not Specified"]
    assert (combo.currentText(), made.read()) == ("No", {"needs": "N"})


def test_a_tab_that_is_hidden_makes_the_page_no_larger(qtbot: QtBot, light: None) -> None:
    def large() -> QWidget:
        made = QWidget()
        made.setMinimumSize(2000, 2000)
        return made

    tabs = Tabs((Tab("small", "Small", QWidget), Tab("large", "Large", large)))
    qtbot.addWidget(tabs)
    tabs.show_tab("large")
    assert tabs.minimumSizeHint().width() >= 2000
    tabs.show_tab("small")
    assert tabs.minimumSizeHint().width() < 1000
    assert tabs.minimumSizeHint().height() < 1000


def test_a_header_stays_high_enough_for_a_line_that_wraps(qtbot: QtBot, light: None) -> None:
    header = PageHeader("REQ-26-E9-0322")
    header.say("REQ-26-E9-0322", "Single period of accommodation under section 20 · " * 4)
    qtbot.addWidget(header)
    header.show()
    for width in (900, 500):
        header.resize(width, 20)
        assert header.minimumHeight() == header.heightForWidth(width)
        assert header.height() >= header.heightForWidth(width)


def test_a_short_reason_leaves_its_neighbour_the_room(qtbot: QtBot, light: None) -> None:
    button = ActionButton("End the rule", lambda: None)
    qtbot.addWidget(button)
    button.refuse("Choose a rule first.")
    assert button.sizeHint().width() < 200


def test_the_bottom_line_says_again_what_it_said_when_writing_changed_nothing(
    qtbot: QtBot, light: None
) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.kept(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    line.saving(True)
    assert line.text == "Saving…"
    line.saving(False)
    assert line.text == "Unfinished typing kept at 09:00, not saved yet"


def test_why_something_could_not_be_done_goes_with_its_record(qtbot: QtBot, light: None) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.say(Said("Everybody who fitted was asked already.", "warning"))
    bar.move_on()
    assert bar.text == ""
    bar.say(Said("What you type is not being kept.", "bad"))
    bar.move_on()
    assert bar.text == "What you type is not being kept."
