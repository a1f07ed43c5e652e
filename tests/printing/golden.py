"""Golden pages: what each document of the catalogue says and looks like, kept beside the tests.

Text is what a reader copies out of the file, page by page. A picture is a page in sixteen greys,
small enough to keep and large enough to see a line move. RESOURCES_APP_GOLDENS=write writes them
anew; look at every page before keeping it: installer/test shows only that they are the same.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from resources_app.printing.frame import Printed
from tests.printing.every_document import CATALOGUE, Specimen, Variant

FOLDER = Path(__file__).parent / "golden"
WRITING = os.environ.get("RESOURCES_APP_GOLDENS") == "write"

Grey = NDArray[np.uint8]

DPI = 42
GREYS = 16
# By how much a grey may differ from all that is within a pixel of it, of 255, and how many pixels
# of a page may: another release of the renderer smooths letters a little differently.
SLACK, STRAY = 56, 4

# Which page of a document is kept as a picture, from 1: one with its beginning, or FULLEST, the one
# with the most different words.
FULLEST = 0
PICTURED: Mapping[Variant, tuple[int, ...]] = {
    Variant.TYPICAL: (1,),
    Variant.LONGEST: (FULLEST,),
    Variant.MOST: (FULLEST,),
    Variant.EMPTY: (1,),
    Variant.LARGE: (2,),
    Variant.PLAIN: (1,),
}


def text_of(printed: Printed) -> str:
    """The text of every page, a line a line."""
    return "\n".join(line for page in _pages(printed) for line in page)


def golden_text(printed: Printed) -> str:
    """The text as it is kept: pages numbered, spaces made alike, repeated lines said once."""
    said = []
    for number, page in enumerate(_pages(printed), start=1):
        said.append(f"--- page {number}")
        for line, several in groupby(" ".join(line.split()) for line in page):
            times = len(list(several))
            if line:
                said.append(f"{line} (× {times})" if times > 1 else line)
    return "\n".join(said) + "\n"


def _pages(printed: Printed) -> Iterator[list[str]]:
    with pypdfium2.PdfDocument(printed.bytes) as pdf:
        for page in pdf:
            text = page.get_textpage().get_text_range()
            yield unicodedata.normalize("NFC", text).replace("\r", "").split("\n")


def pictured(one: Specimen) -> list[int]:
    """The numbers, from 1, of the pages that are kept as pictures."""
    pages = one.printed().pages
    wanted = PICTURED.get(one.variant, ())
    return sorted({min(at, pages) if at else _fullest(one.printed()) for at in wanted})


def _fullest(printed: Printed) -> int:
    words = [len(set(" ".join(page).split())) for page in _pages(printed)]
    return words.index(max(words)) + 1


def picture_of(printed: Printed, number: int) -> Grey:
    """A page as it is kept."""
    with pypdfium2.PdfDocument(printed.bytes) as pdf:
        drawn = pdf[number - 1].render(scale=DPI / 72, grayscale=True).to_numpy()
    step = 255 / (GREYS - 1)
    return (np.round(drawn.reshape(drawn.shape[:2]) / step) * step).astype(np.uint8)


def strays(expected: Grey, actual: Grey) -> NDArray[np.bool_]:
    """The pixels of either picture that are like nothing within a pixel of them in the other."""
    if expected.shape != actual.shape:
        return np.ones(expected.shape, dtype=np.bool_)
    return _strange(actual, expected) | _strange(expected, actual)


def _strange(here: Grey, there: Grey) -> NDArray[np.bool_]:
    """The pixels of `here` that are darker or lighter than all about them `there`."""
    height, width = there.shape
    wide = np.pad(there, 1, mode="edge").astype(np.int16)
    about = [wide[y : y + height, x : x + width] for y in range(3) for x in range(3)]
    darkest, lightest = np.minimum.reduce(about), np.maximum.reduce(about)
    strange: NDArray[np.bool_] = (here < darkest - SLACK) | (here > lightest + SLACK)
    return strange


def same(expected: Grey, actual: Grey) -> bool:
    """Whether two pictures show the same page."""
    return int(strays(expected, actual).sum()) <= STRAY


def text_file(one: Specimen) -> Path:
    return FOLDER / f"{one.name}.txt"


def picture_file(one: Specimen, number: int) -> Path:
    return FOLDER / f"{one.name}--{number}.png"


def files() -> set[Path]:
    """Every file that the catalogue has goldens in."""
    pictures = {picture_file(one, number) for one in CATALOGUE for number in pictured(one)}
    return pictures | {text_file(one) for one in CATALOGUE}


def read_picture(path: Path) -> Grey:
    with Image.open(path) as image:
        return np.asarray(image.convert("L"))


def write_picture(path: Path, picture: Grey) -> None:
    """Write a picture in four bits a pixel."""
    path.parent.mkdir(exist_ok=True)
    image = Image.fromarray((picture // 17).astype(np.uint8), mode="P")
    image.putpalette([level * 17 for level in range(GREYS) for _ in range(3)])
    image.save(path, optimize=True, bits=4)


def write_side_by_side(path: Path, expected: Grey, actual: Grey) -> None:
    """Expected, actual, and where they differ (black), for somebody to look at."""
    apart = np.where(strays(expected, actual), 0, 255).astype(np.uint8)
    height = max(expected.shape[0], actual.shape[0])
    beside = [np.pad(one, ((0, height - one.shape[0]), (0, 8)), constant_values=128)
              for one in (expected, actual, apart)]  # fmt: skip
    image = Image.fromarray(np.hstack(beside))
    image.resize((image.width * 2, image.height * 2)).save(path)
