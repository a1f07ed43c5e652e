"""What is done to the team: founding a store, adding officers, setting limits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from resources_app.foundations.authorities import (
    KnownAuthority,
    authority_name,
    known_authorities,
    shipped_adjacency,
)
from resources_app.foundations.clock import Clock, SystemClock
from resources_app.foundations.errors import BadInput, KnownError, Refused, Where
from resources_app.foundations.identifiers import NewId, new_id
from resources_app.session import Actor, Session
from resources_app.store.keys import KeyCost
from resources_app.store.store import Changes, Store
from resources_app.store.tables import Tables
from resources_app.team.model import ALLOWED, DelegatedLimit, Officer, Permission, Role
from resources_app.team.permissions import require
from resources_app.team.queries import officers

# Guessed offline, from a copy of the slots, three common words hold and one does not.
SHORTEST_PASSPHRASE = 12

# Buckinghamshire; a council that is not it names its own code when it makes its store.
HOME_CODE = "E06000060"

# What each role may approve, pence a week and pence a year. A council sets its own; these are
# the ones a new store starts with. A role that is not here approves nothing.
STARTING_LIMITS: dict[Role, tuple[int, int]] = {
    Role.TEAM_MANAGER: (150_000, 8_000_000),
    Role.HEAD_OF_SERVICE: (600_000, 32_000_000),
    Role.SERVICE_DIRECTOR: (1_000_000, 53_000_000),
    Role.DIRECTOR: (3_000_000, 160_000_000),
}


@dataclass(frozen=True)
class Founded:
    """A new store, open, and the recovery key to be written down and locked away."""

    session: Session
    recovery_key: str


@dataclass(frozen=True)
class NewOfficer:
    """Someone to be given a slot. `initials` may be left out and are then made from the name."""

    name: str
    role: Role
    initials: str = ""
    email: str = ""
    telephone: str = ""


def found_store(
    path: Path,
    founder: NewOfficer,
    passphrase: str,
    *,
    home_code: str = HOME_CODE,
    partners: Collection[str] = (),
    clock: Clock | None = None,
    ids: NewId = new_id,
    key_cost: KeyCost | None = None,
) -> Founded:
    """Make a new store with every authority, its first officer and the starting limits.

    `home_code` and `partners` are ONS codes. Raises BadInput for a code that is no authority's,
    for a passphrase that is too short, and StoreProblem when the file exists or cannot be
    written.
    """
    for code in (home_code, *partners):
        if not authority_name(code):
            raise BadInput(
                f"“{code}” is not the ONS code of an authority.",
                remedy="Buckinghamshire’s is E06000060.",
            )
    check_passphrase(passphrase)
    clock = clock or SystemClock()
    officer_id = ids()
    founder_initials = initials_of(founder)
    store, recovery_key = Store.create(
        path,
        officer_id=officer_id,
        passphrase=passphrase,
        clock=clock,
        key_cost=key_cost or KeyCost(),
    )
    actor = Actor(officer_id, founder.name, founder_initials, founder.role)
    session = Session(store, actor, clock, ids)
    with session.act("found_store") as act:
        act.tables.insert_many(
            "authority",
            [_authority_row(one, home_code, partners) for one in _all_authorities()],
        )
        act.tables.insert_many(
            "authority_adjacency",
            [
                {"id": ids(), "authority_code": one, "adjoins_code": other}
                for one, other in sorted(shipped_adjacency().pairs)
            ],
        )
        act.tables.insert("officer", _officer_row(officer_id, founder, store.public_key))
        for role, (weekly, annual) in STARTING_LIMITS.items():
            act.tables.insert(
                "delegated_limit", _limit_row(session, role, weekly, annual, session.today())
            )
    return Founded(session, recovery_key)


def add_officer(session: Session, new: NewOfficer, passphrase: str) -> Officer:
    """Give an officer a slot in this store and enter them in the team.

    Raises Refused without the permission, and BadInput for initials that are taken and for a
    passphrase that is short or somebody else's already: whoever types it would work, and
    sign, as the other.
    """
    require(session, Permission.MANAGE_TEAM)
    check_passphrase(passphrase)
    if session.store.opens_with(passphrase):
        raise BadInput(
            "That passphrase opens this store already.", remedy="Each officer has their own."
        )
    return enter_officer(session, new, passphrase)


def check_passphrase(passphrase: str) -> None:
    """Raise BadInput for a passphrase that could be guessed by trying."""
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise BadInput(
            "The passphrase is too short.",
            remedy=f"Give at least {SHORTEST_PASSPHRASE} characters, such as three words.",
        )


def enter_officer(session: Session, new: NewOfficer, passphrase: str) -> Officer:
    """`add_officer` with a passphrase that is known to be good: trying every slot takes time.

    Raises Refused without the permission and BadInput for initials that are taken.
    """
    require(session, Permission.MANAGE_TEAM)
    initials = initials_of(new)
    taken = session.tables.value("SELECT name FROM officer WHERE initials = ?", (initials,))
    if taken is not None:
        raise BadInput(
            f"The initials {initials} already belong to {taken}.", remedy="Give other initials."
        )
    officer_id = session.new_id()
    public_key = session.store.add_slot(officer_id, passphrase)
    with session.act("add_officer") as act:
        act.tables.insert("officer", _officer_row(officer_id, new, public_key))
    return Officer(officer_id, new.name, initials, new.role, new.email, new.telephone)


def change_own_passphrase(session: Session, old: str, new: str) -> None:
    """Give the officer at work a new passphrase; their signing key stays.

    Raises Refused when `old` is not theirs, and BadInput for a new one that is short or opens
    the store already.
    """
    check_passphrase(new)
    if session.store.opens_with(new):
        raise BadInput(
            "The new passphrase opens this store already.",
            remedy="Give one that is nobody's, and not your present one.",
        )
    session.store.change_passphrase(old, new)


@dataclass(frozen=True)
class OfficerLeft:
    """Someone who has left, and the store's new recovery key, told only now; the old is void."""

    officer: Officer
    recovery_key: str


