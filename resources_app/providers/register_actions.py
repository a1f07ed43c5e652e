"""Taking in Ofsted's register: look first, then accept.

`preview_register` reads and compares, and writes nothing. `accept_register` writes exactly
what the preview showed, in one transaction, or refuses because the store has changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from resources_app.foundations.authorities import authority_code
from resources_app.foundations.collecting import without_collecting
from resources_app.foundations.errors import Overtaken
from resources_app.foundations.postcodes import Location, PostcodeBook
from resources_app.providers import register_queries
from resources_app.providers.comparison import compare
from resources_app.providers.conditions import read_conditions
from resources_app.providers.model import (
    SETTING_NOT_LISTED,
    RegisteredService,
    RegisteredSetting,
    ServiceWorsened,
)
from resources_app.providers.register import read_register
from resources_app.providers.register_preview import RegisterPreview, ServiceChange
from resources_app.providers.register_reading import HomeAuthority
from resources_app.session import Session
from resources_app.store.store import Changes
from resources_app.store.tables import Tables
from resources_app.team.model import Permission
from resources_app.team.permissions import require
from resources_app.team.queries import home_authority_if_any
from resources_app.workbooks.model import Workbook
from resources_app.workbooks.reading import read_workbook

ACTION = "import_register"


@dataclass(frozen=True)
class RegisterAccepted:
    """What was taken in. `worsened` is for whoever raises alerts on children's placements."""

    changes: Changes
    counts: dict[str, int]
    worsened: tuple[ServiceWorsened, ...] = ()


def preview_register(session: Session, path: Path | str) -> RegisterPreview:
    """What a register file would change. Writes nothing.

    Raises BadInput when the file cannot be read as a register at all; single rows that are
    wrong are in the preview.
    """
    return preview_register_workbook(session, read_workbook(path))


def preview_register_workbook(session: Session, workbook: Workbook) -> RegisterPreview:
    """What a register that has been read already would change; see `preview_register`."""
    require(session, Permission.IMPORT_REGISTER)
    marker = session.store.marker()
    council = home_authority_if_any(session.tables)
    home = HomeAuthority(council.ons_code, council.name) if council else None
    reading = read_register(workbook, home)
    return compare(reading, register_queries.stored_register(session.tables, marker))


def accept_register(
    session: Session,
    preview: RegisterPreview,
    *,
    book: PostcodeBook | None = None,
    also: Callable[[Tables], None] | None = None,
) -> RegisterAccepted:
    """Store what the preview showed. What was refused stays as it was.

    `also` is done in the same action: a room above that raises alerts, for instance.

    A file that changes nothing leaves no trace. Raises Overtaken when the store has changed
    since the preview was made.
    """
    require(session, Permission.IMPORT_REGISTER)
    _check_current(session, preview)
    if preview.changes_nothing:
        return RegisterAccepted(Changes(ACTION), preview.counts(), preview.worsened)
    with without_collecting(), session.act(ACTION, reason=preview.reading.file_name) as act:
        _check_current(session, preview)  # from here on nobody else writes
        _Writer(session, act.tables, preview, book or PostcodeBook()).write()
        if also is not None:
            also(act.tables)
    return RegisterAccepted(act.changes, preview.counts(), preview.worsened)


def _check_current(session: Session, preview: RegisterPreview) -> None:
    if session.store.marker() != preview.marker:
        raise Overtaken(
            "Something in the store has changed since this preview was made.",
            remedy="Look at a new preview, then accept it.",
        )


class _Place(NamedTuple):
    """Where a postcode is, as the store keeps it."""

    easting: int | None
    northing: int | None
    position_approximate: int
    authority_code: str


# What is read from a service's conditions, in the store's columns.
_LIMITS = ("age_from", "age_to", "genders", "conditions_unread")
_Limits = tuple[int | None, int | None, str, int]


