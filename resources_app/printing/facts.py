"""Facts: labels and what is recorded for them, side by side; and the summary box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.printing.characters import paragraphs
from resources_app.printing.flow import Setting, Slab, tie_ends
from resources_app.printing.pen import Pen
from resources_app.printing.rows import RULE, Cell, box, cell, row_header, row_slabs
from resources_app.printing.styles import Kind
from resources_app.printing.tagging import Tag

# A label takes 35 parts of the width, what it says 65.
LABEL_SHARE = 0.35


@dataclass(frozen=True)
class Fact:
    """A label and what is recorded for it.

    With nothing recorded, `lines` to complete by hand are ruled when it is `needed`, and
    “Not recorded” is printed when it is not.
    """

    label: str
    value: str
    needed: bool = False
    lines: int = 1

    @property
    def missing(self) -> bool:
        """Whether a person has to complete it before the document is good."""
        return self.needed and not self.value.strip()


@dataclass(frozen=True)
class Facts:
    """Labels and values side by side, 35 : 65, ruled below each."""

    facts: Sequence[Fact]
    boxed: bool = False

    def lay(self, setting: Setting) -> None:
        if not self.facts:
            return
        table = setting.root.child("Table")
        slabs = tie_ends([self._row(setting, fact, table) for fact in self.facts])
        if self.boxed:
            box(slabs, setting.left, setting.width)
        slabs[0].before = max(slabs[0].before, setting.styles.gap)
        slabs[-1].height += setting.styles[Kind.BODY].after
        setting.slabs.extend(slabs)

    def _row(self, setting: Setting, fact: Fact, table: Tag) -> list[Slab]:
        row = table.child("TR")
        inset = setting.styles.gap * 2 if self.boxed else 0
        inner = setting.width - 2 * inset
        split = inner * LABEL_SHARE
        value = paragraphs(fact.value) or ([] if fact.needed else ["Not recorded"])
        cells = [
            cell(setting, [fact.label], Kind.LABEL, inset, split - 8, row_header(row)),
            cell(setting, value, Kind.BODY, inset + split, inner - split, row.child("TD")),
        ]
        if not fact.missing:
            return row_slabs(setting, cells, inset=inset)
        right = setting.left + inset + inner
        return [_to_complete(setting, cells, setting.left + inset + split, right, fact.lines)]


def _to_complete(
    setting: Setting, cells: list[Cell], left: float, right: float, lines: int
) -> Slab:
    """A row with lines to write on, far enough apart for a hand."""
    [slab] = row_slabs(setting, cells, rule=0, whole=True)
    inner, pitch = slab.draw, setting.styles[Kind.BODY].leading * 1.7

    def draw(pen: Pen, top: float) -> None:
        inner(pen, top)
        for at in range(1, lines + 1):
            pen.rule(left, right, top - pitch * at, RULE)

    return Slab(max(slab.height, pitch * lines + setting.styles.gap * 1.5), draw)
