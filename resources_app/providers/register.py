"""Reads a workbook of Ofsted's register into services, settings and owners. Opens nothing.

One row that is wrong keeps its whole registration out, and says why; everything else is
taken. A registration is refused too when its URN stands twice where it may stand once, or
when the rows of one supported-accommodation registration disagree on what it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resources_app.foundations.authorities import authority_code
from resources_app.foundations.errors import BadInput, Where
from resources_app.providers.model import (
    ProvisionType,
    RegisteredOwner,
    RegisteredService,
    RegisteredSetting,
)
from resources_app.providers.register_columns import RefusedCell, SheetColumns, read_columns
from resources_app.providers.register_headings import (
    LAYOUT_OLD,
    LAYOUT_ONE_SHEET,
    LAYOUT_TWO_SHEETS,
    MARKS_OF_SUPPORTED,
    PROVIDERS,
    SUPPORTED,
    headings_of,
)
from resources_app.providers.register_values import SKIPPED, is_grade, is_secure
from resources_app.workbooks.cells import text_of
from resources_app.workbooks.headings import HeadingRow, find_heading_row, missing, squashed
from resources_app.workbooks.model import Sheet, Workbook

_REQUIRED = tuple(column.field for column in PROVIDERS if column.required)
_LABELS = {column.field: column.label for column in (*SUPPORTED, *PROVIDERS)}
# A sheet that knows this many headings was meant to be a register, and must be a whole one.
_MEANT_TO_BE = 8
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


@dataclass(frozen=True)
class HomeAuthority:
    """Whose in-house services are in-house: the council that runs this store."""

    ons_code: str
    name: str

    def is_called(self, name: str) -> bool:
        """Whether `name` is this authority, in any of the ways it is written."""
        code = authority_code(name)
        return code == self.ons_code if code else squashed(name) == squashed(self.name)


@dataclass(frozen=True)
class RegisterReading:
    """What a register says. `owner_of` and `settings` go by URN.

    `given` holds, for each URN's sheet, the fields that sheet has columns for: a field that
    is not given is not known, and must not be taken for empty.
    """

    file_name: str
    sha256: str
    layout: str
    services: dict[str, RegisteredService] = field(default_factory=dict)
    settings: dict[str, list[RegisteredSetting]] = field(default_factory=dict)
    owner_of: dict[str, str] = field(default_factory=dict)
    owners: dict[str, RegisteredOwner] = field(default_factory=dict)
    given_for: dict[str, frozenset[str]] = field(default_factory=dict)
    refused: tuple[RefusedCell, ...] = ()
    skipped: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def refused_services(self) -> int:
        """Services kept out, by URN; a row whose URN cannot be read counts as one."""
        return len({cell.urn or f"{cell.sheet} {cell.row}" for cell in self.refused})

    @property
    def refused_urns(self) -> frozenset[str]:
        """The URNs kept out, as far as they could be read."""
        return frozenset(cell.urn for cell in self.refused if cell.urn)


def read_register(workbook: Workbook, home: HomeAuthority | None) -> RegisterReading:
    """Read every sheet that has the register's headings.

    Raises BadInput when none has, or when one that was meant to be the register lacks a
    heading that cannot be done without.
    """
    where = Where(file=workbook.file_name)
    notes = list(workbook.notes)
    registrations: list[SheetColumns] = []
    supported: list[SheetColumns] = []
    for sheet in workbook.sheets:
        heading, is_supported = _heading_of(sheet, where)
        if heading is None:
            if any(any(cell != "" for cell in row) for row in sheet.rows):
                notes.append(f"Sheet “{sheet.name}” is not part of the register; it was not read.")
            continue
        notes.extend(_notes_on(sheet, heading))
        table = SUPPORTED if is_supported else PROVIDERS
        (supported if is_supported else registrations).append(read_columns(sheet, heading, table))
    if not registrations and not supported:
        raise _not_a_register(workbook)
    return _Reader(home, registrations, supported, notes).reading(workbook)


def _heading_of(sheet: Sheet, where: Where) -> tuple[HeadingRow | None, bool]:
    """The sheet's headings, and whether it is the sheet of supported accommodation."""
    as_supported = find_heading_row(sheet, headings_of(SUPPORTED), at_least=3)
    as_providers = find_heading_row(sheet, headings_of(PROVIDERS), at_least=3)
    is_supported = as_supported is not None and bool(MARKS_OF_SUPPORTED & set(as_supported.columns))
    heading = as_supported if is_supported else as_providers
    if heading is None:
        return None, False
    lacking = missing(heading, _REQUIRED)
    if not lacking:
        return heading, is_supported
    if len(heading.columns) < _MEANT_TO_BE:
        return None, False
    names = ", ".join(f"“{_LABELS[name]}”" for name in lacking)
    raise BadInput(
        f"The sheet has no column headed {names}.",
        where=Where(where.file, sheet.name, heading.index + 1),
        remedy="Give Ofsted's workbook as it was published, with its headings.",
    )


