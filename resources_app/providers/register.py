"""Reads a workbook of Ofsted's register into services, settings and owners. Opens nothing.

One row that is wrong keeps its whole registration out, and says why; everything else is
taken. A registration is refused too when its URN stands twice where it may stand once, or
when the rows of one supported-accommodation registration disagree on what it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from resources_app.foundations.authorities import authority_code
from resources_app.foundations.errors import Where
from resources_app.providers.model import ProvisionType, RegisteredService, RegisteredSetting
from resources_app.providers.register_columns import (
    RefusedCell,
    SheetColumns,
    Values,
    joined_lines,
    read_columns,
)
from resources_app.providers.register_headings import PROVIDERS, SUPPORTED
from resources_app.providers.register_owners import OwnerBook
from resources_app.providers.register_reading import HomeAuthority, RegisterReading
from resources_app.providers.register_rows import move_sentences, services_of, settings_of
from resources_app.providers.register_sheets import (
    heading_of,
    layout_of,
    not_a_register,
    notes_on,
    notes_on_swapped,
)
from resources_app.providers.register_values import SKIPPED, is_secure
from resources_app.workbooks.headings import squashed
from resources_app.workbooks.model import Workbook

__all__ = ["HomeAuthority", "RegisterReading", "read_register"]

_LOCAL_AUTHORITY = "localauthority"
# What a registration is: its rows must agree on these, or nobody can say which is true.
_MUST_AGREE = (
    "provision_type",
    "name",
    "registration_status",
    "registration_date",
    "closed_date",
    "sector",
    "conditions",
    "owner_id",
)
_NO_POSTCODE = frozenset({"", "notshared", "notprovided", "notavailable", "redacted", "na"})


def read_register(workbook: Workbook, home: HomeAuthority | None) -> RegisterReading:
    """Read every sheet that has the register's headings.

    Raises BadInput when none has, or when one that was meant to be the register lacks a
    heading that cannot be done without.
    """
    reader = _Reader(home, list(workbook.notes))
    for sheet in workbook.sheets:
        heading, is_supported = heading_of(sheet, Where(file=workbook.file_name))
        if heading is None:
            if any(any(cell != "" for cell in row) for row in sheet.rows):
                reader.note(f"Sheet “{sheet.name}” is not part of the register; it was not read.")
            continue
        for note in notes_on(sheet, heading):
            reader.note(note)
        if is_supported:
            reader.read_supported(read_columns(sheet, heading, SUPPORTED))
        else:
            reader.read_registrations(read_columns(sheet, heading, PROVIDERS))
    if not reader.sheets:
        raise not_a_register(workbook)
    return reader.reading(workbook)


class _Reader:
    """Puts the sheets together into one reading."""

    def __init__(self, home: HomeAuthority | None, notes: list[str]) -> None:
        self.sheets: list[SheetColumns] = []
        self._home = home
        self._notes = notes
        self._owners = OwnerBook()
        self._refused: list[RefusedCell] = []
        self._skipped: dict[str, set[str]] = defaultdict(set)
        # Where URNs stand: a registration's row, or the first of its settings.
        self._standing: list[tuple[SheetColumns, Sequence[int]]] = []
        self._owner_of: dict[str, str] = {}
        self._services: dict[str, RegisteredService] = {}
        self._settings: dict[str, list[RegisteredSetting]] = {}
        self._given_for: dict[str, frozenset[str]] = {}

    def note(self, sentence: str) -> None:
        """Keep a sentence for the person to see."""
        self._notes.append(sentence)

    def reading(self, workbook: Workbook) -> RegisterReading:
        """Everything read so far, repeated URNs refused."""
        self._refuse_repeated()
        for columns in self.sheets:
            self._notes.extend(notes_on_swapped(columns))
        owners, notes = self._owners.settle(self._owner_of.values())
        has_supported = bool(self._settings) or any(
            "category" in columns.given for columns in self.sheets
        )
        return RegisterReading(
            file_name=workbook.file_name,
            sha256=workbook.sha256,
            layout=layout_of((one.heading for one in self.sheets), has_supported=has_supported),
            services=self._services,
            settings=self._settings,
            owner_of=self._owner_of,
            owners=owners,
            given_for=self._given_for,
            refused=tuple(self._refused),
            skipped={words: len(urns) for words, urns in sorted(self._skipped.items())},
            notes=(*self._notes, *notes),
        )

    # A row per registration

    def read_registrations(self, columns: SheetColumns) -> None:
        """Take in a sheet in which a row is a registration."""
        self.sheets.append(columns)
        kept = self._kept(columns)
        self._note_postcodes(columns, kept)
        values = columns.values
        move_sentences(values)
        values["address"] = joined_lines(values, ("line_1", "line_2", "town", "county"))
        self._settle_types(values)
        owners = self._owners.read(columns)
        services = services_of(columns)
        self._refused.extend(cell for at in kept for cell in columns.bad.get(at, ()))
        self._standing.append((columns, [at for at in kept if values["urn"][at]]))
        good = [at for at in kept if at not in columns.bad] if columns.bad else kept
        urns = [values["urn"][at] for at in good]
        self._services.update(zip(urns, (services[at] for at in good), strict=True))
        self._owner_of.update(zip(urns, (owners[at] for at in good), strict=True))
        self._given_for.update(dict.fromkeys(urns, columns.given))

    # A row per setting

    def read_supported(self, columns: SheetColumns) -> None:
        """Take in the sheet in which a row is a setting and its registration is repeated."""
        self.sheets.append(columns)
        kept = self._kept(columns)
        self._note_postcodes(columns, kept)
        values = columns.values
        rows_of: dict[str, list[int]] = defaultdict(list)
        for at in kept:
            if values["urn"][at]:
                rows_of[values["urn"][at]].append(at)
            else:
                self._refused.extend(columns.bad[at])
        self._standing.append((columns, [positions[0] for positions in rows_of.values()]))
        lines = ("line_1", "line_2", "line_3", "town", "county")
        settings = settings_of(columns, joined_lines(values, lines))
        # The addresses are the settings'; the sheet gives none of the registration itself.
        values["postcode"] = [""] * len(columns)
        self._settle_types(values)
        owners = self._owners.read(columns)
        services = services_of(columns)
        for urn, positions in rows_of.items():
            if self._refuse_registration(columns, positions):
                continue
            telephone = _if_agreed([values["setting_telephone"][at] for at in positions])
            self._services[urn] = services[positions[0]]._replace(telephone=telephone)
            self._settings[urn] = [settings[at] for at in positions]
            self._owner_of[urn] = owners[positions[0]]
            self._given_for[urn] = columns.given | {"telephone"}

    def _refuse_registration(self, columns: SheetColumns, positions: Sequence[int]) -> bool:
        """Refuse a registration one of whose rows is wrong, or whose rows disagree."""
        bad = [cell for at in positions for cell in columns.bad.get(at, ())]
        if not bad and len(positions) > 1:
            bad = _disagreements(columns, positions)
        self._refused.extend(bad)
        return bool(bad)

    # Both

    def _kept(self, columns: SheetColumns) -> Sequence[int]:
        """The rows of types the team places with; the others are counted."""
        types = columns.values["provision_type"]
        skipped = {words for words in set(types) if words and words.startswith(SKIPPED)}
        if not skipped:
            return range(len(columns))
        for at, words in enumerate(types):
            if words in skipped:
                urn = columns.values["urn"][at] or columns.written(at, "urn")
                name = words.removeprefix(SKIPPED)
                self._skipped[name].add(urn or f"row {columns.numbers[at]}")
        return [at for at, words in enumerate(types) if words not in skipped]

    def _settle_types(self, values: dict[str, Values]) -> None:
        """Tell secure homes and in-house services from the rest."""
        size = len(values["urn"])
        rows = list(
            zip(
                values["provision_type"],
                values.get("provision_subtype") or [""] * size,
                values["sector"],
                values["authority_name"],
                values["owner_name"],
                strict=True,
            )
        )
        settled = {row: self._settled(*row) for row in set(rows)}
        values["provision_type"] = [settled[row][0] for row in rows]
        values["in_house"] = [settled[row][1] for row in rows]

    def _settled(
        self, provision: str | None, subtype: str, sector: str, authority: str, owner: str
    ) -> tuple[str | None, int]:
        """The type in our own terms, and 1 when the home authority runs it.

        By its owner's name if that is a council's, else by place. Another council's
        fostering service is in-house fostering too, but not ours.
        """
        if provision == ProvisionType.CHILDRENS_HOME and is_secure(subtype):
            provision = ProvisionType.SECURE_HOME.value
        if self._home is None or provision == ProvisionType.FOSTERING_AGENCY:
            return provision, 0
        fostering = provision == ProvisionType.IN_HOUSE_FOSTERING
        if not fostering and squashed(sector) != _LOCAL_AUTHORITY:
            return provision, 0
        if not self._home.is_called(owner if authority_code(owner) else authority):
            return provision, 0
        if provision == ProvisionType.CHILDRENS_HOME:
            provision = ProvisionType.IN_HOUSE_HOME.value
        return provision, 1

    def _refuse_repeated(self) -> None:
        """Refuse a URN that stands twice, naming every row; settings of one sheet are one."""
        places: dict[str, list[tuple[SheetColumns, int]]] = defaultdict(list)
        urns = [columns.values["urn"][at] for columns, kept in self._standing for at in kept]
        if len(set(urns)) == len(urns):
            return
        for columns, kept in self._standing:
            for at in kept:
                places[columns.values["urn"][at]].append((columns, at))
        for urn, where in places.items():
            if len(where) < 2:
                continue
            rows = [f"row {columns.numbers[at]} of “{columns.sheet.name}”" for columns, at in where]
            why = f"URN {urn} stands more than once: {', '.join(rows)}. Each URN stands once."
            self._refused.extend(columns.refuse(at, "urn", urn, why) for columns, at in where)
            for taken in (self._services, self._settings, self._owner_of, self._given_for):
                taken.pop(urn, None)

    def _note_postcodes(self, columns: SheetColumns, kept: Sequence[int]) -> None:
        """Say which postcodes are none; "Not shared", ZZ99 and blanks are not worth a word."""
        if "postcode" not in columns.given or all(columns.values["postcode"]):
            return
        for at in kept:
            if columns.values["postcode"][at]:
                continue
            written = columns.written(at, "postcode")
            squeezed = squashed(written)
            if squeezed not in _NO_POSTCODE and not squeezed.startswith("zz99"):
                self.note(
                    f"Sheet “{columns.sheet.name}”, row {columns.numbers[at]}: “{written}” is not"
                    " a postcode, so the distance from there is not known."
                )


def _disagreements(columns: SheetColumns, positions: Sequence[int]) -> list[RefusedCell]:
    found: list[RefusedCell] = []
    first = positions[0]
    for name in _MUST_AGREE:
        values = columns.values[name]
        other = next((at for at in positions if values[at] != values[first]), None)
        if other is not None:
            why = (
                f"Row {columns.numbers[first]} of the same registration says"
                f" “{values[first] or ''}”. All rows of one URN must agree."
            )
            found.append(columns.refuse(other, name, str(values[other] or ""), why))
    return found


def _if_agreed(texts: Sequence[str]) -> str:
    """The text if all are the same, else "" (each setting keeps its own)."""
    return texts[0] if len(set(texts)) == 1 else ""
