"""What a JSON file of one request would do, as the import page shows it."""

from __future__ import annotations

from resources_app.casework.taking_request_file import FamilyMember, RequestFilePreview
from resources_app.foundations.counting import counted
from ui.pages.import_page import Section
from ui.shell.widgets.columns import Column

_WRONG = (
    Column("Field", lambda one: one.field, 260),
    Column("Why, and what would be right", lambda one: one.why, 400, stretch=True,
           hint=lambda one: one.why),
)  # fmt: skip
_CHILDREN = (
    Column("Identifier", lambda one: one.identifier, 120),
    Column("Child", lambda one: one.name, 220, stretch=True),
    Column("On record", lambda one: "Will be" if one.new else "Yes", 110),
    Column("To live together", lambda one: "Yes" if one.together else "No", 140),
)
_ANSWERS = (
    Column("About", lambda one: one.group, 220),
    Column("Field", lambda one: one.label, 240),
    Column("Answer", lambda one: " · ".join(one.answer.splitlines()), 340, stretch=True,
           hint=lambda one: one.answer),
)  # fmt: skip
_SAME = (Column("Who is on record already", lambda one: one, 400, stretch=True),)


def sections_of_file(preview: RequestFilePreview) -> list[Section]:
    """The preview's tabs."""
    return [
        Section("wrong", "Wrong", _WRONG, preview.wrong, "bad"),
        Section("same", "Perhaps the same child", _SAME, preview.likely_same, "warning"),
        Section("answers", "What is asked", _ANSWERS, preview.answers),
        Section("children", "Children", _CHILDREN, preview.children),
    ]


def file_says(preview: RequestFilePreview) -> str:
    """The preview in a sentence."""
    name = preview.file_name
    if preview.wrong:
        return f"{name}: {counted(len(preview.wrong), 'field')} to put right; nothing is taken."
    if preview.open_reference:
        return f"{name}: {preview.open_reference} is open for this child already."
    child: FamilyMember = preview.children[0]
    lacks = counted(preview.to_submit, "answer")
    rest = f"{lacks} still needed to submit it" if preview.to_submit else "complete"
    return f"{name}: a draft for {child.name}; {rest}."
