"""What Ofsted's words in a cell mean: types, statuses, grades and codes, as tables.

Every reader takes a cell and returns what the store keeps, or raises BadInput saying what
would be right. Which columns they read is in register_headings.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from resources_app.foundations.codes import CodeList, read_code
from resources_app.foundations.errors import BadInput
from resources_app.foundations.postcodes import normalise
from resources_app.providers.model import Grade, ProvisionType, RegistrationStatus
from resources_app.providers.register_headings import Kind
from resources_app.workbooks.cells import (
    date_of,
    is_nothing,
    text_of,
    urn_of,
    whole_number_of,
    yes_no_of,
)
from resources_app.workbooks.headings import squashed
from resources_app.workbooks.model import Cell

# A type the team never places with: skipped, and counted under Ofsted's own words.
SKIPPED = "skipped:"

# To add a type: Ofsted's words, and what we call it; None is never placed with.
_TYPES: dict[str, ProvisionType | None] = {
    "Children's Home": ProvisionType.CHILDRENS_HOME,
    "Children's Homes": ProvisionType.CHILDRENS_HOME,
    "Secure Children's Home": ProvisionType.SECURE_HOME,
    "Secure Training Centre": ProvisionType.SECURE_HOME,
    "Residential Special School": ProvisionType.SPECIAL_SCHOOL,
    "Boarding School": ProvisionType.BOARDING_SCHOOL,
    "Further Education College": ProvisionType.BOARDING_SCHOOL,
    "Further Education College with Residential Accommodation": ProvisionType.BOARDING_SCHOOL,
    "Residential Family Centre": ProvisionType.FAMILY_CENTRE,
    "Independent Fostering Agency": ProvisionType.FOSTERING_AGENCY,
    "Independent Fostering Service": ProvisionType.FOSTERING_AGENCY,
    "Local Authority Fostering Agency": ProvisionType.IN_HOUSE_FOSTERING,
    "Local Authority Fostering Service": ProvisionType.IN_HOUSE_FOSTERING,
    "Supported Accommodation": ProvisionType.SUPPORTED_ACCOMMODATION,
    "Adoption Support Agency": None,
    "Voluntary Adoption Agency": None,
    "Local Authority Adoption Agency": None,
    "Regional Adoption Agency": None,
    "Residential Holiday Scheme for Disabled Children": None,
    "Holiday Scheme for Disabled Children": None,
    "Cafcass": None,
}
_TYPE_OF = {squashed(words): provision for words, provision in _TYPES.items()}
_SECURE_SUBTYPES = frozenset({"secureunit", "securechildrenshome", "securetrainingcentre"})

# To add wording: what Ofsted writes, and the grade it is.
_GRADES = {grade.value: grade for grade in Grade if grade} | {
    "Requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "Consistently strong": Grade.CONSISTENTLY_STRONG,
    "Consistently strong service delivery": Grade.CONSISTENTLY_STRONG,
    "Inconsistent quality": Grade.INCONSISTENT,
    "Inconsistent quality of service delivery": Grade.INCONSISTENT,
    "Serious or widespread weaknesses in service delivery": Grade.SERIOUS_WEAKNESSES,
}
_GRADE_OF = {squashed(words): grade for words, grade in _GRADES.items()}
# Shorter than this and not a grade, it is a slip of the pen, not a sentence of Ofsted's.
_WORDS_OF_A_SENTENCE = 3
_STATUS_OF = {squashed(status.value): status.value for status in RegistrationStatus}
_CODE = re.compile(r"[A-Z][0-9]")


def type_of(value: Cell) -> str:
    """A ProvisionType's text, or SKIPPED with Ofsted's words for types never placed with."""
    words = text_of(value)
    key = squashed(words)
    if key not in _TYPE_OF:
        raise BadInput(
            f"“{words}” is not a type of provider that Ofsted registers."
            if words
            else "There is no type of provider.",
            remedy="Types are Ofsted's own, such as Children's Home, Independent Fostering Agency,"
            " Residential Special School or Supported Accommodation.",
        )
    provision = _TYPE_OF[key]
    return provision.value if provision else SKIPPED + words


def is_secure(subtype: str) -> bool:
    """Whether a children's home's subtype makes it a secure one."""
    return squashed(subtype) in _SECURE_SUBTYPES


def status_of(value: Cell) -> str:
    """A RegistrationStatus's text."""
    status = _STATUS_OF.get(squashed(text_of(value)))
    if status is None:
        raise BadInput(
            f"“{text_of(value)}” is not a registration status."
            if text_of(value)
            else "There is no registration status.",
            remedy="Statuses are: " + ", ".join(_STATUS_OF.values()) + ".",
        )
    return status


