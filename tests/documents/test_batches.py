"""Many documents at once: each registered by itself, what refuses listed, what was done kept."""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest

from resources_app.documents.batch_choosing import (
    packs_of,
    schedules_of,
    schedules_of_provider,
)
from resources_app.documents.batch_saving import save_each, save_joined
from resources_app.documents.batches import Batch, BatchMade, Copy, print_batch
from resources_app.documents.issue_queries import issues_of
from resources_app.documents.issuing import reprint, save_copy
from resources_app.documents.provenance import provenance_of
from resources_app.documents.queries import document
from resources_app.documents.register_queries import documents
from resources_app.foundations.errors import NotFound, Refused, StoreProblem
from resources_app.session import Session
from resources_app.store.tables import Tables
from resources_app.team.model import Role

Ask = Callable[..., str]


@pytest.fixture
def packs(ask: Ask) -> Batch:
    """Of three requests: the second gives the child away, and there is no fourth."""
    texts: list[dict[str, str]] = [
        {},
        {"about": "Rowan Ashdown likes football."},
        {"about": "They like football."},
    ]
    references = [ask(second_reason="Another search.", **more) for more in texts]
    return packs_of([*references, "REQ-26-ZZ-9999"])


def _references(made: BatchMade) -> list[str]:
    return [one.reference for one in made.documents]


def test_what_refuses_stops_no_other_and_is_listed_with_why(officer: Session, packs: Batch) -> None:
    told: list[tuple[int, int]] = []
    made = print_batch(officer, packs, progress=lambda *how: told.append(how))
    first, leaks, third, unknown = (one.about for one in packs.items)
    assert [one.about for one in made.documents] == [first, third]
    assert [one.about for one in made.refused] == [leaks, unknown]
    assert "would give the child away" in made.refused[0].why
    assert "Rowan" not in made.refused[0].why
    assert "There is no request" in made.refused[1].why
    assert (sorted(told), made.left) == ([(done, 4) for done in range(1, 5)], 0)
    # One after another, without a gap where one refused; each as if printed by itself.
    numbers = [int(one.reference[-4:]) for one in made.documents]
    assert numbers == [1, 2]
    for one in made.documents:
        stored = document(officer.tables, one.reference)
        assert (stored.sha256, stored.pages, one.fresh) == (one.sha256, one.pages, True)
        assert reprint(officer, one.reference).startswith(b"%PDF")
    assert {key for table, key in made.changes.touched if table == "document"} == {
        document(officer.tables, one.reference).id for one in made.documents
    }


def test_what_was_registered_before_it_is_stopped_stays_and_is_found_again(
    officer: Session, packs: Batch
) -> None:
    done: list[int] = []
    made = print_batch(
        officer, packs, progress=lambda at, _: done.append(at), going_on=lambda: len(done) < 3
    )
    # What cannot be gathered is known first: two refused, one is printed, one is left.
    assert (len(made.refused), len(made.documents), made.left) == (2, 1, 1)
    assert [one.reference for one in documents(officer.tables)] == _references(made)
    rest = print_batch(officer, packs)
    assert [(one.reference, one.fresh) for one in rest.documents] == [
        (made.documents[0].reference, False),
        (rest.documents[1].reference, True),
    ]


def test_all_schedules_of_a_provider_and_brothers_and_sisters_once(
    officer: Session, placed: str
) -> None:
    made = print_batch(officer, schedules_of_provider(officer, "hearth"))
    assert [(one.about, one.to) for one in made.documents] == [(placed, "Chiltern Hearth Ltd")]
    # The same agreement by the placements of both children: one document.
    both = print_batch(officer, schedules_of(["PLC-26-A7-0001", "PLC-26-A7-0002"]))
    assert _references(both) == _references(made)
    assert len(documents(officer.tables)) == 1
    with pytest.raises(NotFound, match="There is no provider"):
        schedules_of_provider(officer, "Nobody")


def test_both_children_s_schedule_is_printed_once_when_it_is_new(
    officer: Session, placed: str
) -> None:
    made = print_batch(officer, schedules_of(["PLC-26-A7-0001", placed, "PLC-26-A7-0002"]))
    assert len(made.documents) == len(documents(officer.tables)) == 1
    assert (made.left, made.refused) == (0, ())


def test_what_waits_for_a_document_that_was_not_printed_is_left_too(
    officer: Session, placed: str
) -> None:
    asked: list[bool] = []
    both = schedules_of(["PLC-26-A7-0001", placed, "PLC-26-A7-0002"])
    made = print_batch(officer, both, going_on=lambda: not asked.append(True) and len(asked) <= 3)
    assert (made.documents, made.refused, made.left) == ((), (), 3)


def test_two_of_one_name_have_a_copy_each(officer: Session, ask: Ask, tmp_path: Path) -> None:
    pack = packs_of([ask()]).items[0]
    items = (replace(pack, to="Oak House", to_id=one) for one in ("first", "second", "first"))
    made = print_batch(officer, Batch("Packs", "print_referral_pack", tuple(items)))
    saved = save_each(officer, made.copies, tmp_path)
    reference = made.documents[0].reference
    assert [one.stem.removeprefix(f"{reference} {pack.about} ") for one in saved.files] == [
        "Oak House", "Oak House (2)",
    ]  # fmt: skip
    assert len(issues_of(officer.tables, document(officer.tables, reference).id)) == 2


def test_only_who_prints_prints_a_batch(
    packs: Batch, session_for: Callable[[Role], Session]
) -> None:
    with pytest.raises(Refused, match="print documents"):
        print_batch(session_for(Role.AUDITOR), packs)


