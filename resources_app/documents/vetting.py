"""Says whether a file may go with a pack, and makes of it what may: a clean PDF, and what to tell.

What a file is, its first bytes say, not its name. A PDF is taken apart and its pages put into a
new one (`vetting_pdf`), a photograph or a scan becomes one (`vetting_image`). Whatever is not
taken is refused with the file's name, the reason, and what would do instead. Nothing of the file
is run, and nothing is decoded whose size is not known to be within the limits.
"""

from __future__ import annotations

from resources_app.documents.vetted_model import Vetted
from resources_app.documents.vetting_image import image_as_pdf
from resources_app.documents.vetting_limits import check_limit
from resources_app.documents.vetting_pdf import rebuilt
from resources_app.foundations.errors import BadInput, Where

_AS_PDF = "Save it as a PDF or JPEG, keep that, and put that in."
# First bytes of what cannot go with a pack, and what people call it. To add one: a row.
_OTHER_FILES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "an Office document or a zip file"),
    (b"\xd0\xcf\x11\xe0", "an Office document or an Outlook e-mail"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"{\\rtf", "a text document (RTF)"),
)
_EMAIL = (
    "This is an e-mail, and an e-mail does not go with a pack.",
    "The files that came in it are kept beside it: put those in, or save what it says as a PDF.",
)


def vet(content: bytes, file_name: str, *, is_email: bool = False) -> Vetted:
    """What of a file may be appended to a pack, or BadInput that names the file and says why not.

    The same bytes always give the same.
    """
    where = Where(file=file_name)
    if is_email:
        what, remedy = _EMAIL
        raise BadInput(what, where=where, remedy=remedy)
    check_limit("bytes", len(content), where)
    if content.startswith(b"%PDF-"):
        return rebuilt(content, where)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return image_as_pdf(content, where)
    called = next((name for start, name in _OTHER_FILES if content.startswith(start)), "")
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        called = "a HEIC picture"
    what = f"This is {called}." if called else "This is no PDF and no picture that can be printed."
    raise BadInput(what, where=where, remedy=_AS_PDF)
