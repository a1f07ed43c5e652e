"""The design's colours, spaces and type sizes, for light and dark, and their contrast.

To add a colour: add a field to `Tokens` and its value to `LIGHT` and `DARK`, name the ground it
is read on in `PAIRS`, and use it in assets/style/application.qss as `@name`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Tokens:
    """One theme's colours, as #RRGGBB."""

    name: str
    window: str
    surface: str
    sunken: str  # ground of rail and table headings
    line: str
    edge: str  # edge of controls
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_strong: str  # the accent while pointed at
    accent_ground: str  # ground of what is selected
    focus: str
    good: str
    good_ground: str
    warning: str
    warning_ground: str
    bad: str
    bad_ground: str
    information: str
    information_ground: str

    def colours(self) -> dict[str, str]:
        """Every colour by its name."""
        return {name: value for name, value in asdict(self).items() if name != "name"}

    def tone(self, tone: str) -> tuple[str, str]:
        """Text and ground of a tone: good, warning, bad, information, accent; else plain."""
        if tone == "accent":
            return self.accent, self.accent_ground
        if tone in TONES:
            return getattr(self, tone), getattr(self, f"{tone}_ground")
        return self.muted, self.sunken


TONES = ("good", "warning", "bad", "information")

LIGHT = Tokens(
    name="light",
    window="#F7F8FA",
    surface="#FFFFFF",
    sunken="#EEF1F4",
    line="#D3D9E0",
    edge="#76828F",
    text="#16202B",
    muted="#4C5866",
    accent="#0B5C7A",
    on_accent="#FFFFFF",
    accent_strong="#08465E",
    accent_ground="#DDEDF3",
    focus="#B3560A",
    good="#1B6B3A",
    good_ground="#E5F3EA",
    warning="#8A5200",
    warning_ground="#FCF0DC",
    bad="#A4262C",
    bad_ground="#FBE7E7",
    information="#1F4FA3",
    information_ground="#E6EDF9",
)

DARK = Tokens(
    name="dark",
    window="#14191F",
    surface="#1B222A",
    sunken="#222B34",
    line="#36424E",
    edge="#7E8C9A",
    text="#E8EDF2",
    muted="#AAB6C2",
    accent="#6CC3E0",
    on_accent="#0B1B22",
    accent_strong="#93D5EB",
    accent_ground="#1F3D49",
    focus="#FFB25C",
    good="#7FD6A0",
    good_ground="#16301F",
    warning="#F0B860",
    warning_ground="#35280F",
    bad="#F59A9A",
    bad_ground="#3A1B1D",
    information="#9DBDF5",
    information_ground="#1A2945",
)

# What is read on what, and the least contrast it may have (WCAG 2.2: text 4.5, controls 3).
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("text", "window", 4.5),
    ("text", "surface", 4.5),
    ("text", "sunken", 4.5),
    ("text", "accent_ground", 4.5),
    ("muted", "window", 4.5),
    ("muted", "surface", 4.5),
    ("muted", "sunken", 4.5),
    ("muted", "accent_ground", 4.5),
    ("accent", "window", 4.5),
    ("accent", "surface", 4.5),
    ("accent", "sunken", 4.5),
    ("accent", "accent_ground", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_strong", 4.5),
    ("good", "good_ground", 4.5),
    ("warning", "warning_ground", 4.5),
    ("bad", "bad_ground", 4.5),
    ("information", "information_ground", 4.5),
    ("bad", "surface", 4.5),
    ("bad", "window", 4.5),
    ("good", "surface", 4.5),
    ("warning", "surface", 4.5),
    ("edge", "window", 3.0),
    ("edge", "surface", 3.0),
    ("focus", "window", 3.0),
    ("focus", "surface", 3.0),
    ("focus", "sunken", 3.0),
    ("focus", "accent_ground", 3.0),
)

# Authorities on a board: each beside its letter, so that nobody has to tell the hues apart.
HUES = ("#0B7285", "#2B8A3E", "#7048A8", "#B8620A", "#1F4FA3", "#A61E4D", "#5F6B0B", "#6B4A2F")
_HUE_ON_GROUND = {"light": 0.22, "dark": 0.5}


def hue_ground(tokens: Tokens, number: int) -> str:
    """The ground of the authority of this number; the theme's text is read on it."""
    return mixed(HUES[number % len(HUES)], tokens.surface, _HUE_ON_GROUND[tokens.name])


# Spaces and sizes, in device-independent pixels and points.
SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = 4, 8, 12, 16, 24, 32
BODY_PT, META_PT, SECTION_PT, TITLE_PT = 10.5, 9.0, 13.0, 18.0


def mixed(one: str, other: str, part: float) -> str:
    """`part` (0 to 1) of `one` on `other`, as #RRGGBB."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)
