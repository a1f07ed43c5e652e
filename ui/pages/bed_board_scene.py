"""What the bed board is drawn with: colours and fonts of a theme, and where everything stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPen

from resources_app.beds.model import Hold
from resources_app.beds.occupancy import ByNight, Occupancy
from ui.pages.bed_board_layout import LEFT, TOP, Layout
from ui.shell.theme import FAMILY
from ui.shell.tokens import BODY_PT, META_PT, Tokens, hue_ground

PAD = 6
AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_STRIP_PT = 6.5


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


class Look:
    """Colours, fonts and brushes of a theme, made once."""

    def __init__(self, tokens: Tokens, codes: list[str]) -> None:
        self.surface, self.sunken = QColor(tokens.surface), QColor(tokens.sunken)
        self.window, self.line = QColor(tokens.window), QColor(tokens.line)
        self.edge, self.text = QColor(tokens.edge), QColor(tokens.text)
        self.muted, self.bad = QColor(tokens.muted), QColor(tokens.bad)
        self.today, self.focus = QColor(tokens.accent_ground), QColor(tokens.focus)
        self.accent = QColor(tokens.accent)
        self.grounds = {code: QColor(hue_ground(tokens, at)) for at, code in enumerate(codes)}
        self.hatch = QBrush(self.edge, Qt.BrushStyle.BDiagPattern)
        self.held = QPen(self.edge, 1.5, Qt.PenStyle.DashLine)
        self.chosen = QColor(tokens.accent)
        self.chosen.setAlpha(46)
        self.body, self.bold = _font(BODY_PT - 1), _font(BODY_PT - 1, bold=True)
        self.meta, self.meta_bold = _font(META_PT - 1), _font(META_PT - 1, bold=True)
        self.strip = _font(_STRIP_PT)
        self.metrics = QFontMetrics(self.body)

    def ground(self, code: str) -> QColor:
        """An authority's ground; the window's for nobody."""
        return self.grounds.get(code, self.window)


# From one night's number to before another: so many beds are used, of so many.
Run = tuple[int, int, int, int]


def _runs(used: ByNight, share: ByNight) -> list[Run]:
    found: list[Run] = []
    for night, pair in enumerate(zip(used, share, strict=True)):
        if found and found[-1][2:] == pair:
            found[-1] = (found[-1][0], night + 1, *pair)
        else:
            found.append((night, night + 1, *pair))
    return found


@dataclass
class Scene:
    """What is drawn now: the layout, the counts, how far it is scrolled, what is chosen."""

    layout: Layout
    counts: Occupancy
    look: Look
    holds: dict[str, Hold]
    today: int
    x: int = 0
    y: int = 0
    chosen: tuple[int, int, int] | None = None  # bed, first night, night after the last
    cursor: tuple[int, int] | None = None  # bed, night
    has_keyboard: bool = False
    drop_on: int | None = None  # the authority over whose total a span is dragged

    def __post_init__(self) -> None:
        #: A total's nights in a row that say the same, for each authority and for all of them.
        self.totals = [_runs(one.used, one.share) for one in self.counts.authorities]
        self.totals.append(_runs(self.counts.used, self.counts.beds))

    def to_x(self, across: int) -> int:
        """Where a place across the board is in the viewport."""
        return LEFT + across - self.x

    def to_y(self, down: int) -> int:
        """Where a place down the board is in the viewport."""
        return TOP + down - self.y