def test_copies_in_a_folder_and_in_one_file(
    officer: Session, placed: str, packs: Batch, tmp_path: Path
) -> None:
    made = print_batch(officer, packs)
    schedule = print_batch(officer, schedules_of([placed])).documents[0]
    every = [*_references(made), schedule.reference]
    pages = made.pages + schedule.pages

    folder = tmp_path / "copies"
    folder.mkdir()
    copies = [Copy(one) for one in every]
    saved = save_each(officer, copies, folder)
    assert [path.name for path in saved.files] == [
        *(f"{one.reference} {one.about}.pdf" for one in made.documents),
        f"{schedule.reference} {placed} Chiltern Hearth Ltd.pdf",
    ]
    for reference, path in zip(every, saved.files, strict=True):
        assert path.read_bytes() == reprint(officer, reference)
        (issue,) = issues_of(officer.tables, document(officer.tables, reference).id)
        assert issue.address == path.name

    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    save_joined(officer, copies, one, "All of them")
    save_joined(officer, copies, two, "All of them")
    assert one.read_bytes() == two.read_bytes()
    reader = pypdf.PdfReader(one)
    assert len(reader.pages) == pages
    assert reader.metadata is not None
    assert reader.metadata.title == "All of them"
    headings = [item.title for item in reader.outline if not isinstance(item, list)]
    assert headings[0] == f"{every[0]}: {made.documents[0].about}"
    below = next(item for item in reader.outline if isinstance(item, list))
    assert "Strengths and likes" in [item.title for item in below if not isinstance(item, list)]
    text = "".join(page.extract_text() for page in reader.pages)
    for reference in every:
        assert reference in text


def test_a_file_with_many_is_known_by_its_own_bytes(
    officer: Session, packs: Batch, tmp_path: Path
) -> None:
    first, second = print_batch(officer, packs).documents
    out = tmp_path / "joined.pdf"
    save_joined(officer, [Copy(first.reference, "Oak"), Copy(second.reference)], out, "Packs")
    asked = provenance_of(officer.tables, out)
    assert {one.document for one in asked.issues} == {first.reference, second.reference}
    assert "in one file with" in asked.sentence
    assert all(one.reference in asked.sentence for one in (first, second))


def test_nothing_is_handed_out_that_cannot_be_written_down(
    officer: Session, packs: Batch, tmp_path: Path
) -> None:
    def full(_tables: Tables) -> None:
        raise StoreProblem("The disk is full. Nothing was saved.")

    made = print_batch(officer, packs)
    unlucky = replace(officer, at_the_end=full)
    folder = tmp_path / "copies"
    folder.mkdir()
    before = folder / "before.pdf"
    before.write_bytes(b"another file")
    for attempt in (
        lambda: save_each(unlucky, made.copies, folder),
        lambda: save_joined(unlucky, made.copies, before, "Packs"),
        lambda: save_copy(unlucky, made.documents[0].reference, before),
    ):
        with pytest.raises(StoreProblem):
            attempt()
        # No copy, nothing half written, and what was there stays.
        assert [(one.name, one.read_bytes()) for one in folder.iterdir()] == [
            ("before.pdf", b"another file")
        ]


def test_ctrl_c_half_way_leaves_no_copy_that_is_not_written_down(
    officer: Session, packs: Batch, tmp_path: Path
) -> None:
    def interrupted(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "copies"
    folder.mkdir()
    made = print_batch(officer, packs)
    with pytest.raises(KeyboardInterrupt):
        save_each(officer, made.copies, folder, progress=interrupted)
    assert list(folder.iterdir()) == []
    first = document(officer.tables, made.documents[0].reference)
    assert issues_of(officer.tables, first.id) == []


def test_tags_and_links_are_kept_in_one_file(
    officer: Session, packs: Batch, tmp_path: Path
) -> None:
    every = _references(print_batch(officer, packs))
    out = tmp_path / "one.pdf"
    save_joined(officer, [Copy(one) for one in every], out, "Packs")
    with pikepdf.open(out) as joined:
        assert joined.check_pdf_syntax() == []
        tree = joined.Root.StructTreeRoot
        assert len(tree.K) == len(every)
        numbers = [int(number) for number in list(tree.ParentTree.Nums)[::2]]
        assert len(set(numbers)) == len(numbers)
        of_pages = [int(page.obj.StructParents) for page in joined.pages]
        assert set(of_pages) <= set(numbers)
        assert len(set(of_pages)) == len(of_pages)
        here = {page.obj.objgen for page in joined.pages}
        links = [one for page in joined.pages for one in page.obj.get("/Annots", [])]
        assert all(one.Dest[0].objgen in here for one in links)


def test_a_copy_that_cannot_be_written_leaves_those_before_it_written_down(
    officer: Session, packs: Batch, tmp_path: Path
) -> None:
    first, second = print_batch(officer, packs).documents
    (tmp_path / f"{second.reference} {second.about}.pdf").mkdir()  # a folder in its place
    with pytest.raises(Refused) as stopped:
        save_each(officer, [Copy(first.reference), Copy(second.reference)], tmp_path)
    assert "1 of 2 copies are in the folder" in str(stopped.value)
    assert (tmp_path / f"{first.reference} {first.about}.pdf").is_file()
    written = [
        len(issues_of(officer.tables, document(officer.tables, one.reference).id))
        for one in (first, second)
    ]
    assert written == [1, 0]


def test_a_store_on_a_full_disk_keeps_what_was_registered_before(
    officer: Session, packs: Batch
) -> None:
    """The system stops the store's own writing, as a full disk does: the batch says so and ends."""
    size = officer.store.path.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16384, hard))
    try:
        made = print_batch(officer, packs)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert size > 16384
    assert made.documents == ()
    assert "Nothing was saved; check its space" in made.refused[0].why
    assert documents(officer.tables) == []
    assert len(print_batch(officer, packs).documents) == 2  # and there is room again
