"""Hostile and foreign text: printed as it was typed, or named where it cannot be drawn."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtPdf import QPdfDocument

from resources_app.printing.blocks import Bullets, Text
from resources_app.printing.characters import printable
from resources_app.printing.facts import Fact, Facts
from resources_app.printing.frame import compose
from resources_app.printing.shaping import reading_order
from resources_app.printing.styles import Kind, StyleSheet
from resources_app.printing.tables import Column, Table
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


@pytest.mark.parametrize(
    ("words", "rtl", "shown"),
    [
        (["one", "two"], False, ["one", "two"]),
        (["for", "أمينة", "محمد", "now"], False, ["for", "محمد", "أمينة", "now"]),
        (["for", "أمينة", "25", "محمد"], False, ["for", "محمد", "25", "أمينة"]),
        (["أمينة", "likes", "football", "محمد"], True, ["محمد", "likes", "football", "أمينة"]),
    ],
)
def test_words_stand_in_the_order_they_are_read(
    words: list[str], rtl: bool, shown: list[str]
) -> None:
    assert [words[at] for at in reading_order(words, rtl)] == shown


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
    assert missing == []


def test_every_script_has_a_face() -> None:
    assert "\ufffd" not in printable(EVERY_SCRIPT)
    assert "[" not in printable(EVERY_SCRIPT)
