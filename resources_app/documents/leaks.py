"""Finds in a text whatever would give a child away. Pure: texts and secrets in, findings out.

How a secret is recognised is `recognising`'s business; here it becomes a finding that can be
shown without leaking in its turn. Nothing is cleared by a switch: a finding is cleared by
editing the text, or the record where the record is wrong.

Limits, which is why a person reads the pack as well: a name that is an ordinary word, written
small, is missed; so is a person nobody recorded, and a story that only one child has.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence

from resources_app.documents.finding_model import LeakFinding, Secret, Span, numbered
from resources_app.documents.recognising import Recognised, recognised
from resources_app.documents.wanting import wanted_from
from resources_app.foundations.errors import Refused

_AROUND = 28  # characters shown on each side of a finding
_EDIT = (
    "Edit the text so that it says who people are to the child, not their names (“his aunt”, "
    "“her school”), and print again. The review of the pack proposes words for "
    "each place."
)
_IN_FILE = (
    "What stands in a file is not edited here: let the file go with the full pack only, or put a "
    "blacked-out copy in. Pages that no search can read, read yourself, and say that you did."
)


class LeakFound(Refused):
    """An anonymised pack that would give the child away. Nothing was printed or registered."""

    def __init__(self, findings: tuple[LeakFinding, ...]) -> None:
        self.findings = findings
        places = "one place" if len(findings) == 1 else f"{len(findings)} places"
        in_file, in_text = (
            any(bool(one.file) is filed for one in findings) for filed in (True, False)
        )
        remedies = [_EDIT] * in_text + [_IN_FILE] * in_file
        super().__init__(
            f"The pack was not printed: {places} in it would give the child away.\n"
            f"{numbered(findings)}",
            remedy=" ".join(remedies),
        )

    def __str__(self) -> str:
        return f"{self.what}\n{self.remedy}"


def find_leaks(
    texts: Iterable[tuple[str, str] | tuple[str, str, str]],
    secrets: Sequence[Secret],
    allowed: Iterable[str] = (),
) -> tuple[LeakFinding, ...]:
    """Everything in `texts` that says a secret, in the order it stands.

    A text comes with the heading it prints under, and the request's field that holds it where
    one does: (heading, text) or (heading, text, field). `allowed` are things that look like
    secrets and are not: the team's own address for replies.
    """
    findings: list[LeakFinding] = []
    wanted = [wanted_from(secret) for secret in secrets]
    for heading, text, *key in texts:
        spans = _settled(recognised(_without(text, allowed), wanted))
        masked = _masked(text, [one.span for one in spans])
        findings.extend(
            LeakFinding(
                field=heading,
                around=_around(masked, span),
                what=secret.what,
                key="".join(key),
                span=span,
                thing=secret.thing,
                whose=secret.whose,
                role=secret.role,
                near=near,
                _text=text,
            )
            for span, secret, near in spans
        )
    return tuple(dict.fromkeys(findings))


def _without(text: str, allowed: Iterable[str]) -> str:
    """The text with what is allowed, where it stands as words of its own, blanked out."""
    for one in allowed:
        if one and one.casefold() in text.casefold():
            words = rf"(?<!\w){re.escape(one)}(?!\w)"
            text = re.sub(words, lambda found: " " * len(found[0]), text, flags=re.IGNORECASE)
    return text


def _settled(found: Iterable[Recognised]) -> list[Recognised]:
    """One finding for each place: of those that overlap the longest, and what is exact first.

    What only looks like something comes last, and widens what it overlaps: of “Ms Osei” that is
    the worker's name with its title.
    """
    starts: list[int] = []
    kept: dict[int, Recognised] = {}
    for one in sorted(found, key=_order):
        beside = [kept[start] for start in _beside(one.span, starts, kept)]
        if not beside:
            insort(starts, one.span[0])
            kept[one.span[0]] = one
        elif one.looks_like and len(beside) == 1:
            [other] = beside
            start, end = min(one.span[0], other.span[0]), max(one.span[1], other.span[1])
            if len(_beside((start, end), starts, kept)) == 1:
                starts[starts.index(other.span[0])] = start
                del kept[other.span[0]]
                kept[start] = other._replace(span=(start, end))
    return [kept[start] for start in starts]


def _order(one: Recognised) -> tuple[bool, int, bool, Span]:
    return one.looks_like, one.span[0] - one.span[1], one.near, one.span


def _beside(span: Span, starts: Sequence[int], kept: Mapping[int, Recognised]) -> list[int]:
    """Where those begin, of what is kept, that overlap a span."""
    first = max(0, bisect_right(starts, span[0]) - 1)
    upto = bisect_left(starts, span[1])
    return [start for start in starts[first:upto] if kept[start].span[1] > span[0]]


def _masked(text: str, spans: Sequence[Span]) -> str:
    """The text with every found place reduced to its first character."""
    chars = list(text)
    for start, end in spans:
        for at in range(start + 1, end):
            if chars[at].isalnum():
                chars[at] = "•"
    return "".join(chars)


def _around(masked: str, span: Span) -> str:
    start, end = max(0, span[0] - _AROUND), min(len(masked), span[1] + _AROUND)
    words = " ".join(masked[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(masked) else ''}"
