"""Whom a round of the search goes to: the rung's services, those named, those not asked yet.

The ladder says on which rung a service stands (`ladder`); this says what that means for the
next round, given the rounds that went out before. Sending it is `actions.releasing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from resources_app.foundations.clock import LOCAL
from resources_app.foundations.errors import Refused
from resources_app.requests.ladder import Candidate, LotSought, why_not_asked
from resources_app.requests.model import Release, Rung


@dataclass(frozen=True)
class Wanted:
    """A round as it is asked for; see `actions.releasing.release_request`."""

    rung: Rung
    lot: LotSought | None = None
    service_ids: Collection[str] | None = None
    skipped_reason: str = ""
    reply_due: date | None = None
    pack_document_id: str | None = None


def rung_text(wanted: Wanted) -> str:
    """`the rung “tier 1”`, and of which lot when one is sought."""
    return f"the rung “{wanted.rung}”{_of_lot(wanted)}"


def in_lot(everybody: Iterable[Candidate], sought: LotSought | None) -> list[Candidate]:
    """The services as they stand when homes of a lot are sought; all of them without one."""
    if sought is None:
        return list(everybody)
    return [one for each in everybody if (one := each.within(sought.id)) is not None]


def not_yet_asked(
    wanted: Wanted, fitting: Iterable[Candidate], rounds: Sequence[Release]
) -> tuple[Candidate, ...]:
    """Those on the rung who can be asked and were not asked before, in the lot that is sought."""
    asked = _asked(rounds)
    return tuple(
        one
        for one in fitting
        if one.rung is wanted.rung
        and not why_not_asked(one)
        and not _was_asked(one, wanted.lot, asked)
    )


def same_round(rounds: Sequence[Release], wanted: Wanted, today: date) -> Release | None:
    """The last round, when just this was sent out today already."""
    if not rounds:
        return None
    last = rounds[-1]
    if (last.rung, last.lot_id) != (wanted.rung, _lot_id(wanted)):
        return None
    to = {one.service_id for one in last.recipients}
    same = to == (to if wanted.service_ids is None else set(wanted.service_ids))
    return last if same and last.released_at.astimezone(LOCAL).date() == today else None


def chosen_by_name(
    wanted: Wanted, everybody: Sequence[Candidate], service_ids: Collection[str]
) -> tuple[Candidate, ...]:
    """The services named, of all that fitted. Raises Refused for one that cannot be asked here."""
    names = {one.service.id: one.service.name for one in everybody}
    by_id = {one.service.id: one for one in in_lot(everybody, wanted.lot)}
    for service_id in service_ids:
        if service_id not in names:
            raise Refused(
                "A service was chosen that did not fit in the last search.",
                remedy="Search again, or choose among those that fit.",
            )
        if service_id not in by_id:
            assert wanted.lot is not None  # or everybody would be there
            raise Refused(f"{names[service_id]} is not in {wanted.lot.name}.")
        _check_choice(wanted, by_id[service_id])
    return tuple(by_id[one] for one in dict.fromkeys(service_ids))


def tried_rungs(
    wanted: Wanted, fitting: Iterable[Candidate], rounds: Sequence[Release]
) -> set[Rung]:
    """Rungs that a round went to, or on which somebody was asked while another lot was sought."""
    tried = {one.rung for one in rounds if one.lot_id == _lot_id(wanted)}
    asked = _asked(rounds)
    return tried | {one.rung for one in fitting if _was_asked(one, wanted.lot, asked)}


def _check_choice(wanted: Wanted, one: Candidate) -> None:
    if reason := why_not_asked(one):
        raise Refused(reason)
    if one.rung is not wanted.rung:
        stands = f"{one.service.name} is on the rung “{one.rung}”{_of_lot(wanted)}"
        raise Refused(f"{stands}, not “{wanted.rung}”.")


_Asked = dict[str, set[str | None]]


def _asked(rounds: Iterable[Release]) -> _Asked:
    """The places in lots under which each service was asked, by service; None for under none."""
    found: _Asked = defaultdict(set)
    for part in (part for made in rounds for part in made.recipients):
        found[part.service_id].add(part.membership_id)
    return found


def _was_asked(one: Candidate, sought: LotSought | None, asked: _Asked) -> bool:
    """Whether a service was asked before; where a lot is sought and it is in it, under that lot."""
    under = asked.get(one.service.id, set())
    if sought and one.member and one.member.lot.id == sought.id:
        return one.member.membership.id in under
    return bool(under)


def _lot_id(wanted: Wanted) -> str | None:
    return wanted.lot.id if wanted.lot else None


def _of_lot(wanted: Wanted) -> str:
    return f" of {wanted.lot.name}" if wanted.lot else ""