def _notes_on(sheet: Sheet, heading: HeadingRow) -> list[str]:
    return [
        f"Sheet “{sheet.name}” has the heading “{again.heading}” twice, in {again.taken} and"
        f" {again.ignored}; the first was read."
        for again in heading.repeated
    ]


def _not_a_register(workbook: Workbook) -> BadInput:
    names = ", ".join(f"“{sheet.name}”" for sheet in workbook.sheets)
    needed = ", ".join(f"“{_LABELS[name]}”" for name in _REQUIRED)
    return BadInput(
        f"No sheet has the headings of Ofsted's register; the file has {names}.",
        where=Where(file=workbook.file_name),
        remedy=f"Give Ofsted's monthly workbook; its headings include {needed}.",
    )


class _Reader:
    """Puts the sheets together into one reading."""

    def __init__(
        self,
        home: HomeAuthority | None,
        registrations: Sequence[SheetColumns],
        supported: Sequence[SheetColumns],
        notes: list[str],
    ) -> None:
        self._home = home
        self._registrations = registrations
        self._supported = supported
        self._notes = notes
        self._refused: list[RefusedCell] = []
        self._skipped: dict[str, set[str]] = defaultdict(set)
        # Every place a URN stands: a registration's row, or the first of its settings.
        self._standing: dict[str, list[tuple[SheetColumns, int]]] = defaultdict(list)
        self._owner_rows: dict[str, Counter[RegisteredOwner]] = defaultdict(Counter)
        self._owner_of: dict[str, str] = {}
        self._services: dict[str, RegisteredService] = {}
        self._settings: dict[str, list[RegisteredSetting]] = {}
        self._given_for: dict[str, frozenset[str]] = {}
        self._in_house_memo: dict[tuple[str, str, str], bool] = {}

    def reading(self, workbook: Workbook) -> RegisterReading:
        for columns in self._registrations:
            self._read_registrations(columns)
        for columns in self._supported:
            self._read_supported(columns)
        self._refuse_repeated()
        return RegisterReading(
            file_name=workbook.file_name,
            sha256=workbook.sha256,
            layout=self._layout(),
            services=self._services,
            settings=self._settings,
            owner_of=self._owner_of,
            owners=self._agreed_owners(),
            given_for=self._given_for,
            refused=tuple(self._refused),
            skipped={words: len(urns) for words, urns in sorted(self._skipped.items())},
            notes=tuple(self._notes),
        )

    # A row per registration

    def _read_registrations(self, columns: SheetColumns) -> None:
        kept = self._kept(columns)
        self._note_postcodes(columns, kept)
        _move_sentences(columns.values)
        columns.values["address"] = _addresses(columns.values, "line_1", "line_2", "town", "county")
        self._settle_types(columns.values, kept)
        owner_keys = self._owners(columns)
        services = _tuples(RegisteredService, columns)
        for position in kept:
            if position in columns.bad:
                self._refused.extend(columns.bad[position])
                if columns.values["urn"][position]:
                    self._standing[columns.values["urn"][position]].append((columns, position))
                continue
            service = services[position]
            self._standing[service.urn].append((columns, position))
            self._services[service.urn] = service
            self._owner_of[service.urn] = owner_keys[position]
            self._given_for[service.urn] = columns.given

    # A row per setting

    def _read_supported(self, columns: SheetColumns) -> None:
        kept = self._kept(columns)
        self._note_postcodes(columns, kept)
        values = columns.values
        lines = ("line_1", "line_2", "line_3", "town", "county")
        rows_of: dict[str, list[int]] = defaultdict(list)
        for position in kept:
            if values["urn"][position]:
                rows_of[values["urn"][position]].append(position)
            else:
                self._refused.extend(columns.bad[position])
        owner_keys = self._owners(columns)
        settings = _settings(columns, _addresses(values, *lines))
        values["address"] = [""] * len(columns)
        postcodes, values["postcode"] = values["postcode"], [""] * len(columns)
        self._settle_types(values, kept)
        services = _tuples(RegisteredService, columns)
        values["postcode"] = postcodes
        for urn, positions in rows_of.items():
            self._standing[urn].append((columns, positions[0]))
            if self._refuse_registration(columns, positions):
                continue
            self._services[urn] = services[positions[0]]._replace(
                telephone=_if_agreed([values["setting_telephone"][at] for at in positions])
            )
            self._settings[urn] = [settings[at] for at in positions]
            self._owner_of[urn] = owner_keys[positions[0]]
            self._given_for[urn] = columns.given | {"telephone"}

    def _refuse_registration(self, columns: SheetColumns, positions: Sequence[int]) -> bool:
        """Refuse a registration one of whose rows is wrong, or whose rows disagree."""
        bad = [cell for at in positions for cell in columns.bad.get(at, ())]
        if not bad and len(positions) > 1:
            bad = self._disagreements(columns, positions)
        self._refused.extend(bad)
        return bool(bad)

    def _disagreements(self, columns: SheetColumns, positions: Sequence[int]) -> list[RefusedCell]:
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

    # Both

    def _kept(self, columns: SheetColumns) -> list[int]:
        """The rows of types the team places with; the others are counted."""
        types = columns.values["provision_type"]
        if not any(words and words.startswith(SKIPPED) for words in set(types)):
            return list(range(len(columns)))
        kept = []
        urn_column = columns.heading.columns["urn"]
        for position, words in enumerate(types):
            if words and words.startswith(SKIPPED):
                row = columns.sheet.rows[columns.numbers[position] - 1]
                urn = columns.values["urn"][position] or text_of(row[urn_column])
                key = urn or f"row {columns.numbers[position]}"
                self._skipped[words.removeprefix(SKIPPED)].add(key)
            else:
                kept.append(position)
        return kept

    def _settle_types(self, values: dict[str, list[Any]], kept: Sequence[int]) -> None:
        """Tell secure homes and in-house services from the rest."""
        size = len(values["urn"])
        types, in_house = values["provision_type"], [0] * size
        subtypes = values.get("provision_subtype") or [""] * size
        for at in kept:
            if types[at] == ProvisionType.CHILDRENS_HOME and is_secure(subtypes[at]):
                types[at] = ProvisionType.SECURE_HOME.value
            ours = self._is_in_house(
                values["sector"][at],
                values["authority_name"][at],
                values["owner_name"][at],
                types[at],
            )
            in_house[at] = int(ours)
            if ours and types[at] == ProvisionType.CHILDRENS_HOME:
                types[at] = ProvisionType.IN_HOUSE_HOME.value
        values["in_house"] = in_house

    def _is_in_house(self, sector: str, authority: str, owner: str, provision: str | None) -> bool:
        """Run by the home authority: by its owner's name if that is a council's, else by place.

        Another council's fostering service is in-house fostering too, but not ours.
        """
        fostering = provision == ProvisionType.IN_HOUSE_FOSTERING
        if self._home is None or provision == ProvisionType.FOSTERING_AGENCY:
            return False
        if not fostering and squashed(sector) != _LOCAL_AUTHORITY:
            return False
        key = (sector, authority, owner)
        if key not in self._in_house_memo:
            whose = owner if authority_code(owner) else authority
            self._in_house_memo[key] = self._home.is_called(whose)
        return self._in_house_memo[key]

    def _owners(self, columns: SheetColumns) -> list[str]:
        """Each row's owner, as a key of `owners`; a service with no owner named owns itself."""
        values = columns.values
        addresses = _addresses(values, "owner_line_1", "owner_line_2", "owner_town", "owner_county")
        keys: list[str] = []
        parts = zip(
            values["owner_id"], values["owner_name"], values["name"], values["owner_type"],
            values["owner_group"], addresses, values["owner_postcode"], strict=True,
        )  # fmt: skip
        rows: Counter[tuple[str, RegisteredOwner]] = Counter()
        for ofsted_id, name, own_name, kind, group, place, postcode in parts:
            name = name or own_name or ""
            # By Ofsted's number where there is one: names alone are shared and misspelt.
            key = ofsted_id or f"name:{squashed(name)}|{postcode}"
            keys.append(key)
            rows[key, RegisteredOwner(ofsted_id, name, kind, group, place, postcode)] += 1
        for (key, owner), count in rows.items():
            self._owner_rows[key][owner] += count
        return keys

    def _agreed_owners(self) -> dict[str, RegisteredOwner]:
        """One owner a key: what most rows say, blanks aside; disagreement on a name is noted."""
        agreed: dict[str, RegisteredOwner] = {}
        used = set(self._owner_of.values())
        for key, rows in self._owner_rows.items():
            if key not in used:
                continue
            if len(rows) == 1:
                agreed[key] = next(iter(rows))
                continue
            agreed[key] = RegisteredOwner(
                *(_most_frequent(rows, index) for index in range(len(RegisteredOwner._fields)))
            )
            names = sorted({owner.name for owner in rows})
            if len(names) > 1:
                written = " and ".join(f"“{name}”" for name in names)
                self._notes.append(
                    f"Owner {key} is called {written}; “{agreed[key].name}” was taken."
                )
        return agreed

    def _refuse_repeated(self) -> None:
        """Refuse a URN that stands twice, naming every row; settings of one sheet are one."""
        for urn, places in self._standing.items():
            if len(places) < 2:
                continue
            rows = [
                f"row {columns.numbers[at]} of “{columns.sheet.name}”" for columns, at in places
            ]
            why = f"URN {urn} stands more than once: {', '.join(rows)}. Each URN stands once."
            for columns, at in places:
                self._refused.append(columns.refuse(at, "urn", urn, why))
            for kept in (self._services, self._settings, self._owner_of, self._given_for):
                kept.pop(urn, None)

    def _note_postcodes(self, columns: SheetColumns, kept: Sequence[int]) -> None:
        """Say which postcodes are none; "Not shared", ZZ99 and blanks are not worth a word."""
        if "postcode" not in columns.given:
            return
        column = columns.heading.columns["postcode"]
        for at in kept:
            if columns.values["postcode"][at]:
                continue
            written = text_of(columns.sheet.rows[columns.numbers[at] - 1][column])
            if written and not _is_withheld(written):
                self._notes.append(
                    f"Sheet “{columns.sheet.name}”, row {columns.numbers[at]}: “{written}” is not"
                    " a postcode, so the distance from there is not known."
                )

    def _layout(self) -> str:
        if self._supported:
            return LAYOUT_TWO_SHEETS
        headings = {
            squashed(text) for one in self._registrations for text in one.heading.headings.values()
        }
        if headings & {"provisiontype", "maxusers"}:
            return LAYOUT_OLD
        return LAYOUT_ONE_SHEET if "settingname" in headings else LAYOUT_TWO_SHEETS