def grade_of(value: Cell) -> str:
    """A Grade's text, "" for none. Ofsted's sentence in place of a grade is given as it is.

    Tell the two apart with `is_grade`.
    """
    if is_nothing(value):
        return ""
    words = " ".join(text_of(value).split())
    grade = _GRADE_OF.get(squashed(words))
    if grade is not None:
        return grade.value
    if len(words.split()) < _WORDS_OF_A_SENTENCE:
        raise BadInput(
            f"“{words}” is not one of Ofsted's grades.",
            remedy="Grades are: " + ", ".join(grade.value for grade in Grade if grade) + ".",
        )
    return words


_GRADE_TEXTS = frozenset(grade.value for grade in Grade)


def is_grade(text: str) -> bool:
    """Whether what `grade_of` gave is a grade (or none), not a sentence."""
    return text in _GRADE_TEXTS


def codes_of(value: Cell) -> str:
    """SSDA903 placement codes, comma-separated in the order given, each once."""
    if is_nothing(value):
        return ""
    codes = [code for code in re.split(r"[\s,;/&]+", text_of(value).upper()) if code]
    wrong = [code for code in codes if not _CODE.fullmatch(code)]
    if wrong:
        raise BadInput(
            f"“{text_of(value)}” is not a list of placement codes.",
            remedy="Codes are a letter and a digit, such as U1 or K2, with commas between.",
        )
    return ",".join(dict.fromkeys(codes))


def provider_code_of(value: Cell) -> str:
    """An SSDA903 provider code, by itself or by its words. Raises BadInput listing the codes."""
    return "" if is_nothing(value) else read_code(CodeList.PROVIDER, text_of(value), ever=True)


def name_of(value: Cell) -> str:
    """A name; raises BadInput when there is none."""
    name = text_of(value)
    if not name:
        raise BadInput("There is no name.", remedy="Give the name of the service.")
    return name


def _optional_text(value: Cell) -> str:
    return "" if is_nothing(value) else text_of(value)


def _iso_date(value: Cell) -> str | None:
    if type(value) is date:  # and not a datetime: as a workbook gives most of them
        return value.isoformat()
    day = date_of(value)
    return day.isoformat() if day else None


def _bit(value: Cell) -> int:
    return int(yes_no_of(value) or False)


READERS: dict[Kind, Callable[[Cell], str | int | None]] = {
    Kind.TEXT: _optional_text,
    Kind.NAME: name_of,
    Kind.URN: urn_of,
    Kind.TYPE: type_of,
    Kind.STATUS: status_of,
    Kind.DATE: _iso_date,
    Kind.WHOLE: whole_number_of,
    Kind.YES_NO: _bit,
    Kind.GRADE: grade_of,
    Kind.CODES: codes_of,
    Kind.PROVIDER_CODE: provider_code_of,
    Kind.POSTCODE: normalise,
}
# What a field holds when the layout has no such column.
ABSENT: dict[Kind, str | int | None] = {
    Kind.DATE: None,
    Kind.WHOLE: None,
    Kind.YES_NO: 0,
}
