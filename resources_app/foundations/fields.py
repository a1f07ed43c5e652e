"""A form's fields as a table, and the reading of what a person gave for them.

The same table draws the form on screen, reads a JSON file and heads the printed page, so
that a field has one label, one rule and one help text. Reading collects every problem,
not only the first, and each names its field and says what would be right.

To add a kind of field: add it to `Kind` and a reader to `_READERS`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from resources_app.foundations.codes import CodeList, read_code
from resources_app.foundations.dates import date_from
from resources_app.foundations.errors import BadInput, Where
from resources_app.foundations.money import LARGEST_PRICE, pence_from
from resources_app.foundations.percents import percent_from, percent_text
from resources_app.foundations.postcodes import normalise

# What a field holds once it is read. Unanswered: '' for texts, choices, codes and
# postcodes; () for lists; None for numbers, amounts, dates and yes-or-no.
Value = str | bool | int | date | tuple[str, ...] | tuple["Record", ...] | None
Record = dict[str, Value]


class Kind(StrEnum):
    """What a field holds, and so how it is drawn and read."""

    TEXT = "text"  # one line
    LONG_TEXT = "long text"
    LINES = "lines"  # a list of texts, one a line
    CHOICE = "choice"  # one of `options`
    CHOICES = "choices"  # any of `options`, in the order given
    CODE = "code"  # of `codes`, stored as the code
    YES_NO = "yes or no"
    WHOLE_NUMBER = "whole number"
    POUNDS = "pounds"  # read as pence
    PERCENT = "per cent"  # read as hundredths of a per cent
    DATE = "date"
    TIME = "time of day"  # read as 'HH:MM'
    POSTCODE = "postcode"
    RECORDS = "records"  # a list of records with `columns` of their own


class Needed(StrEnum):
    """When a field must be answered."""

    ALWAYS = "always"
    TO_SUBMIT = "to submit"
    NO = "no"


@dataclass(frozen=True)
class Field:
    """One field. `name` is its key in files and its column in the store.

    `standard` is the field's name in the Placements Data Standard v2, empty when it is
    ours. `least` and `most` bound whole numbers, amounts (pence) and percentages (hundredths of
    a per cent), both inclusive.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    group: str = ""
    needed: Needed = Needed.NO
    options: tuple[str, ...] = ()
    codes: CodeList | None = None
    help: str = ""
    standard: str = ""
    least: int = 0
    most: int = 1_000_000_000
    columns: tuple[Field, ...] = ()

    @property
    def attribute(self) -> str:
        """The name a dataclass has for it: `riskSelfHarm` is `risk_self_harm`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.name).lower()


class FieldProblem(BadInput):
    """What is wrong with one field; `name` is the field's, for the form to find it."""

    def __init__(self, name: str, what: str, where: Where, remedy: str = "") -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.name = name


class Problems(BadInput):
    """Everything that is wrong with one form or file. Each problem stands on its own line."""

    def __init__(self, problems: Iterable[FieldProblem], *, what: str = "") -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        heading = what or f"{count} {'field needs' if count == 1 else 'fields need'} putting right:"
        super().__init__("\n".join([heading, *(f"  {one}" for one in self.problems)]))


def unanswered(value: Value) -> bool:
    """Whether a field was left open. No and 0 are answers."""
    return value is None or value in ("", ())


