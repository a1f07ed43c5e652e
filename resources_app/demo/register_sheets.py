"""An invented month of Ofsted's register, in its own 2025 layout, for the demo to import.

The demo's services go through the same import as the real ones, so nothing about them is
special. Column headings are Ofsted's.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from resources_app.demo.people import People
from resources_app.demo.places import AREAS, HOME_CODE, HOME_NAME, Places
from resources_app.workbooks.model import Cell, Sheet, Workbook

_PROVIDERS = (
    "Local authority|URN|Provider type|Provider subtype|Sector|Provider name|Registration date|"
    "Registration status|Deregistration date|Placement code|Provider address line 1|"
    "Provider address line 2|Provider town|Provider county|Provider postcode|"
    "Provider telephone number|Provider email address|Owner type|Owner ID|Owner name|Region|"
    "Placement provider code|Date of last full inspection|Overall effectiveness|CYP safety|"
    "Leadership and management|CYP outcomes|Link to Ofsted report|Number of registered places|"
    "Emotional and behavioural difficulties|Mental disorders|Sensory impairment|"
    "Present alcohol problems|Present drug problems|Learning difficulty|Physical disabilities|"
    "Multi building CH|Conditions"
).split("|")
_SUPPORTED = (
    "Provider local authority|Setting Local Authority|URN|Provider type|Sector|Provider name|"
    "Registration date|Registration status|Closed date|Placement code|Setting status|"
    "Setting status date|Setting category|Capacity|Setting address line 1|Setting address town|"
    "Setting address postcode|Provider telephone number|Provider email address|Owner type|"
    "Owner ID|Owner name|Conditions"
).split("|")

# What is registered: Ofsted's type, subtype, SSDA903 placement codes, how many in a thousand.
_TYPES = (
    ("Children's Home", "Children's home", "K2", 610),
    ("Children's Home", "Short break only", "K2", 40),
    ("Children's Home", "Secure Unit", "K1", 6),
    ("Residential Special School", "", "S1", 50),
    ("Residential Family Centre", "", "R3", 24),
    ("Independent Fostering Agency", "", "U1,U2,U3,U4,U5,U6", 120),
    ("Supported Accommodation", "", "H5", 150),
)
_GRADES = (
    ("Good", 62),
    ("Outstanding", 15),
    ("Requires improvement to be good", 18),
    ("Inadequate", 5),
)
_CONDITIONS = (
    ("", 62),
    ("Care and accommodation for boys only.", 8),
    ("Care and accommodation for girls only.", 8),
    ("May only provide care for children aged 8 to 13 at admission.", 7),
    ("May only provide care for children aged 10 to 17.", 9),
    ("The home may not accommodate children over 16.", 5),
    ("Before admitting a child over 14 the manager consults Ofsted.", 1),
)
_CATEGORIES = (
    "Single occupancy",
    "Shared, ring-fenced",
    "Shared, not ring-fenced",
    "Supported lodgings",
)
_OWNERS = (
    "Alder Beechwood Calder Dovetail Eastfold Fernhill Glebe Harbour Inglewood Juniper".split()
)
_OWNER_KINDS = "Care|Homes|Children's Services|Futures|Horizons|Pathways".split("|")
_HOUSES = "House Lodge Cottage Rise View Corner Place Croft Grange Meadow".split()
_FIRST = (
    "Amber Beacon Bluebell Bramble Cedar Copper Coral Falcon Finch Harvest Hazel Heron Ivy "
    "Juniper Lapwing Lark Linnet Maple Oak Osprey Otter Pebble Plover Quarry River Robin Rowan "
    "Sandstone Silver Skylark Stone Swallow Swift Teal Thistle Willow Wren Yew"
).split()


@dataclass
class RegisterMaker:
    """Makes `count` services as at `month`, always the same for the same seed."""

    chance: random.Random
    people: People
    places: Places
    month: date

    def workbook(self, count: int) -> Workbook:
        """The month's workbook: a sheet of providers and one of supported accommodation."""
        homes: list[list[Cell]] = [list(_PROVIDERS)]
        supported: list[list[Cell]] = [list(_SUPPORTED)]
        owners = [self._owner(n) for n in range(max(40, count // 7))]
        for number in range(count):
            kind = self.chance.choices(_TYPES, [one[3] for one in _TYPES])[0]
            area = self.chance.choices(AREAS, [one[4] for one in AREAS])[0]
            owner = self.chance.choice(owners)
            if kind[0] == "Supported Accommodation":
                supported += self._settings(number, area, owner)
            else:
                homes.append(self._service(number, kind, area, owner))
        homes += self._in_house(count)
        return Workbook(
            f"register-{self.month:%Y-%m}.xlsx",
            "",
            (Sheet("Providers", homes), Sheet("SA Providers", supported)),
        )

    def _owner(self, number: int) -> tuple[int, str]:
        name = f"{_OWNERS[number % 10]} {_OWNER_KINDS[number // 10 % 6]}"
        group = number // 60
        return 900_000 + number, f"{name} {group + 1} Ltd" if group else f"{name} Ltd"

    def _urn(self, number: int) -> Cell:
        return f"SC{400_000 + number}" if number % 3 == 0 else float(1_200_000 + number)

    def _status(self) -> tuple[str, Cell]:
        if self.chance.random() < 0.94:
            return "Active", "-"
        ended = self.month - timedelta(days=self.chance.randrange(10, 700))
        status = self.chance.choice(["Resigned", "Cancelled", "Suspended"])
        return status, "-" if status == "Suspended" else ended

    def _service(
        self,
        number: int,
        kind: tuple[str, str, str, int],
        area: tuple[str, str, str, str, int],
        owner: tuple[int, str],
    ) -> list[Cell]:
        status, ended = self._status()
        fostering = "Fostering" in kind[0]
        name = f"{self.chance.choice(_FIRST)} {self.chance.choice(_HOUSES)}"
        grade = self.chance.choices([g for g, _ in _GRADES], [n for _, n in _GRADES])[0]
        condition = (
            "" if fostering else self.chance.choices(*zip(*_CONDITIONS, strict=True), k=1)[0]
        )
        cares = [
            float(self.chance.random() < odds) for odds in (0.8, 0.3, 0.1, 0.15, 0.15, 0.5, 0.2)
        ]
        return [
            area[1],
            self._urn(number),
            kind[0],
            kind[1],
            "Voluntary" if number % 11 == 0 else "Private",
            f"{owner[1].removesuffix(' Ltd')} Fostering" if fostering else name,
            self.month - timedelta(days=self.chance.randrange(400, 9000)),
            status,
            ended,
            kind[2],
            self.people.street(),
            "",
            area[1],
            "",
            self.places.postcode(area[0]),
            self.people.telephone(),
            f"referrals{number}@example.org",
            "Organisation",
            float(owner[0]),
            owner[1],
            area[2],
            "PR5" if number % 11 == 0 else "PR4",
            self.month - timedelta(days=self.chance.randrange(30, 900)),
            grade,
            grade,
            grade,
            grade,
            f"https://reports.example.org/provider/{number}",
            "" if fostering else float(self.chance.randint(1, 6)),
            *cares,
            "No",
            condition,
        ]

    def _settings(
        self, number: int, area: tuple[str, str, str, str, int], owner: tuple[int, str]
    ) -> list[list[Cell]]:
        status, ended = self._status()
        registered = self.month - timedelta(days=self.chance.randrange(100, 1100))
        return [
            [
                area[1],
                area[1],
                self._urn(number),
                "Supported Accommodation",
                "Private",
                f"{owner[1].removesuffix(' Ltd')} Supported Living",
                registered,
                status,
                ended,
                "H5",
                "Open",
                "",
                self.chance.choice(_CATEGORIES),
                float(self.chance.randint(1, 8)),
                self.people.street(),
                area[1],
                self.places.postcode(area[0]),
                self.people.telephone(),
                f"referrals{number}@example.org",
                "Organisation",
                float(owner[0]),
                owner[1],
                "",
            ]
            for _ in range(self.chance.randint(1, 5))
        ]

    def _in_house(self, count: int) -> list[list[Cell]]:
        """The council's own fostering and four homes of its own."""
        council = (1, f"{HOME_NAME} Council")
        area = AREAS[0]
        assert area[0] == HOME_CODE
        rows = []
        for n in range(4):
            row = self._service(count + n, _TYPES[0], area, council)
            row[4] = "Local Authority"
            row[7:9] = ["Active", "-"]
            row[21] = "PR1"
            rows.append(row)
        row = self._service(
            count + 4,
            ("Local Authority Fostering Agency", "", "U1,U2,U3,U4,U5,U6", 0),
            area,
            council,
        )
        ilacs = (
            "Not provided as service is inspected as part of the ILACS inspection of the "
            "local authority"
        )
        row[4:6] = ["Local Authority", f"{HOME_NAME} Council Fostering"]
        row[7:9] = ["Active", "-"]
        row[21] = "PR1"
        row[23:27] = [ilacs] * 4
        row[37] = ""
        return [*rows, row]