def _is_withheld(written: str) -> bool:
    squeezed = squashed(written)
    return squeezed.startswith("zz99") or squeezed in {
        "",
        "notshared",
        "notprovided",
        "redacted",
        "na",
    }


def _tuples(kind: Any, columns: SheetColumns) -> list[Any]:
    """A tuple of `kind` for every row, from the columns of the same names."""
    size = len(columns)
    defaults = kind(*_EMPTY_SERVICE)._asdict()
    lists = [columns.values.get(name) or [defaults[name]] * size for name in kind._fields]
    return list(map(kind._make, zip(*lists, strict=True)))


_NUMBER_OR_DATE = {"registration_date", "closed_date", "registered_places", "inspection_date",
                   "interim_inspection_date", "assurance_visit_date"}  # fmt: skip
_EMPTY_SERVICE = tuple(
    None
    if name in _NUMBER_OR_DATE
    else 0
    if name.startswith(("cares_", "multi", "in_house"))
    else ""
    for name in RegisteredService._fields
)


def _settings(columns: SheetColumns, addresses: Sequence[str]) -> list[RegisteredSetting]:
    values = columns.values
    authorities = (
        setting or provider
        for setting, provider in zip(
            values["setting_authority_name"], values["authority_name"], strict=True
        )
    )
    statuses = (status or "Open" for status in values["setting_status"])
    return list(
        map(
            RegisteredSetting,
            values["urn"],
            addresses,
            values["postcode"],
            authorities,
            values["category"],
            values["capacity"],
            statuses,
            values["setting_status_date"],
            values["setting_telephone"],
        )
    )