@dataclass
class Reading:
    """Reads records by their fields and collects what is wrong on the way.

    `by_path` names fields as a file does (`child.siblings[1].sex`); otherwise by label.
    `held` is what the record holds already: a code that was retired since may stay.
    """

    file: str = ""
    by_path: bool = False
    submitting: bool = False
    held: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.problems: list[FieldProblem] = []

    def record(
        self, fields: Iterable[Field], given: Mapping[str, object], path: str = ""
    ) -> Record:
        """The record's values by field name; what is wrong is left unanswered and noted."""
        table = tuple(fields)
        self._unknown(table, given, path)
        return {one.name: self._value(one, given.get(one.name), path) for one in table}

    def refuse(self, field: Field, what: str, remedy: str = "", path: str = "") -> None:
        """Note a problem that a rule, not a kind, found with a field."""
        self.problems.append(FieldProblem(field.name, what, self._where(field, path), remedy))

    def finish(self) -> None:
        """Raise Problems with everything that was noted, if anything was."""
        if self.problems:
            raise Problems(self.problems)

    def _value(self, field: Field, given: object, path: str) -> Value:
        value = self._read(field, given, path)
        if unanswered(value) and not any(
            one.where == self._where(field, path) for one in self.problems
        ):
            self._missing(field, path)
        return value

    def _missing(self, field: Field, path: str) -> None:
        if field.needed is Needed.ALWAYS or (self.submitting and field.needed is Needed.TO_SUBMIT):
            self.refuse(field, "This is needed.", _remedy(field), path)

    def _read(self, field: Field, given: object, path: str) -> Value:
        if field.kind is Kind.RECORDS:
            return self._records(field, given, path)
        if given is None or (isinstance(given, str) and not given.strip()):
            return _EMPTY.get(field.kind)
        if field.kind is Kind.CODE and given == self.held.get(field.name):
            return str(given)
        try:
            return _READERS[field.kind](field, given)
        except BadInput as problem:
            self.refuse(field, problem.what, problem.remedy or _remedy(field), path)
            return _EMPTY.get(field.kind)

    def _records(self, field: Field, given: object, path: str) -> Value:
        if given is None:
            return ()
        if not isinstance(given, list | tuple):
            self.refuse(field, "This is not a list.", _remedy(field), path)
            return ()
        read: list[Record] = []
        for number, one in enumerate(given, 1):
            at = f"{_joined(path, field.name)}[{number}]"
            if isinstance(one, Mapping):
                read.append(self.record(field.columns, one, at))
            else:
                self.refuse(field, f"Number {number} is not a record.", _remedy(field), path)
        return tuple(read)

    def _unknown(self, table: tuple[Field, ...], given: Mapping[str, object], path: str) -> None:
        known = [one.name for one in table]
        for name in given:
            if name not in known:
                near = difflib.get_close_matches(str(name), known, n=1)
                remedy = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known)}."
                where = Where(file=self.file, field=_joined(path, str(name)))
                what = "There is no such field."
                self.problems.append(FieldProblem(str(name), what, where, remedy))

    def _where(self, field: Field, path: str) -> Where:
        name = _joined(path, field.name) if self.by_path else field.label
        return Where(file=self.file, field=name)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _remedy(field: Field) -> str:
    if field.options:
        listed = "; ".join(f"“{option}”" for option in field.options)
        return f"Use {'any' if field.kind is Kind.CHOICES else 'one'} of: {listed}."
    if field.kind is Kind.RECORDS:
        return f"Give a list of records with {', '.join(one.name for one in field.columns)}."
    return _RIGHT.get(field.kind, "")


_RIGHT = {
    Kind.TEXT: "Give a text.",
    Kind.LONG_TEXT: "Give a text.",
    Kind.LINES: "Give a text, or a list of texts.",
    Kind.YES_NO: "Give true (yes) or false (no).",
    Kind.WHOLE_NUMBER: "Give a whole number.",
    Kind.POSTCODE: "Give a whole postcode such as HP13 6PG.",
    Kind.DATE: "Give a date such as 2026-04-03 or 3 Apr 2026.",
    Kind.TIME: "Give a time of day such as 17:40.",
    Kind.POUNDS: "Give pounds and pence, for example 1083.00.",
    Kind.PERCENT: "Give a percentage such as 3.5.",
}

_EMPTY: dict[Kind, Value] = {
    Kind.TEXT: "",
    Kind.LONG_TEXT: "",
    Kind.LINES: (),
    Kind.CHOICE: "",
    Kind.CHOICES: (),
    Kind.CODE: "",
    Kind.POSTCODE: "",
    Kind.TIME: "",
}


