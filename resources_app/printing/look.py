"""How a council's paper looks: the colour of its rules, and its logo on the first page.

Neither carries meaning, so that a page says the same without them; a screen reader passes the
logo by, as the council's name stands beside it.
"""

from __future__ import annotations

import hashlib
import io
import logging
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFImageXObject

from resources_app.foundations.colours import parts_of

log = logging.getLogger("resources_app.printing")

_HIGHEST, _WIDEST = 34.0, 136.0  # points: 12 and 48 mm


@dataclass(frozen=True)
class Look:
    """`colour` is such as #1F4FA3, black when empty; `logo` a picture's bytes, if there is one."""

    colour: str = ""
    logo: bytes = field(default=b"", repr=False)

    @property
    def ink(self) -> str:
        """The PDF operator that draws lines in the colour; empty for black."""
        if not self.colour:
            return ""
        return " ".join(f"{part:.3f}" for part in parts_of(self.colour)) + " RG"


PLAIN_LOOK = Look()


@dataclass(frozen=True)
class Logo:
    """A logo as it is drawn; points."""

    picture: Any  # reportlab's PDFImageXObject, packed once for every document that has it
    width: float
    height: float


@lru_cache(maxsize=4)
def logo_drawn(content: bytes) -> Logo | None:
    """A logo at the size in which it is printed; None, said in the log, for one that is damaged."""
    if not content:
        return None
    try:
        picture = Image.open(io.BytesIO(content))
        picture.load()
        reader = ImageReader(picture.convert("RGB"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        log.warning("The council’s logo is damaged; it is printed without it.")
        return None
    wide, high = picture.size
    scale = min(_HIGHEST / high, _WIDEST / wide)
    return Logo(_packed(reader), wide * scale, high * scale)


def _packed(reader: ImageReader) -> Any:
    """The picture as it stands in a file, named by what it shows as reportlab would name it."""
    shown = reader.getRGBData() + b"None"
    name = hashlib.md5(shown, usedforsecurity=False).hexdigest()
    return PDFImageXObject(name, reader)
