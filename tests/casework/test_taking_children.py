"""Children of a case system's file: shown against what is on record, and taken in one action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from resources_app.casework.history import history
from resources_app.casework.taking_children import accept_children, preview_children
from resources_app.children.actions import amend_child, record_child, set_legal_status
from resources_app.children.case_headings import HEADINGS as KNOWN
from resources_app.children.case_preview import ChildPlan, ChildrenPreview
from resources_app.children.model import Child
from resources_app.children.queries import (
    child_by_identifier,
    legal_status_on,
    legal_status_periods,
    periods_of_care,
    siblings,
)
from resources_app.foundations.dates import Period
from resources_app.foundations.errors import Overtaken, Refused
from resources_app.session import Session
from resources_app.team.model import Role
from resources_app.workbooks.columns import mapping_from
from tests.children.case_files import HEADINGS, OMAR, ROWAN, WREN, csv_file

SessionFor = Callable[[Role], Session]
MORE = (
    "Legal status", "Status start", "LAC start date", "Allocated worker", "School", "Postcode",
    "EHCP", "Siblings",
)  # fmt: skip
ROWAN_MORE = (
    *ROWAN, "C2 - Full care order", "01/06/2025", "02/11/2024", "Mina Doshi",
    "Marsh Lane School", "hp136pg", "Yes", "40518",
)  # fmt: skip
WREN_MORE = (*WREN, "S20", "02/11/2024", "02/11/2024", "Mina Doshi", "", "HP13 6PG", "No", "40517")


def take(session: Session, path: Path) -> ChildrenPreview:
    preview = preview_children(session, path)
    accept_children(session, preview)
    return preview


def known(session: Session, identifier: str) -> Child:
    found = child_by_identifier(session.tables, identifier)
    assert found is not None
    return found


def changes(plan: ChildPlan) -> list[tuple[str, str, str]]:
    return [(one.field, one.old, one.new) for one in plan.changes]


@pytest.fixture
def family(tmp_path: Path) -> Path:
    return csv_file(tmp_path, (*HEADINGS, *MORE), ROWAN_MORE, WREN_MORE)


def test_nothing_is_typed_twice(session: Session, family: Path) -> None:
    marker = session.store.marker()
    preview = preview_children(session, family)
    assert session.store.marker() == marker
    assert [one.name for one in preview.added] == ["Rowan Ashdown", "Wren Ashdown"]
    taken = accept_children(session, preview)
    assert (taken.added, taken.changed) == (2, 0)
    rowan = known(session, "40517")
    assert (rowan.home_postcode, rowan.ehc_plan) == ("HP13 6PG", True)
    assert (rowan.school_name, rowan.social_worker) == ("Marsh Lane School", "Mina Doshi")
    assert rowan.authority_code == "E06000060"
    status = legal_status_on(session.tables, rowan.id, session.today())
    assert status is not None
    assert (status.legal_status, status.period) == ("C2", Period(date(2025, 6, 1)))
    assert [one.period for one in periods_of_care(session.tables, rowan.id)] == [
        Period(date(2024, 11, 2))
    ]
    assert [one.given_name for one in siblings(session.tables, rowan.id)] == ["Wren"]


def test_the_same_file_twice_changes_nothing(session: Session, family: Path) -> None:
    take(session, family)
    again = preview_children(session, family)
    assert again.changes_nothing
    assert (again.unchanged, again.refused) == (2, ())
    marker = session.store.marker()
    with pytest.raises(Refused, match="Nothing in this file is new"):
        accept_children(session, again)
    assert session.store.marker() == marker


def test_what_differs_is_shown_old_and_new(session: Session, family: Path, tmp_path: Path) -> None:
    take(session, family)
    moved = list(ROWAN_MORE)
    moved[8:11] = ["Jo Pell", "", "HP11 1AA"]
    preview = take(session, csv_file(tmp_path, (*HEADINGS, *MORE), moved, WREN_MORE))
    (plan,) = preview.changed
    assert changes(plan) == [
        ("Home postcode", "HP13 6PG", "HP11 1AA"),
        ("Social worker", "Mina Doshi", "Jo Pell"),
    ]
    assert preview.unchanged == 1
    # A blank cell says nothing; it empties no field.
    assert known(session, "40517").school_name == "Marsh Lane School"


def test_a_new_status_is_shown_with_the_one_it_ends(
    session: Session, family: Path, tmp_path: Path
) -> None:
    take(session, family)
    headed = ("CHILD", "LS", "DECOM")
    preview = take(session, csv_file(tmp_path, headed, ("40518", "C1", "01/10/2026")))
    (plan,) = preview.changed
    section_20 = "single period of accommodation under section 20, Children Act 1989"
    assert changes(plan) == [
        (
            "Legal status",
            f"From 2 Nov 2024: {section_20}",
            f"From 2 Nov 2024 until 1 Oct 2026: {section_20}",
        ),
        ("Legal status", "", "From 1 Oct 2026: interim care order"),
    ]
    statuses = legal_status_periods(session.tables, known(session, "40518").id)
    assert [one.legal_status for one in statuses] == ["V2", "C1"]


def test_the_good_rows_are_taken_and_the_bad_ones_named(session: Session, tmp_path: Path) -> None:
    bad = (*OMAR[:3], "01/02/2031", "M")
    unknown = ("40522", "Silva", "", "03/09/2016", "F")
    preview = take(session, csv_file(tmp_path, HEADINGS, ROWAN, bad, unknown, WREN))
    assert [(one.row, one.field, one.value) for one in preview.refused] == [
        (3, "DOB", "01/02/2031"),
        (4, "Forename", ""),
    ]
    assert "1 Feb 2031 is yet to come. Check the date." in preview.refused[0].why
    assert child_by_identifier(session.tables, "40520") is None
    assert known(session, "40518").given_name == "Wren"


def test_a_childs_rows_stand_or_fall_together(session: Session, tmp_path: Path) -> None:
    headed = (*HEADINGS, "Legal status", "Status start")
    path = csv_file(
        tmp_path,
        headed,
        (*ROWAN, "V2", "02/11/2024"),
        (*ROWAN, "C9", "01/06/2025"),
        (*WREN, "", ""),
    )
    preview = take(session, path)
    assert [(one.row, one.field) for one in preview.refused] == [(3, "Legal status")]
    assert child_by_identifier(session.tables, "40517") is None
    assert [one.identifier for one in preview.added] == ["40518"]


def test_a_sibling_nobody_knows_leaves_only_the_link_out(session: Session, tmp_path: Path) -> None:
    headed = (*HEADINGS, "Siblings")
    preview = take(session, csv_file(tmp_path, headed, (*ROWAN, "49999 40518"), (*WREN, "")))
    (problem,) = preview.refused
    assert (problem.row, problem.alone) == (2, True)
    assert "49999 is no child on record" in problem.why
    assert [one.given_name for one in siblings(session.tables, known(session, "40518").id)] == [
        "Rowan"
    ]


def test_another_childs_identifier_is_noticed(session: Session, tmp_path: Path) -> None:
    take(session, csv_file(tmp_path, HEADINGS, ROWAN))
    wrong = ("40517", *OMAR[1:])
    preview = preview_children(session, csv_file(tmp_path, HEADINGS, wrong))
    assert [one.field for one in preview.refused] == ["Forename", "Surname", "DOB"]
    assert "on record with another given name" in preview.refused[0].why


def test_a_known_child_needs_only_the_identifier(session: Session, tmp_path: Path) -> None:
    take(session, csv_file(tmp_path, HEADINGS, ROWAN))
    preview = take(session, csv_file(tmp_path, ("Child ID", "IRO"), ("40517", "Ruth Amoah")))
    assert changes(preview.changed[0]) == [("Independent reviewing officer", "", "Ruth Amoah")]


def test_a_preview_that_was_overtaken_is_not_accepted(session: Session, tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADINGS, ROWAN)
    preview = preview_children(session, path)
    record_child(
        session,
        {
            "local_identifier": "40517",
            "given_name": "Rowan",
            "family_name": "Ashdown",
            "date_of_birth": "2013-05-14",
            "sex": "1",
        },
    )
    with pytest.raises(Overtaken, match="changed since this preview"):
        accept_children(session, preview)
    assert preview_children(session, path).changes_nothing


def test_how_columns_are_read_is_remembered_for_the_layout(
    session: Session, tmp_path: Path
) -> None:
    headed = ("Key", *HEADINGS[1:])
    told = mapping_from(["Key=local_identifier"], KNOWN)
    accept_children(session, preview_children(session, csv_file(tmp_path, headed, ROWAN), told))
    # The same headings in another order are the same layout.
    turned = csv_file(tmp_path, headed[::-1], WREN[::-1])
    assert [one.identifier for one in preview_children(session, turned).added] == ["40518"]
    other = csv_file(tmp_path, ("Key", *HEADINGS[1:], "Shoe size"), (*WREN, "3"))
    assert preview_children(session, other).file.lacking
    with pytest.raises(Refused, match="no column for local identifier"):
        accept_children(session, preview_children(session, other))


def test_one_action_in_the_journal(session: Session, family: Path) -> None:
    take(session, family)
    lines = history(session.tables, reference="40517")
    assert {(one.action, one.reason) for one in lines} == {("take_children", "export.csv")}


def test_an_auditor_neither_looks_nor_takes(session_for: SessionFor, family: Path) -> None:
    with pytest.raises(Refused):
        preview_children(session_for(Role.AUDITOR), family)


# ---- restricted --------------------------------------------------------------------------


@pytest.fixture
def restricted(session: Session, family: Path) -> Child:
    """Rowan's record is restricted; Wren's is not."""
    take(session, family)
    amend_child(session, known(session, "40517").id, {"restricted": True})
    return known(session, "40517")


def openings(session: Session) -> list[tuple[Any, ...]]:
    rows = session.tables.rows(
        """SELECT child.local_identifier, officer.name, through FROM record_opening
           JOIN child ON child.id = child_id JOIN officer ON officer.id = opened_by"""
    )
    return [tuple(row) for row in rows]


def test_an_officer_is_shown_nothing_of_a_restricted_child(
    session_for: SessionFor, restricted: Child, tmp_path: Path
) -> None:
    officer = session_for(Role.PLACEMENT_OFFICER)
    guess = list(ROWAN_MORE)
    guess[8] = "Somebody else"
    guess[2] = "Robin"
    path = csv_file(tmp_path, (*HEADINGS, *MORE), guess, WREN_MORE)
    preview = preview_children(officer, path)
    # Neither what would change nor whether anything would, nor that a name is wrong.
    assert [one.row for one in preview.withheld] == [2, 3]  # and Wren's brother is not compared
    assert (preview.added, preview.changed, preview.refused) == ((), (), ())
    assert preview.unchanged == 1
    assert not openings(officer)


def test_rows_about_others_are_taken_all_the_same(
    session_for: SessionFor, restricted: Child, tmp_path: Path
) -> None:
    officer = session_for(Role.PLACEMENT_OFFICER)
    changed = list(ROWAN_MORE)
    changed[8] = "Jo Pell"
    take(officer, csv_file(tmp_path, (*HEADINGS, *MORE), changed, (*OMAR, *("",) * 8)))
    assert known(officer, "40520").given_name == "Omar"
    assert known(officer, "40517").social_worker == "Mina Doshi"


def test_a_manager_is_shown_the_differences_and_the_opening_is_logged(
    session: Session, restricted: Child, tmp_path: Path
) -> None:
    changed = list(ROWAN_MORE)
    changed[8] = "Jo Pell"
    path = csv_file(tmp_path, (*HEADINGS, *MORE), changed, WREN_MORE)
    preview = preview_children(session, path)
    assert [one.identifier for one in preview.changed] == ["40517"]
    assert openings(session) == [("40517", "Tess Malone", "import of children")]
    accept_children(session, preview)
    assert known(session, "40517").social_worker == "Jo Pell"
    # Nothing of theirs differs any more, so nothing of theirs is shown.
    preview_children(session, path)
    assert len(openings(session)) == 1


def test_being_told_that_a_name_is_wrong_is_an_opening_too(
    session: Session, restricted: Child, tmp_path: Path
) -> None:
    preview = preview_children(session, csv_file(tmp_path, HEADINGS, ("40517", *OMAR[1:])))
    assert preview.refused
    assert openings(session) == [("40517", "Tess Malone", "import of children")]


def test_a_status_set_by_hand_meanwhile_overtakes(session: Session, family: Path) -> None:
    take(session, family)
    preview = preview_children(
        session,
        csv_file(family.parent, ("CHILD", "LS", "DECOM"), ("40518", "C1", "01/10/2026")),
    )
    set_legal_status(session, known(session, "40518").id, "C2", date(2026, 9, 1))
    with pytest.raises(Overtaken):
        accept_children(session, preview)
