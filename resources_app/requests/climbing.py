"""The next round of a search: whom it can go to, and which rungs must answer before it may.

A rung is climbed past once everybody asked on it has declined, or the day on which they were to
answer has passed. Going on before that, or past a rung that was never asked, takes a reason,
which is kept with the round. DOMAIN: What good looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from resources_app.foundations.phrases import capital, joined
from resources_app.requests.ladder import LADDER, Candidate, LotSought, why_not_asked
from resources_app.requests.lots import lot_name
from resources_app.requests.model import Recipient, Release, ResponseKind, Rung
from resources_app.requests.replies_due import due_of
from resources_app.requests.rounds import Wanted, in_lot, not_yet_asked, tried_rungs


@dataclass(frozen=True)
class LotToTry:
    """A lot whose tiers could be climbed; `homes` is how many of its members fitted."""

    lot: LotSought
    title: str
    homes: int


@dataclass(frozen=True)
class Ground:
    """What the next round is chosen from: all that fitted, and the rounds so far.

    `comes_first` says whether one of the council's own must be asked before any provider, `core`
    in sentences which core business of theirs the children meet.
    """

    everybody: Sequence[Candidate]
    rounds: Sequence[Release]
    comes_first: Callable[[Candidate], bool] = lambda _: True
    core: tuple[str, ...] = ()

    def rungs(self, lot: LotSought | None = None) -> dict[Rung, tuple[Candidate, ...]]:
        """For each rung, those who can be asked and were not asked before (in that lot)."""
        fitting = in_lot(self.everybody, lot)
        return {rung: not_yet_asked(Wanted(rung, lot), fitting, self.rounds) for rung in Rung}

    def lots(self) -> tuple[LotToTry, ...]:
        """The lots that those who fitted are members of, by name."""
        found: dict[str, LotToTry] = {}
        for one in (one for who in self.everybody for one in who.members):
            before = found.get(one.lot.id)
            lot = LotSought(one.lot.id, lot_name(one))
            found[one.lot.id] = LotToTry(lot, one.lot.title, before.homes + 1 if before else 1)
        return tuple(sorted(found.values(), key=lambda one: one.lot.name))

    def owed(self, wanted: Wanted, now: datetime) -> tuple[str, ...]:
        """Why a rung before the one wanted is still to be asked or to answer, in sentences.

        A rung on which nobody fits owes nothing: the ladder starts at the kind of home that was
        assessed as right.
        """
        fitting = in_lot(self.everybody, wanted.lot)
        tried = tried_rungs(wanted, fitting, self.rounds)
        before = {
            rung: here
            for rung in LADDER[: LADDER.index(wanted.rung)]
            if (here := self._to_be_asked(rung, fitting))
        }
        unasked = [str(rung) for rung in before if rung not in tried]
        sentences = [
            f"The request has not been sent to {joined(unasked)}, where somebody fits."
        ] * bool(unasked)
        for rung, here in before.items():
            sentences.extend(self._unanswered(rung, here, now))
        return tuple(sentences)

    def _to_be_asked(self, rung: Rung, fitting: Sequence[Candidate]) -> list[Candidate]:
        return [
            one
            for one in fitting
            if one.rung is rung
            and not why_not_asked(one)
            and (rung is not Rung.IN_HOUSE or self.comes_first(one))
        ]

    def _unanswered(self, rung: Rung, here: Sequence[Candidate], now: datetime) -> Iterator[str]:
        """Who on a rung that was asked may still answer, and which own home has offered."""
        parts = self._last_parts()
        asked = [parts[one.service.id] for one in here if one.service.id in parts]
        waiting = [(sent, part) for sent, part in asked if _waits(sent, part, now)]
        if waiting:
            due = max((due_of(sent) for sent, _ in waiting), key=lambda one: (one.day, str(one)))
            yield (
                f"{capital(str(rung))} has not answered: {len(waiting)} of {len(asked)} asked"
                f" may still reply, by {due}."
            )
        if rung is Rung.IN_HOUSE:
            offered = [part for _, part in asked if part.response is ResponseKind.OFFER]
            yield from (f"{part.service_name}, in-house, has offered a home." for part in offered)

    def _last_parts(self) -> dict[str, tuple[Release, Recipient]]:
        """The last part of each service that was asked, with its round."""
        return {part.service_id: (sent, part) for sent in self.rounds for part in sent.recipients}


def _waits(sent: Release, part: Recipient, now: datetime) -> bool:
    unanswered = part.response in (ResponseKind.NONE, ResponseKind.QUERY)
    return unanswered and not due_of(sent).has_passed(now)
