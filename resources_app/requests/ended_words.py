"""Why a request is on hold, withdrawn or closed, in a sentence: on its page and as a command."""

from __future__ import annotations

from resources_app.foundations.clock import local_day
from resources_app.foundations.codes import CodeList, words
from resources_app.foundations.dates import day_text
from resources_app.foundations.phrases import capital
from resources_app.requests.model import Request, State
from resources_app.requests.unmet import UnmetNeed

# States in which a reason is kept, with the list that it is a code of.
REASONS: dict[State, CodeList] = {
    State.ON_HOLD: CodeList.HOLD_REASONS,
    State.WITHDRAWN: CodeList.WITHDRAW_REASONS,
    State.CLOSED: CodeList.CLOSE_REASONS,
}


def why_ended(asked: Request, who: str, unmet: UnmetNeed) -> str:
    """`Withdrawn on 3 Apr 2026 by Hugh Oyelaran: The care plan changed.` and the note.

    `who` is the officer's name. Of a closed request it says what would have met the need. Empty
    in any other state.
    """
    codes = REASONS.get(asked.state)
    if codes is None:
        return ""
    at = day_text(local_day(asked.closed_at)) if asked.closed_at else ""
    when = f" {'since' if asked.state is State.ON_HOLD else 'on'} {at}" if at else ""
    by = f" by {who}" if who else ""
    reason = words(codes, asked.closed_reason) or "no reason was kept"
    told = [f"{capital(asked.state)}{when}{by}: {reason}.", asked.closed_note.strip()]
    told.append(unmet.sentence if asked.state is State.CLOSED else "")
    return " ".join(one for one in told if one)
