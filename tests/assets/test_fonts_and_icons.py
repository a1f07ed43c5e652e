"""The bundled fonts can be embedded and answer for the scripts they claim; icons are drawable."""

import io
import json
from importlib import resources
from typing import Any
from xml.etree import ElementTree

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = resources.files("assets") / "fonts"
ROWS: list[dict[str, Any]] = json.loads((FONTS / "fonts.json").read_text("utf-8"))["fonts"]

# A name somebody in England might sign with, by the script it is written in.
NAMES = {
    "Latn": "Zoë Łukasz Nguyễn Þóra Ọlá",
    "Grek": "Ελένη",
    "Cyrl": "Оксана Ђорђе",
    "Arab": "محمد گل پری ڈاکٹر",
    "Hebr": "רחל",
    "Thaa": "އަލީ",
    "Syrc": "ܝܘܚܢܢ",
    "Nkoo": "ߡߎߛߊ",
    "Adlm": "𞤀𞤥𞤢𞤣𞤵",
    "Rohg": "𐴀𐴞𐴌𐴟",
    "Tfng": "ⵎⵓⵃⴰ",
    "Laoo": "ສົມພອນ",
    "Deva": "कृष्णा",
    "Beng": "রহিমা",
    "Guru": "ਗੁਰਪ੍ਰੀਤ",
    "Gujr": "મીનાક્ષી",
    "Orya": "ଓଡ଼ିଆ",
    "Taml": "செல்வி",
    "Telu": "శ్రీను",
    "Knda": "ಕನ್ನಡ",
    "Mlym": "മീര",
    "Sinh": "සමන්ති",
    "Thai": "สมชาย",
    "Mymr": "အောင်",
    "Khmr": "សុខា",
    "Ethi": "ሰላም",
    "Armn": "Անահիտ",
    "Geor": "ნინო",
    "Hang": "김민지",
    "Hani": "陳小明 陈 邓",
    "Hira": "さくら",
    "Kana": "タロウ",
    "Bopo": "ㄅㄆ",
}


def holds(row: dict[str, Any], character: str) -> bool:
    """Whether one of the row's ranges (both ends included) holds the character."""
    pairs = (span.split("-") for span in row["ranges"])
    return any(int(low, 16) <= ord(character) <= int(high, 16) for low, high in pairs)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_font_embeds_in_a_pdf(row: dict[str, Any]) -> None:
    with resources.as_file(FONTS / row["file"]) as path:
        font = TTFont(f"test-{row['file']}", str(path))
        pdfmetrics.registerFont(font)
        page = io.BytesIO()
        canvas = Canvas(page)
        canvas.setFont(font.fontName, 12)
        canvas.drawString(72, 720, NAMES[row["scripts"][0]])
        canvas.save()
    assert b"FontFile2" in page.getvalue()


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_the_script_has_a_glyph_for_every_letter(script: str) -> None:
    for character in NAMES[script]:
        row = next(row for row in ROWS if holds(row, character))
        with resources.as_file(FONTS / row["file"]) as path:
            glyphs = TTFont("probe", str(path)).face.charToGlyph
        assert ord(character) in glyphs, f"{row['file']} lacks {character!r}"


def test_every_font_file_is_listed_and_licensed() -> None:
    files = {entry.name for entry in FONTS.iterdir() if entry.name.endswith(".ttf")}
    assert files == {row["file"] for row in ROWS}
    licence = (FONTS / "LICENCE").read_text("utf-8")
    unnamed = {name for name in files if not name.startswith("NotoSans")}
    assert all(name in licence for name in unnamed)


def test_icons_are_svg_that_takes_the_colour_of_the_text() -> None:
    icons = [e for e in (resources.files("assets") / "icons").iterdir() if e.name.endswith(".svg")]
    assert len(icons) > 40
    for icon in icons:
        root = ElementTree.fromstring(icon.read_text("utf-8"))
        assert root.get("viewBox") == "0 0 24 24", icon.name
        assert root.get("stroke") == "currentColor", icon.name
