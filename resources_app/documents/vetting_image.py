"""Makes a PDF page of a photograph or a scan: JPEG or PNG, upright, and nothing but the picture.

The size is read from the header before anything is decoded. The picture is drawn anew, at about
200 dots an inch on A4, so that neither where a photograph was taken, nor its thumbnail, nor
anything hidden behind its last byte goes with it.
"""

from __future__ import annotations

import io
import struct
import warnings

import pikepdf
from PIL import ExifTags, Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from resources_app.documents.vetted_model import Vetted
from resources_app.documents.vetting_limits import check_limit
from resources_app.foundations.errors import BadInput, Where

_DOTS_AN_INCH = 200
_LONG_SIDE, _SHORT_SIDE = 2339, 1654  # A4 at 200 dots an inch
_POINTS_A_DOT = 72 / _DOTS_AN_INCH
_SMALLEST = 3.0  # points: a page may not be smaller
_QUALITY = 85
# How a camera was held, by its number in EXIF, and the turn that sets the picture upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow raises for bytes that are no picture after all, or only half of one.
_DAMAGED = (OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError)
# Greys of PNGs with sixteen bits, which `convert` would cut off rather than scale.
_DEEP = ("I", "I;16", "I;16B", "I;16L")


def image_as_pdf(content: bytes, where: Where) -> Vetted:
    """One page with the picture. Raises BadInput for one that is damaged or too large."""
    try:
        with warnings.catch_warnings():
            # What a camera wrote about the picture may be damaged; it is left out anyway.
            warnings.filterwarnings("ignore", module="PIL")
            given = _opened(content)
            width, height = given.size
            check_limit("pixels", width * height, where)
            drawn = _drawn(given)
    except _DAMAGED as error:
        raise BadInput(
            "The picture is damaged and cannot be opened.",
            where=where,
            remedy="Save it again, or ask for it again.",
        ) from error
    notes = ["It is a picture, without what a camera writes into it (where and when)."]
    if drawn.size not in ((width, height), (height, width)):
        size = f"{width:,} × {height:,}"
        notes.append(f"It is printed smaller than its {size} dots, which is sharp enough on A4.")
    return Vetted(_page_with(drawn), 1, tuple(notes))


def _opened(content: bytes) -> ImageFile:
    """The picture with its header read. Not by Image.open, which warns of large ones itself."""
    kind = JpegImageFile if content.startswith(b"\xff\xd8\xff") else PngImageFile
    return kind(io.BytesIO(content))


def _drawn(given: ImageFile) -> Image.Image:
    """The picture upright, at most as large as A4 shows, in grey or in colour, on white."""
    # A JPEG is decoded at a half, a quarter or an eighth where that is large enough.
    given.draft(None, (_LONG_SIDE, _LONG_SIDE))
    given.load()
    turned = given.getexif().get(ExifTags.Base.Orientation, 1)
    shown = _plain(given)
    long, short = _LONG_SIDE, _SHORT_SIDE
    shown.thumbnail(
        (long, short) if shown.width > shown.height else (short, long),
        Image.Resampling.LANCZOS,
        reducing_gap=3.0,
    )
    if shown.mode == "RGBA":
        paper = Image.new("RGBA", shown.size, "white")
        paper.alpha_composite(shown)
        shown = paper.convert("RGB")
    return shown.transpose(_TURNS[turned]) if turned in _TURNS else shown


def _plain(given: ImageFile) -> Image.Image:
    """Whatever a file's own way with colours: grey, colours, or colours that can be seen through.

    What is written in it about itself stays behind.
    """
    if given.mode in _DEEP:
        return given.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if given.mode in ("1", "L") and "transparency" not in given.info:
        return given.convert("L")
    see_through = given.mode in ("RGBA", "LA", "PA") or "transparency" in given.info
    return given.convert("RGBA" if see_through else "RGB")


def _page_with(picture: Image.Image) -> bytes:
    """A PDF of one page, as large as the picture at its dots an inch."""
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=_QUALITY, optimize=True)
    width, height = (max(side * _POINTS_A_DOT, _SMALLEST) for side in picture.size)
    with pikepdf.new() as pdf:
        image = pikepdf.Stream(
            pdf,
            packed.getvalue(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=picture.width,
            Height=picture.height,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB,
            Filter=pikepdf.Name.DCTDecode,
        )
        page = pdf.add_blank_page(page_size=(width, height))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=image))
        page.Contents = pdf.make_stream(
            f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Picture Do Q".encode()
        )
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()
