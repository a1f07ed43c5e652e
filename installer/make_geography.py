"""Writes the two shipped files that are worked out from the postcode data.

    python installer/make_geography.py

- assets/map/britain_1km.npy, the picture that maps are drawn on;
- assets/codes/authority_adjacency.csv, which authorities share a boundary.

Adjacency: every 200-metre square belongs to the authority of the nearest postcode within four
kilometres, and two authorities adjoin where their squares touch. Against Buckinghamshire's own
list it is exact. It cannot see a boundary in open water or across empty moor for certain, so:
what a council states is in STATED, and what a person must check is in DOUBTFUL. Rows marked
`doubtful` in the table do not count as adjoining, which asks for the Director's approval rather
than a nominated officer's; whoever checks one changes the word to `checked`. Rows so changed by
hand survive when this is run again.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from itertools import product
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from resources_app.foundations.authorities import (  # noqa: E402
    authority_code,
    authority_name,
    childrens_authority,
)
from resources_app.foundations.outline import (  # noqa: E402
    SHIPPED_STEP,
    pack,
    squares_with_postcodes,
)
from resources_app.foundations.postcode_files import (  # noqa: E402
    installed_folder,
    letters,
    read_letter,
)

TABLE = ROOT / "assets" / "codes" / "authority_adjacency.csv"
PICTURE = ROOT / "assets" / "map" / "britain_1km.npy"
STEP = 200  # metres
REACH = 4_000  # metres from a postcode that a square may be and still belong to its authority
NORTHERN_LIMIT = 680_000  # metres: a little beyond the Scottish border

# A council and every authority that it says it adjoins.
STATED = {
    "Buckinghamshire": [
        "Oxfordshire",
        "West Northamptonshire",
        "Milton Keynes",
        "Central Bedfordshire",
        "Hertfordshire",
        "Hillingdon",
        "Slough",
        "Windsor and Maidenhead",
        "Wokingham",
    ]
}
# Squares touch, but only over an estuary or the sea, or for less than a kilometre of empty down.
DOUBTFUL = [
    ("Isle of Wight", "Hampshire"),
    ("Isle of Wight", "Portsmouth"),
    ("Medway", "Essex"),
    ("Medway", "Southend-on-Sea"),
    ("Bristol", "Monmouthshire"),
    ("Hartlepool", "Redcar and Cleveland"),
    ("Wirral", "Sefton"),
    ("Wirral", "Flintshire"),
    ("Liverpool", "Cheshire West and Chester"),
    ("East Riding of Yorkshire", "North East Lincolnshire"),
    ("Kingston upon Hull", "North Lincolnshire"),
    ("Oxfordshire", "Wiltshire"),
]

Pair = tuple[str, str]


def main() -> None:
    """Write both files and say what they hold."""
    PICTURE.parent.mkdir(exist_ok=True)
    squares = squares_with_postcodes(SHIPPED_STEP)
    np.save(PICTURE, pack(squares), allow_pickle=False)
    print(f"{PICTURE.name}: {int(squares.sum())} squares")
    rows = adjacency_rows(derive_pairs(), rows_changed_by_hand())
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "adjoins_code", "name", "adjoins_name", "source"])
        writer.writerows(rows)
    print(f"{TABLE.name}: {len(rows)} pairs")


def rows_changed_by_hand() -> dict[Pair, str]:
    """Pairs in the present table whose source this script did not write."""
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8") as file:
        return {
            _ordered(row["code"], row["adjoins_code"]): row["source"]
            for row in csv.DictReader(file)
            if row["source"] not in ("stated", "derived", "doubtful")
        }


def adjacency_rows(derived: set[Pair], by_hand: dict[Pair, str]) -> list[tuple[str, ...]]:
    """The table's rows, by name; each pair once, with where it comes from."""
    sources = dict.fromkeys(derived, "derived")
    sources |= {_named(first, second): "doubtful" for first, second in DOUBTFUL}
    for home, others in STATED.items():
        sources |= {_named(home, other): "stated" for other in others}
    sources |= by_hand
    rows = [
        (first, second, authority_name(first), authority_name(second), source)
        for (first, second), source in sources.items()
    ]
    return sorted(rows, key=lambda row: (row[2], row[3]))


