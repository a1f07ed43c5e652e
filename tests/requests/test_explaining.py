"""What is said of a service: a sentence per criterion, and why one was left out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources_app.foundations.postcodes import Location
from resources_app.providers.model import ProvisionType
from resources_app.requests.circumstances import (
    ContractTerm,
    DeclaredVacancy,
    Facts,
    Resident,
    SiblingCapacity,
)
from resources_app.requests.criteria import (
    AreaToAvoid,
    ChildSought,
    Companions,
    Criteria,
    CriteriaChanges,
    change,
)
from resources_app.requests.criteria_table import CRITERIA, Kind
from resources_app.requests.explaining import (
    Explanation,
    ages_text,
    children_text,
    explain,
)
from tests.requests.made_up import HOME, TODAY, at_miles, criteria, find, service, setting


def explained(
    row: dict[str, Any],
    wanted: Criteria | None = None,
    facts: Facts | None = None,
    settings: list[dict[str, Any]] | None = None,
) -> Explanation:
    return explain(find([row], wanted, facts, settings or []), 0)


def sentence(of: Explanation, criterion: str) -> str:
    return next(line.sentence for line in of.lines if line.criterion == criterion)


def facts(**given: Any) -> Facts:
    return Facts(TODAY, TODAY, **given)


def test_age_and_sex_in_one_breath() -> None:
    said = explained(service(age_from=8, age_to=17))
    assert sentence(said, "age") == "Takes boys and girls aged 8 to 17: fits a boy of 13."
    said = explained(service(age_to=10, genders="F"))
    assert sentence(said, "age") == "Takes girls aged up to 10: does not fit a boy of 13."
    assert sentence(said, "sex") == "Takes girls only: does not fit a boy of 13."


def test_the_grade_with_the_day_of_the_inspection() -> None:
    said = explained(service(inspection_date="2025-07-05"))
    assert sentence(said, "grade") == "Ofsted: Good, inspected 5 Jul 2025."
    said = explained(service(overall_effectiveness="", grade_note="Not yet inspected"))
    assert sentence(said, "grade") == "Ofsted gives no grade (Not yet inspected)."


def test_distance_from_home_and_from_school() -> None:
    wanted = criteria(school=Location(HOME.easting, 190_000 + 9_656, ""), max_miles=20)
    said = explained(service(**at_miles(4.2)), wanted)
    assert sentence(said, "distance") == "4.2 mi from home: within 20 mi."
    assert sentence(said, "school") == "7.3 mi from school."


def test_an_approximate_position_says_so() -> None:
    said = explained(service(position_approximate=1, **at_miles(4.2)))
    assert sentence(said, "near_home") == "About 4 mi from home."


def test_a_carers_home_is_not_yet_known() -> None:
    said = explained(service(provision_type="independent fostering agency", **at_miles(90)))
    assert said.fits
    assert sentence(said, "near_home") == "The carer’s home is not yet known."
    assert sentence(said, "places") == "No places declared: ask."


def test_the_distance_of_supported_accommodation_is_the_settings() -> None:
    row = service(provision_type="supported accommodation", **at_miles(50))
    said = explained(row, criteria(17), settings=[setting(1, **at_miles(2))])
    assert sentence(said, "near_home") == "2.0 mi from home."
    assert sentence(said, "places") == (
        "Up to 3 of 3 places free, counting only children known here."
    )


def test_conditions_not_read_are_shown_to_be_checked() -> None:
    said = explained(service(conditions="One named child over 16.", conditions_unread=1))
    assert said.checks == (
        "Registration conditions not read by the computer: check “One named child over 16.”.",
    )


def test_who_lives_there_is_told_by_age_and_sex_only() -> None:
    there = [
        Resident("c-secret", "s1000001", "", 15, "F", risk_to_others=True),
        Resident("c1", "s1000001", "", 13, "M"),
        Resident("c2", "s1000001", "", 13, "M"),
    ]
    said = explained(service(), criteria(companions=Companions.SOLO), facts(residents=there))
    assert said.living == "2 boys of 13 and a girl of 15 live here"
    assert sentence(said, "companions") == "The request says: solo placement recommended."
    assert sentence(said, "impact").startswith("2 boys of 13 and a girl of 15 live here. ")
    assert "assess the effect on each other" in sentence(said, "impact")
    assert "secret" not in str(said)


def test_regulation_11_is_named_for_a_home_outside_the_area() -> None:
    next_door = explained(service(authority_code="E10000025"))
    assert sentence(next_door, "in_area") == (
        "In Oxfordshire, which adjoins: a nominated officer approves (regulation 11)."
    )
    beyond = explained(service(authority_code="E06000038"))
    assert sentence(beyond, "in_area") == (
        "In Reading, at a distance: the Director approves (regulation 11)."
    )


def test_contract_price_and_vacancy() -> None:
    terms = [ContractTerm("s1000001", "p1", "m1", 1, 0, 11, 17, 412_345, "Residential", "South")]
    declared = [DeclaredVacancy("s1000001", 1, TODAY - timedelta(days=3))]
    said = explained(service(), facts=facts(terms=terms, vacancies=declared))
    assert sentence(said, "contract") == "Tier 1 in Residential of South."
    assert sentence(said, "price").startswith("£4,123.45 a week: at or below")
    assert sentence(said, "vacancy") == "1 vacancy declared 3 days ago."
    spot = explained(service())
    assert "spot purchase, which needs a recorded exemption" in sentence(spot, "contract")
    assert sentence(spot, "price") == "No contract price for this age."


def test_needs_met_and_lacking_are_named() -> None:
    wanted = criteria(needs=("cares_for_ebd", "cares_for_drug_problems"))
    assert sentence(explained(service(cares_for_ebd=1), wanted), "needs") == (
        "Not registered for drug problems."
    )


def test_every_reason_for_leaving_a_service_out_is_a_sentence_the_first_one_first() -> None:
    avoid = (AreaToAvoid("HP13 6PG", 5, "an uncle lives there", HOME),)
    row = service(registration_status="Suspended", age_to=10)
    said = explained(row, criteria(avoid=avoid))
    assert said.causes == (
        "Ofsted’s register says suspended: no child may be sent there.",
        "Takes boys and girls aged up to 10: does not fit a boy of 13.",
        "Near a place to avoid: HP13 6PG (an uncle lives there).",
    )
    assert said.headline == f"Does not fit: {said.causes[0]}"
    assert (said.fits, said.rank, said.score) == (False, None, None)


def test_the_law_is_named_where_it_stands_in_the_way() -> None:
    row = service(provision_type="supported accommodation")
    asked = criteria(15, provision=(ProvisionType.SUPPORTED_ACCOMMODATION,))
    assert explained(row, asked).causes[0] == (
        "Supported accommodation and other unregulated arrangements are never for a child under 16 "
        "(regulation 27A)."
    )
    row = service(provision_type="secure children's home")
    assert "section 25 of the Children Act 1989" in explained(row).causes[0]


def test_rank_and_score_of_one_that_fits() -> None:
    found = find([service("1000001"), service("1000002", **at_miles(9))])
    said = explain(found, found.ground.catalogue.positions_by_urn["1000002"])
    assert (said.rank, said.headline) == (2, "Fits: 2 of 2.")
    assert said.score == int(found.scores[1])


def test_what_is_not_about_a_service_is_not_said_of_it() -> None:
    wanted = criteria(placement_code="U6", max_miles=30, provision=tuple(ProvisionType))
    said = [line.criterion for line in explained(service(**at_miles(4)), wanted).lines]
    assert not {"regulation_27a", "secure", "placement_code", "near_home"} & set(said)
    beyond = explained(service(**at_miles(25)), wanted)
    assert sentence(beyond, "near_home") == "25.0 mi from home: beyond 20 miles."


def test_criteria_that_are_off_say_nothing() -> None:
    off = change(criteria(), CriteriaChanges(kinds={"grade": Kind.OFF}))
    assert "grade" not in [line.criterion for line in explained(service(), off).lines]


@pytest.mark.parametrize(
    ("children", "text"),
    [
        ([(13, "M")], "a boy of 13"),
        ([(13, "M"), (9, "F")], "a boy of 13 and a girl of 9"),
        ([(13, "M"), (13, "M"), (9, "F")], "2 boys of 13 and a girl of 9"),
        ([(4, ""), (4, ""), (9, "F"), (1, "M")], "2 children of 4, a girl of 9 and a boy of 1"),
        ([], ""),
    ],
)
def test_children_in_words(children: list[tuple[int, str]], text: str) -> None:
    assert children_text(tuple(ChildSought(age, sex) for age, sex in children)) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(8, 17, "aged 8 to 17"), (-1, 16, "aged up to 16"), (8, -1, "aged 8 and over")],
)
def test_ages_in_words(first: int, last: int, text: str) -> None:
    assert ages_text(first, last) == text


@given(
    st.sampled_from(ProvisionType),
    st.sampled_from(["Active", "Suspended"]),
    st.sampled_from(["", *Companions]),
    st.integers(0, 2),
    st.booleans(),
)
def test_every_sentence_is_whole(
    provision: ProvisionType, status: str, companions: str, residents: int, placed: bool
) -> None:
    """Whatever the verdict: no empty words, no double stops, ends in a full stop."""
    row = service(
        provision_type=str(provision),
        registration_status=status,
        easting=HOME.easting if placed else None,
        overall_effectiveness="" if residents else "Good",
    )
    wanted = criteria(
        children=(ChildSought(13, "M"), ChildSought(9, "F")),
        companions=companions,
        max_miles=20,
        placement_code="K2",
        needs=("cares_for_ebd",),
        school=HOME,
        avoid=(AreaToAvoid("HP13 6PG", 5, "", HOME),),
    )
    there = [Resident(f"c{n}", "s1000001", "", 13 + n, "F") for n in range(residents)]
    together = [SiblingCapacity("s1000001", 1 + residents, TODAY)]
    said = explained(row, wanted, facts(residents=there, together=together))
    assert len(said.lines) > len(CRITERIA) - 8
    for line in said.lines:
        assert line.sentence.endswith(".")
        assert not any(bad in line.sentence for bad in ("..", "  ", " .", " ,", "None", ": :"))
        assert line.sentence[0].isupper() or line.sentence[0] in "£0123456789"
