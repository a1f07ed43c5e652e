"""Signature blocks, which never part from the paragraph above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resources_app.printing.flow import Setting, Slab
from resources_app.printing.pen import Pen
from resources_app.printing.rows import RULE
from resources_app.printing.styles import Kind
from resources_app.printing.tagging import Tag
from resources_app.printing.text import Line

SIGNATURE_LINES = ("Signed", "Name", "Position", "Date")
# Lines of the paragraph above that stay with the signatures when it is a long one.
_HELD = 6
_GUTTER = 18.0


@dataclass(frozen=True)
class Signatory:
    """Someone who signs: for whom, and name and position where they are known."""

    for_whom: str
    name: str = ""
    position: str = ""


@dataclass(frozen=True)
class Signatures:
    """Signatories two abreast (one in large print), each with lines to complete by hand."""

    signatories: Sequence[Signatory]

    def lay(self, setting: Setting) -> None:
        for slab in setting.slabs[max(setting.above, len(setting.slabs) - _HELD) :]:
            slab.keep = True
        abreast = 1 if setting.styles.large else 2
        slabs = []
        for at in range(0, len(self.signatories), abreast):
            slabs.extend(self._pair(setting, self.signatories[at : at + abreast], abreast))
            slabs[-1].loose = True  # rather between two pairs than within one
        for slab in slabs[:-1]:
            slab.keep = True
        setting.slabs.extend(slabs)

    def _pair(self, setting: Setting, pair: Sequence[Signatory], abreast: int) -> list[Slab]:
        width = (setting.width - _GUTTER * (abreast - 1)) / abreast
        return _Pair(setting, pair, width).slabs()


class _Pair:
    """Signatories beside one another. Each is read out whole, before the next."""

    def __init__(self, setting: Setting, pair: Sequence[Signatory], width: float) -> None:
        self._setting = setting
        self._pair = pair
        self._width = width
        self._lefts = [setting.left + at * (width + _GUTTER) for at in range(len(pair))]
        self._groups = [setting.root.child("Div") for _ in pair]

    def slabs(self) -> list[Slab]:
        return [self._heads(), *(self._line(label) for label in SIGNATURE_LINES)]

    def _tags(self) -> list[Tag]:
        return [group.child("P") for group in self._groups]

    def _heads(self) -> Slab:
        style, setter = self._setting.styles[Kind.LABEL], self._setting.typesetter
        heads = [setter.lines(one.for_whom, style, self._width) for one in self._pair]
        tags = self._tags()
        depth = max(len(lines) for lines in heads)

        def draw(pen: Pen, top: float) -> None:
            for left, lines, tag in zip(self._lefts, heads, tags, strict=True):
                for at, line in enumerate(lines):
                    drop = style.leading * (at + 0.75)
                    pen.text(left, top - drop, line, style.size, tag)

        return Slab(style.leading * depth, draw, before=style.leading * 0.8)

    def _line(self, label: str) -> Slab:
        """One ruled line; what is known is printed on it, to be signed or corrected."""
        style = self._setting.styles[Kind.BODY]
        height = style.leading * (2.5 if label == "Signed" else 1.8)
        indent = style.size * 5.2
        label_line = self._setting.typesetter.line(f"{label} ", style)
        known = [{"Name": one.name, "Position": one.position}.get(label, "") for one in self._pair]
        shown = [self._fitting(text, self._width - indent) for text in known]
        tags = self._tags()

        def draw(pen: Pen, top: float) -> None:
            base = top - height + 4
            for left, line, tag in zip(self._lefts, shown, tags, strict=True):
                pen.text(left, base, label_line, style.size, tag)
                pen.text(left + indent, base, line, style.size, tag)
                pen.rule(left + indent, left + self._width, base - 3, RULE)

        return Slab(height, draw)

    def _fitting(self, text: str, width: float) -> Line:
        """The text when it fits on the line; nothing, to be written by hand, when it does not."""
        style, setter = self._setting.styles[Kind.BODY], self._setting.typesetter
        line = setter.line(text, style)
        return line if line.width <= width else setter.line("", style)
