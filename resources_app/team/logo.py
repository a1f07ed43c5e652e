"""The council's logo: taken from a PNG or JPEG, and kept as small as paper needs it.

The size is read from the header before anything is decoded. What is kept is drawn anew, so that
nothing hidden in the file goes with it.
"""

from __future__ import annotations

import io
import struct

from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from resources_app.foundations.errors import BadInput, Where

MOST_BYTES = 5_000_000
MOST_PIXELS = 25_000_000
_FEWEST_SIDE = 40  # dots; a smaller one would be a blur on paper
# At most this many dots, across and down: 300 an inch at the size in which it is printed.
_KEPT = (640, 160)
_DAMAGED = (OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError)
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def logo_from(content: bytes, where: Where) -> bytes:
    """A logo as it is kept, a PNG. Raises BadInput, with the reason, for what cannot be one."""
    if len(content) > MOST_BYTES:
        raise BadInput(
            f"The picture has {len(content) / 1e6:,.1f} MB.",
            where=where,
            remedy=f"Give one of at most {MOST_BYTES / 1e6:.0f} MB.",
        )
    if not content.startswith((_PNG, _JPEG)):
        raise BadInput("This is no PNG or JPEG.", where=where, remedy="Save the logo as a PNG.")
    try:
        return _kept(content, where)
    except _DAMAGED as error:
        raise BadInput(
            "The picture is damaged and cannot be opened.",
            where=where,
            remedy="Save it again, or ask for it again.",
        ) from error


def _kept(content: bytes, where: Where) -> bytes:
    kind: type[ImageFile] = PngImageFile if content.startswith(_PNG) else JpegImageFile
    given = kind(io.BytesIO(content))
    _check_size(*given.size, where)
    picture = given.convert("RGBA")
    picture.thumbnail(_KEPT, Image.Resampling.LANCZOS)
    # On white, as paper is: what is clear in it would print black on some machines.
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture)
    target = io.BytesIO()
    white.save(target, "PNG", optimize=True)
    return target.getvalue()


def _check_size(width: int, height: int, where: Where) -> None:
    if width * height > MOST_PIXELS:
        raise BadInput(
            f"The picture has {width * height / 1e6:,.0f} megapixels.",
            where=where,
            remedy=f"Give one of at most {MOST_PIXELS / 1e6:.0f} megapixels.",
        )
    if min(width, height) < _FEWEST_SIDE:
        raise BadInput(
            f"The picture is only {width} × {height} dots.",
            where=where,
            remedy=f"Give one of at least {_FEWEST_SIDE} each way.",
        )
