"""What the file says of itself as XMP: its title, its council, its date, and that it is PDF/UA."""

from __future__ import annotations

from datetime import UTC
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from resources_app.printing.imprint import Imprint

PRODUCER = "Access to Resources"

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{council}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
{claim}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
_CLAIM = "<pdfuaid:part>1</pdfuaid:part>\n"


def write_metadata(document: Any, imprint: Imprint, *, accessible: bool) -> None:
    """Hang the metadata on a reportlab document.

    `accessible` says that all of it is tagged (PDF/UA-1, ISO 14289): not where pages that came
    from elsewhere are appended.
    """
    document.Catalog.Metadata = _Metadata(
        _PACKET.format(
            title=escape(imprint.title),
            council=escape(imprint.council),
            producer=PRODUCER,
            at=imprint.printed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            claim=_CLAIM if accessible else "",
        )
    )


class _Metadata(pdfdoc.PDFStream):  # type: ignore[misc]
    """XMP is not compressed, so that programs that know no PDF find it too."""

    def __init__(self, text: str) -> None:
        kind = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
        super().__init__(dictionary=pdfdoc.PDFDictionary(kind), content=text.encode())
        self.filters: list[Any] = []
