"""Files as they come in from schools, clinics and scanners, and some that nobody should send."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import ExifTags, Image

Change = Callable[[Pdf], None]


def pdf_saying(*pages: str, change: Change | None = None) -> bytes:
    """A PDF with a line of text on each page, changed before it is saved."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
                       Encoding=Name.WinAnsiEncoding)
        )  # fmt: skip
        for text in pages:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(Font=Dictionary(F1=font))
            page.Contents = pdf.make_stream(
                f"BT /F1 14 Tf 60 752 Td ({text}) Tj ET".encode("cp1252")
            )
        if change:
            change(pdf)
        return saved(pdf)


def saved(pdf: Pdf, **how: object) -> bytes:
    target = io.BytesIO()
    pdf.save(target, **how)  # type: ignore[arg-type]
    return target.getvalue()


def locked(password: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf_saying("Secret"))) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="o", user=password, R=6))


def picture(kind: str, size: tuple[int, int], *, mode: str = "RGB", **how: object) -> bytes:
    """A picture of one colour."""
    target = io.BytesIO()
    Image.new(mode, size, "teal" if mode == "RGB" else 0).save(target, kind, **how)
    return target.getvalue()


def photograph_on_its_side() -> bytes:
    """A photograph taken with the camera turned, that says where: 51.6 degrees north."""
    shown = Image.new("RGB", (400, 200), "white")
    shown.paste("red", (0, 0, 60, 200))
    exif = shown.getexif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.ImageDescription] = "Rowan at 27 Hatters Rise"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[2] = (51.0, 37.0, 42.0)
    target = io.BytesIO()
    shown.save(target, "JPEG", exif=exif)
    return target.getvalue()


def bomb() -> bytes:
    """A small PDF with a part that unpacks to 400 MB."""
    packer = zlib.compressobj(9)
    start = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    ten = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    with pikepdf.open(io.BytesIO(pdf_saying("Small"))) as pdf:
        packed = start + ten * 40 + packer.flush()
        pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)
        return saved(
            pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )


def with_everything_that_acts(pdf: Pdf) -> None:
    """Scripts, a command, a file inside, links, an address to send to, a film; author and notes."""
    page = pdf.pages[0]
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('Ashdown')"))
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("1")))
    page.obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("calc.exe")))
    pdf.attachments["minutes.txt"] = b"Rowan Ashdown"
    page.obj.Annots = Array(
        [
            _annotation(pdf, "/Link", A=Dictionary(S=Name.URI, URI=String("https://x.test/"))),
            _annotation(pdf, "/Link", A=Dictionary(S=Name.SubmitForm, F=String("https://x.test"))),
            _annotation(pdf, "/Text", Contents=String("Rowan told me this")),
            _annotation(pdf, "/RichMedia"),
        ]
    )
    pdf.docinfo["/Author"] = "Mina Doshi"
    pdf.Root.Metadata = pdf.make_stream(b"<x>Ashdown</x>")
    page.obj.PieceInfo = Dictionary(X=Dictionary(Private=String("Ashdown")))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Rowan", 0))


def with_a_filled_form(pdf: Pdf) -> None:
    """A field that was answered, and whose answer is drawn only by its own appearance."""
    field = _annotation(
        pdf, "/Widget", FT=Name.Tx, T=String("likes"), V=String("Likes tractors"),
        DA=String("/Helv 12 Tf 0 g"), F=4,
    )  # fmt: skip
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, DA=String("/Helv 12 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font))),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([field])


def drawn_by_script(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def with_a_hidden_layer(pdf: Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes on Rowan")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )


def with_words_behind_words(pdf: Pdf) -> None:
    """What a reader copies is not what is seen: ActualText."""
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(
        b"/Span <</ActualText (Rowan Ashdown)>> BDC BT /F1 12 Tf 60 700 Td (A boy) Tj ET EMC"
    )


def with_words_that_break_off(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"/P BMC BT (A boy) Tj ET EMC BT (and his sis")


def with_unapplied_redaction(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([_annotation(pdf, "/Redact")])


def a_portfolio(pdf: Pdf) -> None:
    pdf.Root.Collection = Dictionary(Type=Name.Collection)


def wider_than_a_street(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 0, 43_200, 800])


def odd_boxes(pdf: Pdf) -> None:
    """Page by page: on its side, begun below nothing, A3, in units of a metre, cropped."""
    turned, below, large, huge, cropped = pdf.pages
    turned.obj.Rotate = 90
    below.obj.MediaBox = Array([-300, -400, 295, 442])
    below.Contents = pdf.make_stream(b"1 0 0 1 -300 -400 cm\n" + below.Contents.read_bytes())
    large.obj.MediaBox = Array([0, 0, 842, 1191])
    huge.obj.UserUnit = 2834
    cropped.obj.CropBox = Array([0, 421, 595, 842])


def _annotation(pdf: Pdf, subtype: str, **more: object) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([60, 600, 300, 640]), **more)
    )


def a_scan(pdf: Pdf) -> None:
    """Page by page: in six strips beneath its words; within a drawing; a logo; nothing; lines."""
    strips, inside, logo, blank, lines = pdf.pages
    dot = pikepdf.Stream(
        pdf, b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        BitsPerComponent=8, ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    for page in (strips, logo):
        page.Resources.XObject = Dictionary(Im=dot)
    parts = [b"q 595 0 0 30 0 %d cm /Im Do Q\n" % (at * 100) for at in range(6)]
    strips.Contents = pdf.make_stream(b"".join(parts) + strips.Contents.read_bytes())
    form = pdf.make_stream(
        b"q 1 0 0 1 0 0 cm /Im Do Q", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 1, 1]), Resources=Dictionary(XObject=Dictionary(Im=dot)),
    )  # fmt: skip
    inside.Resources.XObject = Dictionary(Fm=form)
    inside.Contents = pdf.make_stream(
        b"q 500 0 0 700 0 0 cm /Fm Do Q\n" + inside.Contents.read_bytes()
    )
    logo.Contents = pdf.make_stream(
        b"q 60 0 0 60 20 760 cm /Im Do Q\n" + logo.Contents.read_bytes()
    )
    blank.Contents = pdf.make_stream(b"")
    lines.Contents = pdf.make_stream(b"10 10 m 400 400 l S")


def with_words_out_of_sight(pdf: Pdf) -> None:
    """White on white, beneath a black bar, and beyond the edge of the page."""
    pdf.pages[0].Contents = pdf.make_stream(
        b"1 1 1 rg BT /F1 12 Tf 60 700 Td (White Ashdown) Tj ET 0 g "
        b"BT /F1 12 Tf 60 650 Td (Barred Ashdown) Tj ET 50 640 200 30 re f "
        b"BT /F1 12 Tf 900 600 Td (Beyond Ashdown) Tj ET"
    )


def heavy(megabytes: int) -> bytes:
    """A scan that cannot be packed any smaller: noise, the same each time."""
    noise = random.Random(megabytes).randbytes(megabytes * 1_000_000)

    def scan(pdf: Pdf) -> None:
        pdf.pages[0].Resources.XObject = Dictionary(
            Im=pikepdf.Stream(
                pdf, noise, Type=Name.XObject, Subtype=Name.Image, Width=1000,
                Height=1000 * megabytes, BitsPerComponent=8, ColorSpace=Name.DeviceGray,
            )
        )  # fmt: skip
        pdf.pages[0].Contents = pdf.make_stream(b"q 500 0 0 700 0 0 cm /Im Do Q")

    return pdf_saying("A scan", change=scan)
