"""The invented people of leak_set.json: three families whose names are hard in different ways."""

from __future__ import annotations

from datetime import date

from resources_app.children.model import Child, FamilyMember
from resources_app.documents.secrets import Home, People

_ESTHER = Child(
    id="e1",
    local_identifier="N55907",
    given_name="Esther",
    family_name="James",
    known_as="Essie",
    date_of_birth=date(2010, 3, 22),
    sex="2",
    unique_pupil_number="H801200001001",
    nhs_number="943 476 5919",
    home_address="15 Juniper Road, Downley, High Wycombe",
    home_postcode="HP11 1GE",
    social_worker="Rayan Palmer",
    social_worker_telephone="01632 960013",
    social_worker_email="worker204@example.org",
    reviewing_officer="Dr Björn Ångström",
    family=(
        FamilyMember("mother", "Siobhán O'Connor-James"),
        FamilyMember("stepfather", "Krzysztof Wiśniewski"),
        FamilyMember("grandmother", "Desmonda Achebe"),
    ),
    school_name="Kingswood Vale Church of England Primary School",
    school_urn="110517",
    general_practice="Riverside Surgery, Marlow",
)
_MOHAMMED = Child(
    id="e2",
    local_identifier="N55908",
    given_name="Mohammed",
    family_name="James",
    known_as="Mo-Mo",
    date_of_birth=date(2016, 7, 7),
    sex="1",
    nhs_number="401 023 2137",
)
_TOBIAS = Child(
    id="e3",
    local_identifier="N55909",
    given_name="Tobias",
    family_name="Ellis",
    date_of_birth=date(2005, 11, 14),
    sex="1",
)
# Names that are ordinary words.
_GRACE = Child(
    id="g1",
    local_identifier="771203",
    given_name="Grace",
    family_name="Hill",
    date_of_birth=date(2013, 5, 4),
    sex="2",
    social_worker="Mark Brook",
    family=(FamilyMember("grandmother", "Joy Hill"), FamilyMember("aunt", "May Hill")),
)
_WILL = Child(
    id="g2",
    local_identifier="771204",
    given_name="Will",
    family_name="Young",
    date_of_birth=date(2009, 10, 9),
    sex="1",
)
# Names of several words, with marks, and in other scripts.
_MARY_JANE = Child(
    id="m1",
    local_identifier="640088",
    given_name="Mary Jane",
    family_name="Van der Berg",
    date_of_birth=date(2011, 8, 30),
    sex="2",
    reviewing_officer="Ælfric Thorne",
    family=(FamilyMember("grandmother", "أمينة"), FamilyMember("godmother", "Aoife Núñez")),
)
_ZOE = Child(
    id="m2",
    local_identifier="640089",
    given_name="Zoë",
    family_name="Li",
    date_of_birth=date(2021, 1, 12),
    sex="2",
)
_OLEG = Child(
    id="m3",
    local_identifier="640090",
    given_name="Олег",
    family_name="Шевченко",
    date_of_birth=date(2008, 6, 2),
    sex="1",
)
# Compounds, an article, Irish spelling; these came after the check was written.
_ABDULRAHMAN = Child(
    id="h1",
    local_identifier="P880142",
    given_name="Abdulrahman",
    family_name="Al-Hashimi",
    known_as="Abood",
    date_of_birth=date(2012, 2, 9),
    sex="1",
    unique_pupil_number="Z938210119004",
    nhs_number="450 557 7104",
    home_address="41b Harrogate Grove\nLeeds",
    home_postcode="LS7 4QF",
    social_worker="Charlotte Wren",
    family=(FamilyMember("mother", "Niamh Ní Bhraonáin"),),
    school_name="St Thomas More Catholic College",
    general_practice="Moortown Medical Centre",
)
_CHLOE = Child(
    id="h2",
    local_identifier="P880143",
    given_name="Chloe-Louise",
    family_name="Al-Hashimi",
    date_of_birth=date(2018, 9, 1),
    sex="2",
)

FAMILIES = {
    "james": People(
        _ESTHER,
        (_MOHAMMED, _TOBIAS),
        (("the referring officer", "Marlene Osgood"),),
        (Home("The Larches", "4 Fernhill Way, Thame", "OX9 3AB"),),
    ),
    "hill": People(_GRACE, (_WILL,)),
    "hashimi": People(
        _ABDULRAHMAN, (_CHLOE,), homes=(Home("Beck Cottage", "Beck Lane, Otley", "LS21 1AA"),)
    ),
    "berg": People(_MARY_JANE, (_ZOE, _OLEG), (("the uncle", "Jürgen Strauß"),)),
}
