"""Every text and control stands out from its ground, in both themes (WCAG 2.2)."""

from __future__ import annotations

import pytest

from resources_app.foundations.colours import contrast, luminance
from ui.shell.theme import style_sheet
from ui.shell.tokens import (
    DARK,
    HUES,
    LIGHT,
    PAIRS,
    TONES,
    Tokens,
    hue_ground,
    mixed,
)


def test_black_on_white_has_the_greatest_contrast_there_is() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1.0)
    assert luminance("#FFFFFF") == pytest.approx(1.0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_what_is_read_stands_out_from_its_ground(
    tokens: Tokens, front: str, ground: str, least: float
) -> None:
    assert contrast(getattr(tokens, front), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_tone_has_a_ground(tokens: Tokens) -> None:
    for tone in (*TONES, "accent", "plain"):
        front, ground = tokens.tone(tone)
        assert contrast(front, ground) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_is_filled_with_colours_only(tokens: Tokens) -> None:
    filled = style_sheet(tokens)
    assert "@" not in filled
    assert tokens.accent in filled


def test_a_mixture_lies_between() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_the_ground_of_every_authority(tokens: Tokens) -> None:
    grounds = [hue_ground(tokens, number) for number in range(len(HUES))]
    assert all(contrast(tokens.text, one) >= 4.5 for one in grounds)
    assert len(set(grounds)) == len(HUES)