class _Writer:
    """Writes one preview through one transaction."""

    def __init__(
        self, session: Session, tables: Tables, preview: RegisterPreview, book: PostcodeBook
    ) -> None:
        self._session = session
        self._tables = tables
        self._preview = preview
        self._book = book
        self._today = session.today().isoformat()
        self._provider_ids = dict(preview.owners.provider_of)
        self._service_ids: dict[str, str] = {}
        self._read: dict[str, _Limits] = {}
        self._codes: dict[str, str] = {}

    def write(self) -> None:
        self._write_owners()
        self._add_services()
        for change in (*self._preview.changed, *self._preview.closed):
            self._change_service(change)
        self._write_settings()
        self._note_import()

    def _write_owners(self) -> None:
        owners = self._preview.owners
        rows = []
        for key, owner in owners.added.items():
            self._provider_ids[key] = self._session.new_id()
            rows.append({"id": self._provider_ids[key], **owner._asdict()})
        self._tables.insert_many("provider", rows)
        for provider_id, changes in owners.changed.items():
            now = {_OWNER_COLUMN[change.field]: change.new for change in changes}
            self._tables.update("provider", provider_id, now)

    # Services

    def _add_services(self) -> None:
        added = self._preview.added
        places = self._locate([(one.postcode, one.authority_name) for one in added])
        owner_of = self._preview.reading.owner_of

        no_conditions = {
            urn
            for urn, given in self._preview.reading.given_for.items()
            if "conditions" not in given
        }

        def rows() -> Iterator[tuple[object, ...]]:
            for service, place in zip(added, places, strict=True):
                service_id = self._service_ids[service.urn] = self._session.new_id()
                provider_id = self._provider_ids[owner_of[service.urn]]
                limits = self._limits(service.conditions)
                if service.urn in no_conditions:
                    limits = (*limits[:-1], 1)
                yield (service_id, provider_id, self._today, *service, *place, *limits)

        columns = ("id", "provider_id", "register_month", *RegisteredService._fields)
        self._tables.insert_rows("service", (*columns, *_Place._fields, *_LIMITS), rows())

    def _change_service(self, change: ServiceChange) -> None:
        before, now = change.before, change.now
        fields: dict[str, object] = {
            name: new
            for name, old, new in zip(RegisteredService._fields, before, now, strict=True)
            if old != new
        }
        if "postcode" in fields or "authority_name" in fields:
            fields |= self._locate([(now.postcode, now.authority_name)])[0]._asdict()
        if "conditions" in fields:
            fields |= self._conditions_read_again(change)
        if any(one.field == "provider" for one in change.fields):
            owner = self._preview.reading.owner_of[now.urn]
            fields["provider_id"] = self._provider_ids[owner]
        if fields:
            fields["register_month"] = self._today
            self._tables.update("service", change.service_id, fields)

    def _conditions_read_again(self, change: ServiceChange) -> dict[str, object]:
        """Ages and sexes from new conditions, unless somebody has entered others by hand."""
        stored = self._tables.one(
            "SELECT age_from, age_to, genders FROM service WHERE id = ?", [change.service_id]
        )
        was = self._limits(change.before.conditions)
        if stored is None or tuple(stored) != was[:3]:
            return {"conditions_unread": 1}
        return dict(zip(_LIMITS, self._limits(change.now.conditions), strict=True))

    def _limits(self, text: str) -> _Limits:
        if text not in self._read:
            read = read_conditions(text)
            self._read[text] = (read.age_from, read.age_to, read.genders, int(read.unread))
        return self._read[text]

    # Settings

    def _write_settings(self) -> None:
        settings = self._preview.settings
        added = settings.added
        places = self._locate([(one.postcode, one.authority_name) for one in added])
        ids = self._service_ids | self._stored_ids(one.urn for one in added)
        self._tables.insert_many(
            "service_setting",
            (
                {
                    "id": self._session.new_id(),
                    "service_id": ids[one.urn],
                    **_setting_fields(one),
                    **place._asdict(),
                }
                for one, place in zip(added, places, strict=True)
            ),
        )
        for change in settings.changed:
            fields = {one.field: one.new for one in change.fields}
            if "authority_name" in fields:
                place = self._locate([(change.now.postcode, change.now.authority_name)])[0]
                fields |= place._asdict()
            self._tables.update("service_setting", change.setting_id, fields)
        for gone in settings.removed:
            # Kept, because placements and offers may name it; but nobody is placed there.
            self._tables.update(
                "service_setting",
                gone.id,
                {"status": SETTING_NOT_LISTED, "status_date": self._today},
            )

    def _stored_ids(self, urns: Iterable[str]) -> dict[str, str]:
        wanted = set(urns) - self._service_ids.keys()
        if not wanted:
            return {}
        rows = self._tables.rows("SELECT urn, id FROM service")
        return {row["urn"]: row["id"] for row in rows if row["urn"] in wanted}

    # Places

    def _locate(self, addresses: list[tuple[str, str]]) -> list[_Place]:
        """Where each (postcode, authority's name) is; the name decides only without a postcode."""
        found = self._book.locate_many([postcode for postcode, _ in addresses])
        return [
            self._place(location, name)
            for location, (_, name) in zip(found, addresses, strict=True)
        ]

    def _place(self, location: Location | None, authority_name: str) -> _Place:
        if location is not None and location.authority_code:
            code = location.authority_code
        else:
            if authority_name not in self._codes:
                self._codes[authority_name] = authority_code(authority_name)
            code = self._codes[authority_name]
        if location is None:
            return _Place(None, None, 0, code)
        return _Place(location.easting, location.northing, int(location.approximate), code)

    def _note_import(self) -> None:
        reading = self._preview.reading
        self._tables.insert(
            "register_import",
            {
                "id": self._session.new_id(),
                "file_name": reading.file_name,
                "file_sha256": reading.sha256,
                "imported_at": self._session.stamp(),
                "layout": reading.layout,
                **self._preview.counts(),
            },
        )


_OWNER_COLUMN = {
    "owner_name": "name",
    "owner_type": "owner_type",
    "owner_group": "owner_group",
    "owner_address": "address",
    "owner_postcode": "postcode",
}


def _setting_fields(setting: RegisteredSetting) -> dict[str, object]:
    fields = setting._asdict()
    del fields["urn"]
    return fields
