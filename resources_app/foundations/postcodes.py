"""Postcodes: writing them one way, and where they are.

Positions and authorities come from the Office for National Statistics' postcode data (Open
Government Licence), installed as a package and read by `postcode_files`. Eastings and northings
are whole metres on the British National Grid. Distances are `distance`'s business, and names of
authorities `authorities`'s.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from resources_app.foundations.authorities import childrens_authority

if TYPE_CHECKING:
    from resources_app.foundations.postcode_files import LetterColumns

# The 124 postcode areas of the United Kingdom and the Crown Dependencies. ZZ, which the
# statutory returns use for "not known", is deliberately not among them.
AREAS = frozenset(
    """AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT
    DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD
    LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK
    SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO
    ZE""".split()
)
# Irish Grid, not the British one: a distance from it would be nonsense.
_OTHER_GRID = ("N",)

_OUTWARD = r"(?P<area>[A-Z]{1,2})[0-9][0-9A-Z]?"
# The last two letters never include C, I, K, M, O or V (Royal Mail).
_WHOLE = re.compile(_OUTWARD + r"[0-9][ABD-HJLNP-UW-Z]{2}")
_OUTWARD_ONLY = re.compile(_OUTWARD)
_BLANKS = re.compile(r"[\s.,]+")


@dataclass(frozen=True)
class Location:
    """Where a postcode is.

    `easting` and `northing` are metres, or None where the data gives no grid reference of its
    own or the postcode is off the British grid. `authority_code` is the ONS code of the
    children's services authority, "" when it is not certain. `approximate` means that the
    position is the middle of the outward code, not of the postcode.
    """

    easting: int | None
    northing: int | None
    authority_code: str
    approximate: bool = False

    @property
    def has_position(self) -> bool:
        """Whether a distance can be measured from here."""
        return self.easting is not None and self.northing is not None


def normalise(text: object) -> str:
    """`HP11 1AA` for any way of writing it; an outward code alone, such as `HP11`, is kept.

    Returns "" for a blank, "Not shared", ZZ99 and anything that cannot be a postcode.
    Nothing is guessed: `P05 7OD` is not corrected.
    """
    if not isinstance(text, str):
        return ""
    packed = _BLANKS.sub("", text).upper()
    if (match := _WHOLE.fullmatch(packed)) and match["area"] in AREAS:
        return f"{packed[:-3]} {packed[-3:]}"
    if (match := _OUTWARD_ONLY.fullmatch(packed)) and match["area"] in AREAS:
        return packed
    return ""


def outward(postcode: object) -> str:
    """The outward code, `HP11` of `HP11 1AA`: as much as an anonymised page may show."""
    return normalise(postcode).partition(" ")[0]


def why_unknown(postcode: str) -> str:
    """Why there is no such postcode, in a sentence; empty for one that there is, or may be.

    A new street has a postcode before the data names it, so that one whose outward code there is
    passes, and its position is approximate (`why_approximate`).
    """
    if not postcode or PostcodeBook().locate(postcode) is not None:
        return ""
    return f"There is no postcode {postcode}: no place has {outward(postcode)}."


def why_approximate(postcode: str) -> str:
    """What is not certain about where a whole postcode is, in a sentence; empty for nothing."""
    found = PostcodeBook().locate(postcode) if " " in postcode else None
    if found is None or not found.approximate:
        return ""
    return f"{postcode} is not in the postcode data: distances are from the middle of its area."


class PostcodeBook:
    """Finds where postcodes are. Making one is free; a letter's file is read when first needed."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` holds the data files; None is the installed package's."""
        self._folder = folder

    def locate(self, text: object) -> Location | None:
        """Where one postcode is, or None when it is blank, unknown or no postcode at all."""
        return self.locate_many([text])[0]

    def locate_many(self, texts: Sequence[object]) -> list[Location | None]:
        """Where each postcode is, in the order given; 20,000 take well under a second."""
        wanted = [normalise(text) for text in texts]
        places: dict[str, list[int]] = defaultdict(list)
        for index, postcode in enumerate(wanted):
            if postcode:
                places[postcode[0]].append(index)
        found: list[Location | None] = [None] * len(wanted)
        for letter, indexes in places.items():
            columns = letter_columns(self._folder, letter)
            if columns is not None:
                located = _locate_in(columns, [wanted[index] for index in indexes])
                for index, location in zip(indexes, located, strict=True):
                    found[index] = location
        return found


# Seven megabytes for the largest letter, 46 for all; Ofsted's register touches every one.
@lru_cache(maxsize=32)
def letter_columns(folder: Path | None, letter: str) -> LetterColumns | None:
    """All postcodes that begin with a letter, read once; None when there are none."""
    # Imported on first use: numpy takes a tenth of a second, and most commands need no postcode.
    from resources_app.foundations.postcode_files import installed_folder, read_letter

    return read_letter(folder or installed_folder(), letter)


def _locate_in(columns: LetterColumns, wanted: list[str]) -> list[Location | None]:
    rows = columns.rows_of([_fixed_width(postcode) for postcode in wanted])
    return [
        _unit(columns, row, postcode) if row >= 0 else _middle(columns, postcode, "")
        for row, postcode in zip(rows, wanted, strict=True)
    ]


def _fixed_width(postcode: str) -> str:
    """The seven characters of the ONS's column: `B1  1AA`, `HP111AA`."""
    first, _, last = postcode.partition(" ")
    return f"{first:<4}{last}"


def _unit(columns: LetterColumns, row: int, postcode: str) -> Location | None:
    code = columns.authority_of(row)
    authority = childrens_authority(code)
    if code.startswith(_OTHER_GRID):
        return Location(None, None, authority)
    if position := columns.position_of(row):
        return Location(*position, authority)
    # Post office boxes and some that ended have no grid reference; their neighbours do.
    return _middle(columns, postcode, authority)


def _middle(columns: LetterColumns, postcode: str, authority: str) -> Location | None:
    middle = columns.middle_of(outward(postcode))
    if middle is None:
        return Location(None, None, authority) if authority else None
    authorities = {childrens_authority(code) for code in middle.authority_codes}
    if not authority and len(authorities) == 1:
        authority = authorities.pop()
    if any(code.startswith(_OTHER_GRID) for code in middle.authority_codes):
        return Location(None, None, authority, approximate=True)
    return Location(middle.easting, middle.northing, authority, approximate=True)
