"""Logos to choose, made as they are needed."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw


def logo(width: int = 900, height: int = 300, kind: str = "PNG") -> bytes:
    """A square and a line on nothing, as a PNG; a JPEG has white behind them."""
    picture = Image.new("RGBA", (width, height))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, height - 1, height - 1), fill="#0B5C7A")
    draw.line((0, height // 2, width, height // 2), fill="#0B5C7A", width=8)
    target = io.BytesIO()
    picture.convert("RGB" if kind == "JPEG" else "RGBA").save(target, kind)
    return target.getvalue()
