"""Hostile and foreign text: printed as it was typed, or named where it cannot be drawn."""

from __future__ import annotations

import io
import unicodedata
from importlib import resources
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtPdf import QPdfDocument

from resources_app.foundations.errors import Refused
from resources_app.printing import fonts
from resources_app.printing.blocks import Bullets, Text
from resources_app.printing.characters import printable
from resources_app.printing.direction import is_rtl, mirrored, reading_order, tokens_of
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.fonts import companion_for
from resources_app.printing.frame import compose
from resources_app.printing.styles import Kind, StyleSheet
from resources_app.printing.tables import Column, Table
from resources_app.printing.tagging import text_string
from resources_app.printing.text import Typesetter
from tests.printing.samples import imprint
from tests.printing.scripts import EVERY_SCRIPT

PAGE = imprint("Words", "REQ-26-A7-0107")


def printed_text(text: str) -> str:
    content = compose([Text(text)], PAGE).bytes
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in pages)


@pytest.mark.parametrize(
    "text",
    [
        "<b>not bold</b> &amp; <para/> <img src='x'/> ]]>",
        r"(brackets) \backslash\ )unbalanced( 100 % #tag",
        "{council} %s %(name)s $HOME",
        "£1,234.56 – “quoted” … 15 ½ °C •",
    ],
)
def test_text_is_never_markup(text: str) -> None:
    assert text in " ".join(printed_text(text).split("\n"))


def test_what_cannot_be_seen_is_taken_out() -> None:
    # A bell, a soft hyphen, a zero-width space, and marks that turn reading order round.
    assert printable("Jay\x07d\u00ade\u200bn \u202eevil\u202c \u2066x\u2069\x00") == "Jayden evil x"
    assert printable("a\tb\nc\u2028d\u00a0e") == "a b c d\u00a0e"
    assert printable("lone \ud800 surrogate") == "lone \ufffd surrogate"


def test_an_emoji_is_named_so_that_the_childs_meaning_is_not_lost() -> None:
    assert printable("dogs 😀 👍🏽") == "dogs [grinning face] [thumbs up sign]"
    assert "[grinning face]" in printed_text("dogs 😀")


def test_a_name_in_a_script_that_no_font_draws_is_named_by_it_and_listed_beforehand() -> None:
    name = "བསྟན་འཛིན རྒྱ་མཚོ"
    assert printable(f"She is {name}, 9") == "She is [in Tibetan script], 9"
    assert "[in Tibetan script]" in printed_text(name)
    both = compose([Text(f"{name} and ᏣᎳᎩ"), Text(EVERY_SCRIPT)], PAGE)
    assert both.by_hand == ("Cherokee", "Tibetan")


