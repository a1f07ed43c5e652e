"""What an anonymised pack is checked against, and what is found in it before it is printed.

Nothing here prints or registers: a person is told early what would stop the pack, and reviews it
(`reviewing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from resources_app.children.queries import siblings
from resources_app.documents.checking import leaks_in_pack
from resources_app.documents.clearing import still_open
from resources_app.documents.finding_model import LeakFinding, Secret
from resources_app.documents.gathering_attachments import files_going
from resources_app.documents.gathering_referral import Subjects, gather_pack, subjects_of
from resources_app.documents.homes import homes_of
from resources_app.documents.kinds import KINDS
from resources_app.documents.leaks import find_leaks
from resources_app.documents.mark_queries import marks_on
from resources_app.documents.model import Kind
from resources_app.documents.own_words_queries import changed_words
from resources_app.documents.pack_attachment_model import FileGoing
from resources_app.documents.registering import Job, edition_of
from resources_app.documents.secrets import People, secrets_of
from resources_app.foundations.errors import BadInput, Where
from resources_app.printing.frame import Imprint
from resources_app.requests.considered_queries import considered_for_children
from resources_app.requests.queries import request
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.council import council_name


def leaks_in_request(tables: Tables, reference: str, today: date) -> tuple[LeakFinding, ...]:
    """Every place in a request's texts, and in files, that would stop its anonymised pack, masked.

    Reads only, so that a person can be told long before the pack is printed. What was marked as
    not identifying is left out. Raises NotFound.
    """
    subjects = subjects_of(tables, request(tables, reference), today)
    findings, files = pack_findings(tables, subjects)
    return still_open(findings, marks_on(tables, subjects_marked(subjects, files)))


def pack_findings(
    tables: Tables, subjects: Subjects
) -> tuple[tuple[LeakFinding, ...], tuple[FileGoing, ...]]:
    """Everything that is found in a request's anonymised pack, marked or not, and its files."""
    pack = gather_pack(tables, subjects, unprinted(tables, subjects), full=False)
    files = files_going(tables, subjects.request.id, full=False)
    return leaks_in_pack(pack, secrets_about(tables, subjects), files), files


def subjects_marked(subjects: Subjects, files: Iterable[FileGoing]) -> tuple[str, ...]:
    """The ids of what marks of a request's pack are on: the request, and each file that goes."""
    return (subjects.request.id, *(one.going.id for one in files))


def pack_version_now(tables: Tables, reference: str, today: date) -> int:
    """The version that a request's anonymised pack has, or would have were it printed now."""
    subjects = subjects_of(tables, request(tables, reference), today)
    pack = gather_pack(tables, subjects, unprinted(tables, subjects), full=False)
    job = Job(Kind.REFERRAL_PACK, subjects.request.id, "", pack)
    return edition_of(tables, job).version


def unprinted(tables: Tables, subjects: Subjects) -> Imprint:
    """The imprint of a pack that is only looked at."""
    never = datetime.min.replace(tzinfo=UTC)
    changed = changed_words(tables, *KINDS[Kind.REFERRAL_PACK].worded_in)
    reference = subjects.request.reference
    return Imprint(council_name(tables), "", "", 0, reference, "", never, changed=changed)


def secrets_about(tables: Tables, subjects: Subjects) -> tuple[Secret, ...]:
    """Everything that a request's anonymised pack may not say, by what is on record now."""
    return secrets_of(_people_about(tables, subjects))


def _people_about(tables: Tables, subjects: Subjects) -> People:
    """Everybody whom a request's anonymised pack may not name, and the homes they live in."""
    known = {one.id: one for one in (*subjects.siblings, *siblings(tables, subjects.child.id))}
    referred_by = ("the referring officer", subjects.request.referral_officer_name)
    everyone = (subjects.child.id, *known)
    considered = considered_for_children(tables, everyone)
    family = ((f"the {one.relation}", one.name) for one in considered)
    homes = homes_of(tables, everyone)
    return People(subjects.child, tuple(known.values()), (referred_by, *family), homes)


def check_said(session: Session, reference: str, words: str, field: str) -> None:
    """Raise BadInput at the field where words give away the child that a request is about.

    Raises NotFound for an unknown request.
    """
    tables = session.tables
    subjects = subjects_of(tables, request(tables, reference), session.today())
    if found := find_leaks([(field, words)], secrets_about(tables, subjects)):
        raise BadInput(
            f"This would give the child away: {found[0]}.",
            where=Where(field=field),
            remedy="Say it without the name.",
        )
