"""Writes plain .docx files: the lines of pages as paragraphs, each page begun anew.

There are no tables, headers or tags in them, so they ask less of a converter than our pages do.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from resources_app.printing.characters import paragraphs

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="{_P}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="{_P}/relationships"><Relationship Id="r1" Type="{_R}/officeDocument"
Target="word/document.xml"/></Relationships>"""
# 9 points on A4, so that a page of ours fits on one of theirs whatever font they have.
_LOOK = '<w:rPr><w:sz w:val="18"/></w:rPr>'
_CLOSE = '<w:pPr><w:spacing w:before="0" w:after="0"/>{}</w:pPr>'
_SHEET = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="700" w:bottom="700" w:left="1000" w:right="700"/></w:sectPr>'
)


def write_docx(path: Path, pages: Sequence[Sequence[str]]) -> Path:
    """Write the file; gives back its path."""
    body = "".join(
        _paragraph(line, begins=at == 0 and number > 0)
        for number, page in enumerate(pages)
        for at, line in enumerate(page)
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _TYPES)
        file.writestr("_rels/.rels", _RELATIONS)
        file.writestr("word/document.xml", f"{text}{body}{_SHEET}</w:body></w:document>")
    return path


def _paragraph(line: str, *, begins: bool) -> str:
    said = escape(" ".join(paragraphs(line)))
    close = _CLOSE.format("<w:pageBreakBefore/>" if begins else "")
    return f'<w:p>{close}<w:r>{_LOOK}<w:t xml:space="preserve">{said}</w:t></w:r></w:p>'
