"""Invented people for the demo: names from England's communities, no real person among them.

A seeded generator hands them out, so that the same seed makes the same demo.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

_GIVEN = {
    "1": (
        "Aaron Adeel Alfie Amir Archie Ayaan Ben Callum Daniel Dawid Dylan Elijah Ethan Farhan "
        "Finley Gabriel Hamza Harvey Ibrahim Isaac Jacob Jayden Jermaine Joel Kacper Kai Kofi "
        "Leon Levi Liam Logan Luca Malachi Marcus Mason Mateusz Mohammed Nathan Noah Oliver Omar "
        "Oscar Otis Rayan Reece Riley Rohan Ryan Samuel Tariq Theo Tobi Tyler Yusuf Zachary"
    ).split(),
    "2": (
        "Aaliyah Abigail Aisha Alice Amara Amelia Anya Ava Bella Chanel Chloe Daisy Ebony Elif "
        "Ella Esther Eva Fatima Freya Hafsa Hanna Holly Imani Isla Jasmine Jessica Kayla Khadija "
        "Layla Leah Lexi Lily Lucy Maja Maryam Megan Mia Nadia Naomi Nicole Nyah Oliwia Poppy "
        "Priya Ruby Safiya Sana Scarlett Shanice Sophie Summer Tamara Tia Yasmin Zara Zoe"
    ).split(),
}
_FAMILY = (
    "Adeyemi Ahmed Akhtar Ali Allen Amoah Baker Barnes Begum Bennett Boateng Brooks Brown Butler "
    "Campbell Chowdhury Clarke Coleman Collins Dixon Dogan Edwards Ellis Farouk Fisher Foster Fox "
    "Gordon Grant Green Hall Hamilton Harris Hassan Holmes Hughes Hussain Iqbal Jackson James "
    "Kaur Kelly Khan Kowalski Lambert Lewis Malik Marsh Mason Mensah Miller Mohamed Morgan Murphy "
    "Nowak Okafor Osei Owen Palmer Patel Pearce Perera Phillips Price Rahman Reid Roberts Rossi "
    "Saunders Shah Sharma Simmonds Singh Spencer Stevens Stone Thomas Tran Turner Wallace Walsh "
    "Ward Watson Webb Williams Wójcik Wood Yilmaz Young Zieliński"
).split()
_STREETS = (
    "Alder Ash Barley Beacon Bluebell Bourne Bramley Cherry Church Clover Coppice Cowslip Dene "
    "Elder Fennel Field Foxglove Gorse Hawthorn Hazel Heron Holly Juniper Kestrel Kingfisher "
    "Lavender Linden Mallard Maple Meadow Mill Orchard Poplar Primrose Quarry Rowan Sorrel Spring "
    "Tansy Teasel Thistle Weaver Willow Yarrow"
).split()
_ENDINGS = ("Road", "Lane", "Close", "Avenue", "Way", "Court", "Drive", "Gardens")


@dataclass(frozen=True)
class Person:
    """A made-up person. `sex` is SSDA903's: 1 male, 2 female."""

    given_name: str
    family_name: str
    sex: str

    @property
    def name(self) -> str:
        """Given name, then family name."""
        return f"{self.given_name} {self.family_name}"


class People:
    """Hands out people, addresses and birthdays from a seeded generator."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def person(self, *, family_name: str = "", sex: str = "") -> Person:
        """Someone new; a family name or a sex may be fixed."""
        sex = sex or self._chance.choice("12")
        return Person(
            self._chance.choice(_GIVEN[sex]), family_name or self._chance.choice(_FAMILY), sex
        )

    def street(self) -> str:
        """An invented street address without town."""
        number = self._chance.randint(1, 148)
        return f"{number} {self._chance.choice(_STREETS)} {self._chance.choice(_ENDINGS)}"

    def born(self, age: int, day: date) -> date:
        """A date of birth that makes someone `age` years old on `day`."""
        return day - timedelta(days=age * 365 + age // 4 + 1 + self._chance.randrange(360))

    def telephone(self) -> str:
        """A number from Ofcom's range for drama, which no one has."""
        return f"01632 960{self._chance.randrange(1000):03d}"