def derive_pairs() -> set[Pair]:
    """Every pair of authorities whose squares touch, at least one of them in England."""
    eastings, northings, numbers, codes = _postcodes()
    owners = _nearest_authority(eastings, northings, numbers)
    touching: Counter[Pair] = Counter()
    for one, other in ((owners[:, 1:], owners[:, :-1]), (owners[1:], owners[:-1])):
        differs = (one != other) & (one > 0) & (other > 0)
        for first, second in set(zip(one[differs].tolist(), other[differs].tolist(), strict=True)):
            touching[_ordered(codes[first], codes[second])] += 1
    return {
        (first, second)
        for first, second in touching
        if authority_name(first) and authority_name(second) and "E" in (first[0], second[0])
    }


def _postcodes() -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Eastings, northings and the number of the authority of every postcode south of the limit."""
    numbers: dict[str, int] = {"": 0}
    parts = []
    folder = installed_folder()
    for letter in letters(folder):
        columns = read_letter(folder, letter)
        own = [
            numbers.setdefault(childrens_authority(code), len(numbers)) if code[:1] in "ESW" else 0
            for code in (one or "-" for one in columns.authority_codes)
        ]
        numbered = np.array(own)[columns.authorities]
        kept = (columns.eastings > 0) & (numbered > 0) & (columns.northings < NORTHERN_LIMIT)
        parts.append((columns.eastings[kept], columns.northings[kept], numbered[kept]))
    eastings, northings, authorities = (np.concatenate(part) for part in zip(*parts, strict=True))
    return eastings, northings, authorities, list(numbers)


def _nearest_authority(
    eastings: np.ndarray, northings: np.ndarray, numbers: np.ndarray
) -> np.ndarray:
    """The authority of the nearest postcode for every square; 0 beyond reach (jump flooding).

    A square takes over a postcode only within reach, so that sea and empty down cost nothing;
    jumps of 16, 8, 4, 2 and 1 squares go together further than the 20 squares of REACH.
    """
    height, width = (int(axis.max()) // STEP + REACH // STEP for axis in (northings, eastings))
    nearest = _seeds(eastings, northings, height, width)
    east, north = eastings.astype(np.float32), northings.astype(np.float32)

    def apart(squares: np.ndarray, postcodes: np.ndarray) -> np.ndarray:
        up, along = ((side * STEP + STEP / 2).astype(np.float32) for side in divmod(squares, width))
        return (east[postcodes] - along) ** 2 + (north[postcodes] - up) ** 2

    owner, best = nearest.ravel(), np.full(height * width, REACH**2, dtype=np.float32)
    seeded = np.flatnonzero(owner >= 0)
    best[seeded] = apart(seeded, owner[seeded])
    jump = 16
    while jump:
        for rise, shift in product((-jump, 0, jump), repeat=2):
            offered = _shifted(nearest, rise, shift).ravel()
            squares = np.flatnonzero((offered >= 0) & (offered != owner))
            distance = apart(squares, offered[squares])
            nearer = distance < best[squares]
            squares, distance = squares[nearer], distance[nearer]
            owner[squares], best[squares] = offered[squares], distance
        jump //= 2
    return np.where(nearest >= 0, numbers[nearest], 0)


def _seeds(eastings: np.ndarray, northings: np.ndarray, height: int, width: int) -> np.ndarray:
    """For each square the postcode nearest its middle, -1 where it holds none."""
    square = (northings // STEP).astype(np.int64) * width + eastings // STEP
    off_middle = (eastings % STEP - STEP / 2) ** 2 + (northings % STEP - STEP / 2) ** 2
    order = np.lexsort((off_middle, square))
    first = np.r_[True, square[order][1:] != square[order][:-1]]
    seeds = np.full(height * width, -1, dtype=np.int32)
    seeds[square[order][first]] = order[first]
    return seeds.reshape(height, width)


def _shifted(grid: np.ndarray, rise: int, shift: int) -> np.ndarray:
    height, width = grid.shape
    moved = np.full_like(grid, -1)
    rows = slice(max(0, rise), min(height, height + rise))
    columns = slice(max(0, shift), min(width, width + shift))
    from_rows = slice(rows.start - rise, rows.stop - rise)
    moved[rows, columns] = grid[from_rows, columns.start - shift : columns.stop - shift]
    return moved


def _named(first: str, second: str) -> Pair:
    return _ordered(authority_code(first), authority_code(second))


def _ordered(first: str, second: str) -> Pair:
    """Each pair is written once, England first, then by code."""
    key = lambda code: (not code.startswith("E"), code)  # noqa: E731
    return (first, second) if key(first) <= key(second) else (second, first)


if __name__ == "__main__":
    main()
