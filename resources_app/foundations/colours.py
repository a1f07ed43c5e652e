"""Colours written as `#1F4FA3`: how they stand out, and whether one can be seen on paper."""

from __future__ import annotations

import re

from resources_app.foundations.errors import BadInput, Where

# WCAG 2.2, success criterion 1.4.11: what carries no words needs 3 : 1.
LEAST_CONTRAST = 3.0
_WRITTEN = re.compile(r"#?([0-9a-fA-F]{6})")


def parts_of(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#1F4FA3`, each from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2)."""
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts_of(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colour_for_paper(text: str, where: Where) -> str:
    """A colour as it was typed, in one way of writing; empty stays so.

    Raises BadInput for what is no colour, and for one too light to be seen on white.
    """
    typed = text.strip()
    if not typed:
        return ""
    found = _WRITTEN.fullmatch(typed)
    if found is None:
        raise BadInput(
            f"“{typed}” is no colour.", where=where, remedy="Write it as #1F4FA3, or leave it open."
        )
    colour = f"#{found[1].upper()}"
    found_contrast = contrast(colour, "#FFFFFF")
    if found_contrast < LEAST_CONTRAST:
        raise BadInput(
            f"{colour} is too light for paper: on white its contrast is {found_contrast:.1f} : 1.",
            where=where,
            remedy=f"Take a darker one, of at least {LEAST_CONTRAST:.0f} : 1.",
        )
    return colour
