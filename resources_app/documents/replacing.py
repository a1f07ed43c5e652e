"""What to write in the place of a finding, and texts with it written. Pure.

The words come from assets/wording/replacements.json. The grammar is what can be known: a capital
where a sentence starts, “the child’s” for a possessive without its apostrophe, and nothing said
twice: of “her aunt, May, rang” it leaves “her aunt rang”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from resources_app.children.model import Child
from resources_app.documents.finding_model import LeakFinding, Span, Thing, Whose
from resources_app.documents.pack_review_model import Proposal
from resources_app.documents.wanting import starts_sentence
from resources_app.foundations.fields import Value
from resources_app.foundations.phrases import capital
from resources_app.foundations.postcodes import outward
from resources_app.printing.wording import filled, wording

_FILE = "replacements"
_PRONOUNS = {"1": ("his", "he", "him"), "2": ("her", "she", "her")}
_NEUTRAL = ("their", "they", "them")
_PEOPLE = (Thing.FULL_NAME, Thing.NAME, Thing.INITIALS)
# Whoever says “her brother” of a person says enough of them before the name comes.
_OWNER = r"(?:\b(?:his|her|their|my|the|an?)\s+(?:\w+[\s\-])?)"


def propose(finding: LeakFinding, child: Child) -> Proposal:
    """What to write in the place of a finding, and for which stretch of its text."""
    text, (start, end) = finding.text, finding.span
    if finding.thing in _PEOPLE and (said := _said_already(finding)):
        return said
    words = _words(finding, child)
    if starts_sentence(text, start) and text[:start].rstrip()[-1:] not in (":", ";"):
        words = capital(words)
    if finding.thing in _PEOPLE and text[end - 1 : end] != "s" and _is_bare_possessive(text, end):
        return Proposal((start, end + 1), f"{words}’s")
    before = re.search(r"\b(?:the|an?)\s$", text[:start], re.IGNORECASE)
    if before and words[:1].islower() and words.split()[0] in ("the", "a", "an"):
        start = before.start()
        words = capital(words) if text[start].isupper() else words
    return Proposal((start, end), words)


def _is_bare_possessive(text: str, end: int) -> bool:
    return text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalpha()


def _said_already(finding: LeakFinding) -> Proposal | None:
    """Only the name goes where what the person is to the child stands before it."""
    text, (start, end) = finding.text, finding.span
    role = finding.role
    if not role or finding.whose not in (Whose.FAMILY, Whose.SIBLING, Whose.WORKER):
        return None
    before = re.search(rf"{_OWNER}{re.escape(role)}(?P<gap>,?\s+)$", text[:start], re.IGNORECASE)
    if not before:
        return None
    start = before.start("gap")
    if before["gap"].startswith(",") and text[end : end + 1] == ",":
        end += 1
    possessive = re.match(r"['’]?s(?!\w)", text[end:])
    if possessive:
        return Proposal((start, end + possessive.end()), "’s")
    return Proposal((start, end), "")


def _words(finding: LeakFinding, child: Child) -> str:
    titled = _titled(finding)
    if titled:
        return titled
    his, he, him = _PRONOUNS.get(child.sex, _NEUTRAL)
    values = {
        "his": his,
        "he": he,
        "him": him,
        "role": finding.role or "relative",
        "outward": outward(finding.found) or "[postcode]",
    }
    found = finding.found.casefold()
    for row in wording(_FILE)["rows"]:
        fits = row["thing"] == finding.thing and row.get("whose", finding.whose) == finding.whose
        if fits and row.get("having", "") in found:
            return filled(row["words"], {key: values[key] for key in _named(row["words"])})
    return f"[{finding.thing}]"


def _named(words: str) -> list[str]:
    return re.findall(r"{(\w+)}", words)


def _titled(finding: LeakFinding) -> str:
    """What somebody nobody recorded is called by their title: a police officer."""
    if finding.whose is not Whose.ANYBODY or finding.thing is not Thing.NAME:
        return ""
    titles: Mapping[str, str] = wording(_FILE)["titles"]
    return titles.get(finding.found.split()[0].strip(".").casefold(), "")


def rewritten(text: str, proposals: Iterable[Proposal]) -> str:
    """A text with every proposal written; of two that overlap, the first."""
    pieces, at = [], 0
    for one in sorted(proposals, key=lambda one: one.span):
        start, end = one.span
        if start >= at:
            pieces += [text[at:start], one.words]
            at = end
    return "".join((*pieces, text[at:]))


def around(text: str, span: Span, reach: int) -> tuple[str, str]:
    """The words before and after a place, within its line, at most `reach` characters each."""
    start, end = span
    before = text[max(0, start - reach) : start].rpartition("\n")[2]
    after = text[end : end + reach].partition("\n")[0]
    cut_before = "…" if start - len(before) > 0 and text[start - len(before) - 1] != "\n" else ""
    cut_after = "…" if end + len(after) < len(text) and text[end + len(after)] != "\n" else ""
    return f"{cut_before}{before}", f"{after}{cut_after}"


def answer_rewritten(answer: Value, text: str, new: str) -> Value:
    """An answer with one of its texts replaced; None where the answer does not hold that text."""
    if isinstance(answer, str):
        return new if answer == text else None
    if isinstance(answer, tuple) and text in answer:
        return tuple(new if one == text else str(one) for one in answer)
    return None
