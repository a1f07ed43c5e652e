"""Every kind of document has its row, its words and its renderer."""

from __future__ import annotations

import pytest

from resources_app.casework.action_words import WORDS
from resources_app.documents.kinds import KINDS, Kept
from resources_app.documents.model import Kind
from resources_app.printing.wording import wording


def test_every_kind_has_a_row() -> None:
    assert set(KINDS) == set(Kind)
    assert len({one.name for one in KINDS.values()}) == len(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_kinds_row_names_what_there_is(kind: Kind) -> None:
    traits = KINDS[kind]
    assert wording(traits.wording)["about"]
    assert traits.template_version.partition(" ")[2].isdigit()
    assert callable(traits.render)
    assert traits.action in WORDS


def test_what_is_about_a_child_is_kept_as_long_as_the_childs_record() -> None:
    """Care Planning Regulations 2010, regulation 50."""
    about_a_child = {"placement_request", "ipa", "variation", "notification", "notice", "placement"}
    for traits in KINDS.values():
        assert (traits.kept is Kept.CHILD) == (traits.subject_table in about_a_child), traits.name
