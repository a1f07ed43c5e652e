"""What no set of criteria, no switch and no role can bring about.

A suspended or closed service, supported accommodation under 16 (regulation 27A of the Care
Planning Regulations 2010) and a secure home without authority under section 25 of the
Children Act 1989 are never found suitable.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resources_app.foundations.errors import BadInput, Refused
from resources_app.providers.model import ProvisionType
from resources_app.requests.circumstances import Facts
from resources_app.requests.criteria import (
    ChildSought,
    Companions,
    Criteria,
    CriteriaChanges,
    Switch,
    change,
    from_json,
    to_json,
)
from resources_app.requests.criteria_table import CRITERIA, Kind
from resources_app.requests.unregulated import unregulated_on
from tests.requests.made_up import ANY_KIND, HOME, TODAY, causes, criteria, find, service, setting

ABSOLUTE = [one.id for one in CRITERIA if one.kind is Kind.ABSOLUTE]
SIXTEEN = ChildSought(16, "M")
OTHERS = [one.id for one in CRITERIA if one.kind is not Kind.ABSOLUTE]

# Switches as no action would make them, absolute ones included: as if a file were tampered with.
switches = st.lists(
    st.builds(
        Switch,
        st.sampled_from([one.id for one in CRITERIA]),
        st.sampled_from(list(Kind)),
        st.integers(0, 100),
    ),
    max_size=12,
).map(tuple)


@st.composite
def any_criteria(draw: st.DrawFn) -> Criteria:
    ages = draw(st.lists(st.integers(0, 18), min_size=1, max_size=3))
    return Criteria(
        judged_on=TODAY,
        children=tuple(ChildSought(age, draw(st.sampled_from(["M", "F", ""]))) for age in ages),
        provision=tuple(draw(st.lists(st.sampled_from(ProvisionType), unique=True))),
        placement_code=draw(st.sampled_from(["", "K1", "K2", "H5", "P2", "U4"])),
        home=draw(st.sampled_from([None, HOME])),
        max_miles=draw(st.sampled_from([None, 0, 20, 500])),
        companions=draw(st.sampled_from(["", *Companions])),
        secure_authority=draw(st.booleans()),
        switches=draw(switches),
    )


@given(any_criteria(), st.sampled_from(ProvisionType), st.booleans())
def test_a_suspended_or_closed_service_is_never_suitable(
    wanted: Criteria, provision: ProvisionType, by_ofsted: bool
) -> None:
    status = "Suspended" if by_ofsted else "Active"
    suspended = frozenset() if by_ofsted else frozenset({"s1000001"})
    row = service(provision_type=str(provision), registration_status=status)
    found = find([row], wanted, Facts(TODAY, TODAY, suspended=suspended))
    assert causes(found)[0] == ("registration" if by_ofsted else "suspension")


@given(
    any_criteria(),
    st.sampled_from(["supported accommodation", "children's home"]),
    st.sampled_from(["H5", "P2", "K2,Z1"]),
)
def test_nobody_under_16_is_matched_with_an_unregulated_arrangement(
    wanted: Criteria, provision: str, codes: str
) -> None:
    """By its type, or by a placement code where the type says otherwise."""
    assume(wanted.youngest < 16)
    row = service(provision_type=provision, placement_codes=codes)
    assert "regulation_27a" in causes(find([row], wanted, settings=[setting(1)]))


@pytest.mark.parametrize("code", sorted(unregulated_on(TODAY)))
def test_an_unregulated_arrangement_sought_finds_nothing_under_16(code: str) -> None:
    sought = criteria(age=15, placement_code=code, provision=ANY_KIND)
    assert causes(find([service()], sought))[0] == "regulation_27a"
    assert "regulation_27a" not in causes(find([service()], replace(sought, children=(SIXTEEN,))))


def test_the_youngest_brother_or_sister_decides() -> None:
    pair = criteria(children=(ChildSought(17, "M"), ChildSought(15, "F")), provision=ANY_KIND)
    row = service(provision_type="supported accommodation")
    assert causes(find([row], pair))[0] == "regulation_27a"


@given(any_criteria(), st.booleans())
def test_a_secure_home_needs_recorded_authority(wanted: Criteria, by_code: bool) -> None:
    kind = "children's home" if by_code else "secure children's home"
    row = service(provision_type=kind, placement_codes="K1" if by_code else "")
    barred = "secure" in causes(find([row], replace(wanted, secure_authority=False)))
    assert barred
    assert "secure" not in causes(find([row], replace(wanted, secure_authority=True)))


@given(any_criteria())
def test_what_is_kept_and_read_back_rules_no_differently(wanted: Criteria) -> None:
    again = from_json(to_json(wanted))
    assert again == wanted
    assert all(again.kind_of(name) is Kind.ABSOLUTE for name in ABSOLUTE)


@pytest.mark.parametrize("name", ABSOLUTE)
@pytest.mark.parametrize("kind", list(Kind))
def test_switching_an_absolute_rule_is_refused(name: str, kind: Kind) -> None:
    with pytest.raises(Refused, match="nobody can switch it off"):
        change(criteria(), CriteriaChanges(kinds={name: kind}))


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_criterion_can_be_switched(name: str) -> None:
    off = change(criteria(), CriteriaChanges(kinds={name: Kind.OFF}))
    assert off.kind_of(name) is Kind.OFF


def test_price_is_never_a_reason_to_leave_a_home_out() -> None:
    with pytest.raises(BadInput, match="never a reason"):
        change(criteria(), CriteriaChanges(kinds={"price": Kind.ESSENTIAL}))
    forced = replace(criteria(), switches=(Switch("price", Kind.ESSENTIAL, 50),))
    assert forced.kind_of("price") is Kind.DESIRABLE


@given(any_criteria())
def test_price_never_weighs_more_than_a_fifth(wanted: Criteria) -> None:
    weights = {one.id: wanted.weight_of(one.id) for one in CRITERIA}
    assert weights["price"] * 5 <= sum(weights.values())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (CriteriaChanges(kinds={"luck": Kind.OFF}), "no criterion “luck”"),
        (CriteriaChanges(weights={"grade": 101}), "from 0 to 100"),
        (CriteriaChanges(weights={"grade": -1}), "from 0 to 100"),
        (CriteriaChanges(kinds={"grade": Kind.ABSOLUTE}), "essential, desirable or off"),
        (CriteriaChanges(max_miles=-1), "less than 0"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(changes: CriteriaChanges, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        change(criteria(), changes)
