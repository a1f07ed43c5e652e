"""A child and a sister whom nobody knows: everything about them is invented."""

from __future__ import annotations

from datetime import date

from resources_app.children.model import Child, FamilyMember

CHILD = Child(
    id="c1",
    local_identifier="40517",
    given_name="Jayden",
    family_name="Okonjo-Reilly",
    known_as="Jay",
    date_of_birth=date(2012, 4, 3),
    sex="1",
    unique_pupil_number="A825400113042",
    nhs_number="943 476 5919",
    home_address="12 Plumtree Lane\nHigh Wycombe",
    home_postcode="HP11 1AA",
    social_worker="J. Osei",
    reviewing_officer="Dr Percival Obiageli",
    family=(FamilyMember("mother", "Oluchi Okonjo"), FamilyMember("aunt", "Grace May")),
    school_name="Cressex Vale School",
    school_urn="110517",
    general_practice="Chairmakers Surgery",
)
SISTER = Child(
    id="c2",
    local_identifier="40518",
    given_name="Zoë",
    family_name="O’Brien",
    date_of_birth=date(2016, 11, 30),
    sex="2",
    school_name="Marsh Lane Primary School",
)