def _addresses(values: Mapping[str, list[Any]], *names: str) -> list[str]:
    """The parts of an address on lines of their own, blank ones left out."""
    parts = zip(*(values[name] for name in names), strict=True)
    return ["\n".join(filter(None, lines)) for lines in parts]


_GRADES = ("overall_effectiveness", "safety_grade", "leadership_grade", "outcomes_grade")


def _move_sentences(values: dict[str, list[Any]]) -> None:
    """Where Ofsted writes a sentence instead of grades, keep it once, as the note."""
    notes = [""] * len(values["urn"])
    for name in _GRADES:
        grades = values[name]
        sentences = {text for text in set(grades) if text is not None and not is_grade(text)}
        if not sentences:
            continue
        for position, text in enumerate(grades):
            if text in sentences:
                grades[position] = ""
                if text not in notes[position]:
                    notes[position] = f"{notes[position]}\n{text}".strip()
    values["grade_note"] = notes


def _if_agreed(texts: Sequence[str]) -> str:
    """The text if all are the same, else "" (each setting keeps its own)."""
    return texts[0] if len(set(texts)) == 1 else ""


def _most_frequent(rows: Counter[RegisteredOwner], index: int) -> str:
    """The field's most frequent value that is not blank; the first in a tie."""
    counts: Counter[str] = Counter()
    for owner, count in rows.items():
        if owner[index]:
            counts[owner[index]] += count
    return counts.most_common(1)[0][0] if counts else ""
