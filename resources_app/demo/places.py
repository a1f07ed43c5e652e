"""Real postcodes for the demo, drawn from the authorities it plays in."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from resources_app.foundations.authorities import childrens_authority
from resources_app.foundations.postcodes import letter_columns, normalise

# The six authorities of the Cross Regional Project, the home authority first, and others around
# and beyond them: code, name as Ofsted writes it, region, first letters of its postcodes, and
# how many services in a thousand are there.
AREAS: tuple[tuple[str, str, str, str, int], ...] = (
    ("E06000060", "Buckinghamshire", "South East", "HS", 130),
    ("E10000025", "Oxfordshire", "South East", "O", 150),
    ("E10000015", "Hertfordshire", "East of England", "ASW", 170),
    ("E06000042", "Milton Keynes", "South East", "M", 80),
    ("E06000036", "Bracknell Forest", "South East", "R", 50),
    ("E06000038", "Reading", "South East", "R", 60),
    ("E06000056", "Central Bedfordshire", "East of England", "LS", 50),
    ("E06000062", "West Northamptonshire", "East Midlands", "N", 50),
    ("E06000040", "Windsor and Maidenhead", "South East", "S", 30),
    ("E06000041", "Wokingham", "South East", "R", 30),
    ("E06000039", "Slough", "South East", "S", 30),
    ("E10000016", "Kent", "South East", "CMT", 50),
    ("E10000030", "Surrey", "South East", "GKR", 40),
    ("E08000025", "Birmingham", "West Midlands", "B", 40),
    ("E08000035", "Leeds", "Yorkshire and The Humber", "L", 20),
    ("E08000003", "Manchester", "North West", "M", 20),
)
PROJECT = tuple(code for code, *_ in AREAS[:6])
HOME_CODE, HOME_NAME = AREAS[0][:2]


class Places:
    """Hands out real postcodes of an authority from a seeded generator."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._pools: dict[str, list[str]] = {}

    def postcode(self, authority_code: str) -> str:
        """A real postcode with a grid reference in the authority."""
        if not self._pools:
            self._fill()
        return self._chance.choice(self._pools[authority_code])

    def _fill(self) -> None:
        """Draw up to 600 postcodes an authority, reading each letter's file once."""
        letters = sorted({letter for *_, letters, _ in AREAS for letter in letters})
        found: dict[str, list[str]] = {code: [] for code, *_ in AREAS}
        for letter in letters:
            wanted = [code for code, _, _, own, _ in AREAS if letter in own]
            for code, postcodes in _postcodes_of(letter, wanted).items():
                found[code] += postcodes
        for code, postcodes in found.items():
            self._pools[code] = self._chance.sample(sorted(postcodes), min(600, len(postcodes)))


def _postcodes_of(letter: str, authorities: Sequence[str]) -> dict[str, list[str]]:
    columns = letter_columns(None, letter)
    if columns is None:
        return {}
    of_code = np.array([childrens_authority(code) for code in columns.authority_codes])
    known = columns.eastings >= 0
    found = {}
    for authority in authorities:
        numbers = np.flatnonzero(of_code == authority)
        rows = np.flatnonzero(np.isin(columns.authorities, numbers) & known)
        # Every n-th is plenty, and keeps a county's spread.
        step = max(1, len(rows) // 3000)
        found[authority] = [
            normalise(text.decode("ascii")) for text in columns.postcodes[rows[::step]]
        ]
    return found
