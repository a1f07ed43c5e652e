"""Finds in a text whatever would give a child away. Pure: texts and secrets in, findings out.

How a secret is recognised is `recognising`'s business; here it becomes a finding that can be
shown without leaking in its turn. Nothing is cleared by a switch: a finding is cleared by
editing the text, or the record where the record is wrong.

Limits, which is why a person reads the pack as well: a name that is an ordinary word, written
small, is missed; so is a person nobody recorded, and a story that only one child has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from resources_app.documents.model import LeakFinding, Secret
from resources_app.documents.patterns import Span
from resources_app.documents.recognising import recognised, wanted_from
from resources_app.foundations.errors import Refused

_AROUND = 28  # characters shown on each side of a finding


class LeakFound(Refused):
    """An anonymised pack that would give the child away. Nothing was printed or registered."""

    def __init__(self, findings: tuple[LeakFinding, ...]) -> None:
        self.findings = findings
        places = "one place" if len(findings) == 1 else f"{len(findings)} places"
        listed = "\n".join(f"  {number}. {one}." for number, one in enumerate(findings, start=1))
        super().__init__(
            f"The pack was not printed: {places} in it would give the child away.\n{listed}\n",
            remedy="Edit the text so that it says who people are to the child, not their names "
            "(“his aunt”, “her school”), and print again.",
        )


def find_leaks(
    texts: Iterable[tuple[str, str]],
    secrets: Sequence[Secret],
    allowed: Iterable[str] = (),
) -> tuple[LeakFinding, ...]:
    """Everything in `texts` (heading, text) that says a secret, in the order it stands.

    `allowed` are things that look like secrets and are not: the team's own address for replies.
    """
    findings: list[LeakFinding] = []
    wanted = [wanted_from(secret) for secret in secrets]
    for field, text in texts:
        spans = _settled(recognised(_without(text, allowed), wanted))
        masked = _masked(text, [span for span, _ in spans])
        findings.extend(LeakFinding(field, _around(masked, span), what) for span, what in spans)
    return tuple(dict.fromkeys(findings))


def _without(text: str, allowed: Iterable[str]) -> str:
    """The text with what is allowed, where it stands as words of its own, blanked out."""
    for one in allowed:
        if one and one.casefold() in text.casefold():
            words = rf"(?<!\w){re.escape(one)}(?!\w)"
            text = re.sub(words, lambda found: " " * len(found[0]), text, flags=re.IGNORECASE)
    return text


def _settled(found: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """One finding for each place: of those that overlap, the longest."""
    kept: list[tuple[Span, str]] = []
    for span, what in sorted(found, key=lambda one: (one[0][0] - one[0][1], one[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other, _ in kept):
            kept.append((span, what))
    return sorted(kept)


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
