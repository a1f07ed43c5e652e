"""Correcting the wording of a request that was submitted: its texts, never its facts.

An anonymised pack is refused while a text names somebody (documents/leaks); this is how the
text is put right once the request is no draft. What was submitted stays in its snapshot.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.fields import FieldProblem, Reading, Record, unanswered
from resources_app.foundations.json_files import read_json_object
from resources_app.requests.fields import BY_NAME, WORDING_FIELDS
from resources_app.requests.model import Request
from resources_app.requests.queries import request
from resources_app.requests.states import require_state
from resources_app.requests.storing import answers_of_request, stored_row
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.team.model import Permission
from resources_app.team.permissions import require

_FIELDS = {one.name: one for one in WORDING_FIELDS}


def reword_request(
    session: Session,
    reference: str,
    given: Mapping[str, object],
    *,
    reason: str,
    file: str = "",
) -> Changes:
    """Put other words for texts of a submitted request; those not given stay as they are.

    Only `WORDING_FIELDS`. A text that was needed to submit is not emptied, and a text about
    another risk is neither emptied nor begun, since that would take away or add the risk.
    The same texts again change nothing. Raises Problems naming every field that is refused,
    by its path when it came from `file`; BadInput without a reason; Refused in a state that
    does not allow it.
    """
    require(session, Permission.KEEP_REQUESTS)
    with session.act("reword_request", reason=reason) as act:
        before = request(act.tables, reference)
        require_state(before.state, "reword_request")
        if not reason.strip():
            remedy = "Say why the wording is corrected."
            raise BadInput("This is needed.", where=Where(field="Reason"), remedy=remedy)
        held = stored_row(answers_of_request(before))
        worded = stored_row(_read(before, given, file))
        changes = {name: text for name, text in worded.items() if held[name] != text}
        if changes:
            act.tables.update("placement_request", before.id, changes)
    return act.changes


def reword_request_from_file(
    session: Session, reference: str, path: Path, *, reason: str
) -> Changes:
    """The same from a JSON file that holds the texts by field name."""
    return reword_request(session, reference, read_json_object(path), reason=reason, file=path.name)


def _read(before: Request, given: Mapping[str, object], file: str) -> Record:
    reading = Reading(file=file, by_path=bool(file), submitting=True)
    for name in given:
        if name not in _FIELDS:
            _refuse_other(reading, name)
    texts = {name: text for name, text in given.items() if name in _FIELDS}
    answers = reading.record([_FIELDS[name] for name in texts], texts)
    held = answers_of_request(before)
    for name, text in answers.items():
        if _FIELDS[name].standard and unanswered(text) != unanswered(held[name]):
            what = "Its words can be corrected, but a risk is neither added nor taken away so."
            reading.refuse(_FIELDS[name], what, "Leave it as it was, or put it in other words.")
    reading.finish()
    return answers


def _refuse_other(reading: Reading, name: str) -> None:
    if name in BY_NAME:
        what = "This is a fact of what was submitted, not its wording."
        remedy = "Leave it out; a request that waits for authority can be returned to draft."
        reading.refuse(BY_NAME[name], what, remedy)
        return
    where = Where(file=reading.file, field=name)
    remedy = f"Known: {', '.join(_FIELDS)}."
    reading.problems.append(FieldProblem(name, "There is no such field.", where, remedy))