def _text(field: Field, given: object) -> Value:
    if not isinstance(given, str):
        # A number for an identifier or a telephone is a common slip, and loses its zeros.
        raise BadInput(f"“{given}” is not a text.", remedy="Put it in quotation marks.")
    text = _clean(given)
    longest = _LONGEST[field.kind]
    if len(text) > longest:
        raise BadInput(f"This is {len(text):,} characters long.", remedy=f"At most {longest:,}.")
    return " ".join(text.split()) if field.kind is Kind.TEXT else text


_LONGEST = {Kind.TEXT: 500, Kind.LONG_TEXT: 20_000}
# Word's soft line break comes through a paste as a vertical tab.
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def _clean(text: str) -> str:
    """The text with one kind of line end and without characters that nobody can see or print."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).strip()


def _lines(_: Field, given: object) -> Value:
    if isinstance(given, str):
        given = given.splitlines()
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
        raise BadInput(f"“{given}” is not a list of texts.")
    return tuple(line for one in given if (line := " ".join(_clean(one).split())))


def _choice(field: Field, given: object) -> Value:
    wanted = given.strip().casefold() if isinstance(given, str) else None
    for option in field.options:
        if option.casefold() == wanted:
            return option
    raise BadInput(f"“{given}” is not one of the choices.")


def _choices(field: Field, given: object) -> Value:
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list | tuple):
        raise BadInput(f"“{given}” is not a list of choices.")
    chosen = [str(_choice(field, one)) for one in listed]
    return tuple(dict.fromkeys(chosen))


def _code(field: Field, given: object) -> Value:
    assert field.codes is not None
    return read_code(field.codes, given)


_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def _yes_no(_: Field, given: object) -> Value:
    if isinstance(given, bool):
        return given
    if isinstance(given, str) and given.strip().casefold() in _YES:
        return _YES[given.strip().casefold()]
    raise BadInput(f"“{given}” is neither yes nor no.")


def _whole_number(field: Field, given: object) -> Value:
    if isinstance(given, str) and re.fullmatch(r"\d{1,9}", given.strip()):
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int):
        raise BadInput(f"“{given}” is not a whole number.")
    if not field.least <= given <= field.most:
        raise BadInput(f"{given} is out of range.", remedy=f"Give {field.least} to {field.most:,}.")
    return given


def _pounds(field: Field, given: object) -> Value:
    pence = pence_from(given, largest=max(field.most, LARGEST_PRICE))
    if not field.least <= pence <= field.most:
        raise BadInput(f"“{given}” is out of range.", remedy="An amount is £0.00 or more.")
    return pence


def _percent(field: Field, given: object) -> Value:
    hundredths = percent_from(given)
    most = min(field.most, 100_000)
    if not field.least <= hundredths <= most:
        allowed = f"Give {percent_text(field.least)} to {percent_text(most)}."
        raise BadInput(f"“{given}” is out of range.", remedy=allowed)
    return hundredths


def _date(_: Field, given: object) -> Value:
    if not isinstance(given, str | date) or isinstance(given, datetime):
        raise BadInput(f"“{given}” is not a date.")
    return date_from(given)


_TIME = re.compile(r"(\d{1,2})[:.](\d{2})([:.]\d{2})?", re.ASCII)


def _time(_: Field, given: object) -> Value:
    found = _TIME.fullmatch(given.strip()) if isinstance(given, str) else None
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise BadInput(f"“{given}” is not a time of day.")
    return f"{int(found[1]):02}:{found[2]}"


# What systems write where a postcode is not known or must not be told; ZZ99 is the NHS's.
_NOT_TOLD = re.compile(r"ZZ99.*|not (shared|known|given)|n/?a|none", re.IGNORECASE)


def _postcode(_: Field, given: object) -> Value:
    text = given.strip() if isinstance(given, str) else ""
    found = normalise(text)
    if not found and not _NOT_TOLD.fullmatch(text):
        raise BadInput(f"“{given}” is not a postcode.")
    return found


_READERS: dict[Kind, Callable[[Field, object], Value]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.LINES: _lines,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.CODE: _code,
    Kind.YES_NO: _yes_no,
    Kind.WHOLE_NUMBER: _whole_number,
    Kind.POUNDS: _pounds,
    Kind.PERCENT: _percent,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.POSTCODE: _postcode,
}
