"""The invented council's logo: a roof over two doors, drawn rather than kept as a file."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

COLOUR = "#0B5C7A"
_SIDE = 320


def demo_logo() -> bytes:
    """A PNG, the same every time."""
    picture = Image.new("RGB", (_SIDE, _SIDE), "white")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 0, _SIDE - 1, _SIDE - 1), 56, fill=COLOUR)
    draw.polygon([(50, 160), (160, 60), (270, 160)], fill="white")
    draw.rectangle((84, 176, 148, 262), fill="white")
    draw.rectangle((172, 176, 236, 262), fill="white")
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
