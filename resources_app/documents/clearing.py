"""Which place a mark clears, and who may mark it. Pure.

A mark is bound to the field, to the sentence in which the place stands and to where in it, and to
what was found there: whose, and whether it only looks like it. It holds a hash of these with its
own id as salt, so that neither it nor the journal says the name again. It falls away when the
sentence changes, and when more is recorded by which the same words say something else: a name that
looked like anybody's and turns out to be the child's.

Who may: an officer who keeps requests, what is a matter of judgement (an ordinary word that is
also a name, a near match, something that only looks like a name). What is recorded of a child and
stands there as it is recorded (a name in full, a date of birth, a postcode, an NHS or a pupil
number) can hardly fail to identify: only a manager may say so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from resources_app.documents.finding_model import LeakFinding, Thing, Whose
from resources_app.documents.pack_review_model import Mark
from resources_app.team.model import Permission

_FIRM = frozenset(
    (Thing.FULL_NAME, Thing.BIRTH, Thing.NHS_NUMBER, Thing.PUPIL_NUMBER, Thing.POSTCODE)
)
_CHILDREN = (Whose.CHILD, Whose.SIBLING)
_ID_LENGTH = 8
_SENTENCE_END = re.compile(r"[.!?]['’”)]*\s+|\s*\n\s*")


def permission_to_mark(finding: LeakFinding) -> Permission:
    """What an officer must be allowed to do to mark this finding."""
    firm = finding.thing in _FIRM and finding.whose in _CHILDREN and not finding.near
    return Permission.CLEAR_IDENTIFIERS if firm else Permission.KEEP_REQUESTS


def field_of(finding: LeakFinding) -> str:
    """What a mark calls the text: the request's field, or the heading where no field holds it."""
    return finding.key or finding.field


def digest_of(finding: LeakFinding, salt: str) -> str:
    """The hash of a place and of what it gives away, while its sentence stays as it is."""
    start, end = finding.span
    ends = [match.end() for match in _SENTENCE_END.finditer(finding.text)]
    begins = max((at for at in ends if at <= start), default=0)
    until = min((at for at in ends if at >= end), default=len(finding.text))
    sentence = finding.text[begins:until].strip()
    found = (finding.thing, finding.whose, finding.role, "near" if finding.near else "")
    said = (salt, str(start - begins), str(end - begins), sentence, *found)
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def finding_id(finding: LeakFinding) -> str:
    """A short name for a finding, the same while its sentence stays as it is."""
    return digest_of(finding, f"{finding.file} {field_of(finding)}")[:_ID_LENGTH]


def cleared(finding: LeakFinding, marks: Iterable[Mark], *, on_page: bool = False) -> bool:
    """Whether one of the marks clears a finding. A page is set from fields, and knows of none."""
    return any(
        (on_page or one.field == field_of(finding)) and one.digest == digest_of(finding, one.id)
        for one in marks
        if finding.text
    )


def still_open(
    findings: Iterable[LeakFinding], marks: Sequence[Mark], *, on_page: bool = False
) -> tuple[LeakFinding, ...]:
    """The findings that no mark clears."""
    return tuple(one for one in findings if not cleared(one, marks, on_page=on_page))
