"""A letter for each authority of a contract, so that a board needs no colour to be read."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from resources_app.beds.model import Partner


def partners(authorities: Iterable[tuple[str, str]]) -> tuple[Partner, ...]:
    """Authorities as (ONS code, name), each with a letter that no other has.

    The first letters of its words are tried first, then its other letters, then the alphabet:
    Buckinghamshire is B, and Bracknell Forest F.
    """
    taken: set[str] = set()
    found = []
    for code, name in authorities:
        letter = _free_letter(name, taken)
        taken.add(letter)
        found.append(Partner(code, name, letter))
    return tuple(found)


def _free_letter(name: str, taken: set[str]) -> str:
    words = name.upper().split()
    wishes = [word[0] for word in words] + [one for word in words for one in word[1:]]
    letters = [one for one in wishes if one in ascii_uppercase]
    return next((one for one in (*letters, *ascii_uppercase) if one not in taken), "?")