def test_a_font_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever installed the application can put the file back; nothing else is of help."""
    companion_for("ሀ")  # another font is read as usual
    monkeypatch.setattr(fonts, "_LOADED", {})
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    with pytest.raises(Refused, match=r"the font NotoSansLao-Regular\.ttf is missing"):
        companion_for("ລ")
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "NotoSansLao-Regular.ttf").write_bytes(b"\0\1\0\0 not a font")
    with pytest.raises(Refused, match="missing or damaged"):
        companion_for("ລ")


def test_letters_that_can_be_composed_are() -> None:
    assert printable(unicodedata.normalize("NFD", "Zoë Łukasz")) == "Zoë Łukasz"


def test_a_joiner_stays_inside_a_word_that_needs_it_and_nowhere_else() -> None:
    assert printable("می\u200cخواهم") == "می\u200cخواهم"
    assert printable("Jay\u200dden") == "Jayden"


def test_a_word_of_ten_thousand_letters_is_broken_within_the_margins() -> None:
    style, setter = StyleSheet()[Kind.BODY], Typesetter()
    lines = setter.lines("W" * 10_000 + " end", style, 300)
    assert all(line.width <= 300 for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == "W" * 10_000 + "end"
    assert compose([Text("W" * 10_000)], PAGE).pages == 4


def test_long_text_in_a_table_runs_over_pages_without_losing_a_word() -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    columns = (Column("What", 3), Column("Pence", 1, amounts=True))
    printed = compose([Table(columns, [(words, "£1.00")]), Facts([Fact("Long", words)])], PAGE)
    text = " ".join(
        " ".join(page.extract_text().split())
        for page in pypdf.PdfReader(io.BytesIO(printed.bytes)).pages
    )
    assert printed.pages > 4
    assert all(text.count(f"word{number} ") == 2 for number in range(0, 3000, 97))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_any_text_can_be_printed(text: str) -> None:
    printed = compose([Text(text), Bullets([text]), Facts([Fact(text, text)])], PAGE)
    assert len(pypdf.PdfReader(io.BytesIO(printed.bytes)).pages) == printed.pages


@settings(deadline=None)
@given(st.lists(st.text("abc xyz-é", min_size=1, max_size=30), max_size=60), st.floats(60, 480))
def test_lines_fit_and_keep_every_word_in_order(words: list[str], width: float) -> None:
    text = " ".join(words)
    lines = Typesetter().lines(text, StyleSheet()[Kind.BODY], width)
    assert all(line.width <= width + 0.001 for line in lines)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())


AMINA, BASIR = "أمينة", "محمد"


@pytest.mark.parametrize(
    ("text", "prose", "shown"),
    [
        ("one two", True, "one two"),
        (f"for {AMINA} {BASIR} now", True, f"for {BASIR} {AMINA} now"),
        (f"for {AMINA} 25 {BASIR}", True, f"for {BASIR} 25 {AMINA}"),
        # A name keeps its own order; the comma and the date after it stay after it.
        (f"By {AMINA} {BASIR}, 2 Jan 2026", False, f"By {BASIR} {AMINA}, 2 Jan 2026"),
        (f"{AMINA} {BASIR}, born 14 Feb", False, f"{BASIR} {AMINA}, born 14 Feb"),
        (f"{AMINA} ({BASIR}), 9", False, f"({BASIR}) {AMINA}, 9"),
        (f"Her name ({AMINA})", True, f"Her name ({AMINA})"),
        (f"{AMINA} is happy at home.", True, f"{AMINA} is happy at home."),
        # Prose that is mostly in a right-to-left script runs that way, its full stop too.
        (f"{AMINA} likes {BASIR} {AMINA}.", True, f".{AMINA} {BASIR} likes {AMINA}"),
        (f"{AMINA} (Flat 25) {BASIR}", True, f"{BASIR} (Flat 25) {AMINA}"),
        (f"{AMINA} {BASIR}!", False, f"!{BASIR} {AMINA}"),
    ],
)
def test_words_stand_in_the_order_they_are_read(text: str, prose: bool, shown: str) -> None:
    tokens = tokens_of(text.split(" "))
    order = reading_order(tokens, rtl=is_rtl(text, prose=prose))
    assert "".join(mirrored(tokens[at], turned) for at, turned in order) == shown


def test_arabic_letters_join_and_conjuncts_stack() -> None:
    setter, style = Typesetter(), StyleSheet()[Kind.BODY]
    [line] = setter.lines("क्ष محمد", style, 400)
    indic, _, arabic = [run for run in line.runs if run.text]
    # Four letters in their initial, medial and final forms, drawn from the right.
    assert [unicodedata.normalize("NFKC", one.char) for one in arabic.glyphs] == list("دمحم")
    assert not {one.char for one in arabic.glyphs} & set(arabic.text)
    assert len(indic.glyphs) < len(indic.text)


@pytest.mark.usefixtures("qapp")
def test_every_script_reads_back_as_it_was_typed(tmp_path: Path) -> None:
    """Joined and stacked letters carry the text they stand for, for copying and for readers."""
    file = tmp_path / "scripts.pdf"
    file.write_bytes(compose([Text(EVERY_SCRIPT)], PAGE).bytes)
    document = QPdfDocument()
    document.load(str(file))
    pages = (document.getAllText(page).text() for page in range(document.pageCount()))
    read = unicodedata.normalize("NFC", "".join(pages))
    for mark in "\u200e\u200f\u202a\u202b\u202c\u200b":
        read = read.replace(mark, "")
    words = [word for line in EVERY_SCRIPT.splitlines() for word in line.split()]
    # Some readers take every text to be in the order it is seen, and turn right-to-left words
    # round; the file gives them as they are read, as the PDF standard asks.
    missing = [word for word in words if word not in read and word[::-1] not in read]
    # Qt's reader leaves out letters beyond 16 bits; the file says them all the same.
    marked = b"".join(page.get_contents().get_data() for page in pypdf.PdfReader(file).pages)  # type: ignore[union-attr]
    assert [word for word in missing if text_string(word).encode() not in marked] == []
    assert all(min(word) > "\uffff" for word in missing)


def test_every_script_has_a_face() -> None:
    assert "\ufffd" not in printable(EVERY_SCRIPT)
    assert "[" not in printable(EVERY_SCRIPT)