def remove_officer(session: Session, leaver: Officer) -> OfficerLeft:
    """Mark an officer as having left, then put the store under new keys without theirs.

    In that order, because the new recovery key is told once: nothing may go wrong after it is
    made. When the keys cannot be changed, the leaver is refused at the door already, and the
    same call finishes what was begun. Raises Refused without the permission, for oneself and
    for someone who is gone; StoreProblem while another program has the store open.
    """
    require(session, Permission.MANAGE_TEAM)
    _check_may_leave(session, leaver)
    if leaver.active:
        with session.act("remove_officer") as act:
            act.tables.update("officer", leaver.id, {"active": 0})
            # What they typed and never saved goes with them: nobody else could read it.
            act.tables.change("DELETE FROM typed WHERE officer_id = ?", [leaver.id])
    try:
        recovery_key = session.store.rotate(leaving=leaver.id)
    except KnownError as error:
        raise type(error)(
            f"{leaver.name} is marked as having left, but the keys were not changed: {error.what}",
            remedy=f"{error.remedy} Then remove them again.".strip(),
        ) from error
    return OfficerLeft(replace(leaver, active=False), recovery_key)


def _check_may_leave(session: Session, leaver: Officer) -> None:
    if leaver.id == session.officer.id:
        # Whoever asks may manage the team, so the last who may can only be removed by themselves.
        others = [
            one
            for one in officers(session.tables)
            if one.active and one.id != leaver.id and Permission.MANAGE_TEAM in ALLOWED[one.role]
        ]
        if not others:
            raise Refused(
                f"{leaver.name} is the last who may manage this team, and cannot leave it.",
                remedy="Add another manager first; they can then remove you.",
            )
        raise Refused("Nobody removes themselves.", remedy=f"Ask {others[0].name}.")
    if not leaver.active and leaver.id not in session.store.officers:
        raise Refused(f"{leaver.name} has left already, and has no key to this store.")


def set_limit(
    session: Session, role: Role, *, weekly_pence: int, annual_pence: int, effective_from: date
) -> Changes:
    """Set what a role may approve from a date on; the limit before it ends there.

    Raises Refused for one's own role, or for a limit that would begin before the present one.
    """
    require(session, Permission.MANAGE_TEAM)
    if role == session.officer.role:
        raise Refused("Nobody sets the limit of their own role.", remedy="Ask a colleague.")
    if min(weekly_pence, annual_pence) < 0:
        raise BadInput("A limit cannot be negative.", where=Where(field="weekly"))
    with session.act("set_limit") as act:
        _close_limit(act.tables, role, effective_from)
        act.tables.insert(
            "delegated_limit",
            _limit_row(session, role, weekly_pence, annual_pence, effective_from),
        )
    return act.changes


def _close_limit(tables: Tables, role: Role, day: date) -> None:
    row = tables.one(
        "SELECT id, effective_from FROM delegated_limit WHERE role = ? AND effective_to IS NULL",
        (role,),
    )
    if row is None:
        return
    if row["effective_from"] >= day.isoformat():
        raise Refused(
            f"The present limit of a {role} begins on {row['effective_from']}.",
            remedy="Give a later date.",
        )
    tables.update("delegated_limit", row["id"], {"effective_to": day.isoformat()})


def keep_setting(tables: Tables, name: str, value: str) -> None:
    """Store a setting inside the caller's action; one that is the same already is left alone."""
    held = tables.value("SELECT value FROM setting WHERE name = ?", (name,))
    if held is None:
        tables.insert("setting", {"name": name, "value": value})
    elif held != value:
        tables.update("setting", name, {"value": value})


def initials_of(new: NewOfficer) -> str:
    """The initials given, or the first letters of the names. Raises BadInput for no name."""
    if not new.name.strip():
        raise BadInput("An officer needs a name.", remedy="For example “Amina Khan”.")
    return new.initials.strip() or "".join(word[0] for word in new.name.split()).upper()


def _officer_row(officer_id: str, new: NewOfficer, public_key: str) -> dict[str, object]:
    return {
        "id": officer_id,
        "name": new.name.strip(),
        "initials": initials_of(new),
        "role": str(new.role),
        "email": new.email,
        "telephone": new.telephone,
        "public_key": public_key,
    }


def _all_authorities() -> list[KnownAuthority]:
    return known_authorities("England") + known_authorities("Wales")


def _authority_row(
    one: KnownAuthority, home_code: str, partners: Collection[str]
) -> dict[str, object]:
    standing = "home" if one.code == home_code else "partner" if one.code in partners else "other"
    return {"ons_code": one.code, "name": one.name, "standing": standing}


def _limit_row(
    session: Session, role: Role, weekly: int, annual: int, start: date
) -> dict[str, object]:
    limit = DelegatedLimit(session.new_id(), role, weekly, annual, start)
    return {
        "id": limit.id,
        "role": str(role),
        "weekly_pence": weekly,
        "annual_pence": annual,
        "effective_from": start.isoformat(),
    }
