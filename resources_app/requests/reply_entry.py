"""Replies as a person types them, many at a time: a few letters are enough for each.

The grid on screen, a file and the command line all read them here. Pure: what was asked, and
who has an offer open, come from the caller; nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from resources_app.foundations.codes import Code, CodeList, current_codes
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.fields import FieldProblem
from resources_app.requests.model import Recipient, ResponseKind

ASKS = "Asks"  # what a query is called where a reply is typed
TAKEN_BACK = "No reply yet"
REPLY, NOTE, HOME = "Reply", "What they said", "URN"

# To add a word for a kind of reply: a row, in small letters.
_KINDS: dict[str, ResponseKind] = {
    "q": ResponseKind.QUERY,
    "query": ResponseKind.QUERY,
    "question": ResponseKind.QUERY,
    ASKS.casefold(): ResponseKind.QUERY,
    "none": ResponseKind.NONE,
    TAKEN_BACK.casefold(): ResponseKind.NONE,
    "offer": ResponseKind.OFFER,
    "yes": ResponseKind.OFFER,
}


@dataclass(frozen=True)
class TypedReply:
    """A reply as it was typed. `row` counts from 1, as the grid or the file does."""

    row: int
    urn: str
    reply: str
    note: str = ""


@dataclass(frozen=True)
class ReadReply:
    """A reply as it can be recorded. `reason` is a decline's code."""

    row: int
    part: Recipient
    response: ResponseKind
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class RepliesRead:
    """What of the replies is new, what is recorded already, and what is wrong, row by row."""

    new: tuple[ReadReply, ...]
    there: tuple[ReadReply, ...]
    problems: tuple[FieldProblem, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to record."""
        return not self.new


def reply_words() -> tuple[str, ...]:
    """Everything that may be typed as a reply, in full, in the order it is offered."""
    return (*(one.words for one in decline_reasons()), ASKS, TAKEN_BACK)


def read_reply(text: str) -> tuple[ResponseKind, str]:
    """The kind of reply that was typed and, of a decline, the code of its reason.

    A code or its words, in full or by their beginnings: `no-place`, `no pl`, `staff`. `q` is a
    query. Raises BadInput for an offer, for what fits nothing, and for what fits several.
    """
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        raise BadInput("This is needed.", remedy="Say what they replied.")
    if kind := _KINDS.get(wanted):
        if kind is ResponseKind.OFFER:
            raise BadInput("An offer is recorded with its prices.", remedy="Record it as an offer.")
        return kind, ""
    for fits in (_is, _code_begins, _words_begin, _has_words):
        found = [one for one in decline_reasons() if fits(one, wanted)]
        if len(found) == 1:
            return ResponseKind.DECLINE, found[0].code
        if found:
            several = "; ".join(one.words for one in found)
            raise BadInput(f"“{text.strip()}” may be any of these.", remedy=f"{several}.")
    listed = "; ".join(f"{one.code} ({one.words})" for one in decline_reasons())
    raise BadInput(f"“{text.strip()}” is no reply we know.", remedy=f"Give q to ask, or: {listed}.")


def read_replies(
    typed: Iterable[TypedReply],
    parts: Mapping[str, Recipient],
    with_offer: Collection[str],
    *,
    file: str = "",
) -> RepliesRead:
    """Judge each row; rows in which nothing was typed are passed by.

    `parts` are the services that were asked, by URN, as of the last round each was in;
    `with_offer` the URNs of those with an open offer. A problem's name is its URN.
    """
    new: list[ReadReply] = []
    there: list[ReadReply] = []
    problems: list[FieldProblem] = []
    seen: dict[str, int] = {}
    for one in typed:
        if not (one.reply.strip() or one.note.strip()):
            continue
        try:
            read = _read(one, parts, with_offer, seen.setdefault(one.urn, one.row))
        except BadInput as error:
            field = error.where.field if error.where else REPLY
            where = Where(file=file, row=one.row, field=field)
            problems.append(FieldProblem(one.urn, error.what, where, error.remedy))
            continue
        (there if _recorded(read) else new).append(read)
    return RepliesRead(tuple(new), tuple(there), tuple(problems))


def _read(
    one: TypedReply, parts: Mapping[str, Recipient], with_offer: Collection[str], first: int
) -> ReadReply:
    part = parts.get(one.urn)
    if part is None:
        what = f"The request was not sent to a service with the URN “{one.urn}”."
        raise BadInput(what, where=Where(field=HOME), remedy="Check the URN, or send it there.")
    if first != one.row:
        raise BadInput(f"Row {first} is of the same home.", remedy="Keep one of the two.")
    response, reason = read_reply(one.reply)
    if one.urn in with_offer:
        what = f"{part.service_name} has made an offer that is open."
        raise BadInput(what, remedy="Withdraw the offer first.")
    if response is ResponseKind.QUERY and not one.note.strip():
        raise BadInput("This is needed.", where=Where(field=NOTE), remedy="Write what they ask.")
    return ReadReply(one.row, part, response, reason, one.note.strip())


def _recorded(read: ReadReply) -> bool:
    part = read.part
    now = (part.response, part.response_reason, part.response_note)
    return now == (read.response, read.reason, read.note)


def decline_reasons() -> tuple[Code, ...]:
    """The reasons that a person may give, in the list's order."""
    return tuple(one for one in current_codes(CodeList.DECLINE_REASONS) if one.whose != "system")


def _is(one: Code, wanted: str) -> bool:
    return wanted in (one.code.casefold(), one.words.casefold())


def _code_begins(one: Code, wanted: str) -> bool:
    return one.code.startswith(wanted.replace(" ", "-"))


def _words_begin(one: Code, wanted: str) -> bool:
    return one.words.casefold().startswith(wanted)


def _has_words(one: Code, wanted: str) -> bool:
    """Whether each word typed begins one of the reason's."""
    known = f"{one.code} {one.words}".casefold().replace("-", " ").replace(",", " ").split()
    return all(any(word.startswith(part) for word in known) for part in wanted.split())
