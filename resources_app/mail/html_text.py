"""The words of a web page, as an e-mail may hold them: nothing is drawn, run or fetched.

The library's reader looks through the rest of the page for the end of each tag and comment, so
that a page of tags without an end takes it minutes. What has no end is made plain text first, and
what nobody reads is taken out, in one pass each.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = frozenset(
    {"br", "div", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p", "table", "tr"}
)  # fmt: skip
_UNSEEN = frozenset({"head", "noscript", "script", "style", "template", "title"})
_LOOSE = re.compile(r"<(?![^<>]*>)")  # begins nothing: no tag ends before the next begins
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_LONG_TAG = re.compile(
    r"<(/?[a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{1000,}>"
)  # a picture's bytes, as a rule
_MOST_READ = 1_000_000  # characters of a page, once its pictures and comments are out


def text_of_html(page: str) -> str:
    """What a person would read on it, a paragraph a line."""
    reader = _Reader()
    reader.feed(_readable(page))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _readable(page: str) -> str:
    """The page with nothing in it that has no end, nor anything long that is not read."""
    page = _DECLARATION.sub("", _without_comments(page))
    return _LONG_TAG.sub(r"<\1>", _LOOSE.sub("&lt;", page))[:_MOST_READ]


def _without_comments(page: str) -> str:
    kept, at = [], 0
    while (start := page.find("<!--", at)) >= 0 and (end := page.find("-->", start)) >= 0:
        kept.append(page[at:start])
        at = end + len("-->")
    return "".join((*kept, page[at:]))


class _Reader(HTMLParser):
    """Collects words; breaks the line where a page would."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs  # addresses of pictures and pages: nothing is fetched
        if tag in _UNSEEN:
            self._unseen += 1
        if tag in _BREAKS:
            self.said.append("\n")
        if tag == "td":
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in _BREAKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(re.sub(r"\s+", " ", data))
