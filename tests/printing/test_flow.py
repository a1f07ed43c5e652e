"""How slabs are shared out over pages: what stays together, and what gives first."""

from __future__ import annotations

from resources_app.printing.flow import Slab, paginate


def slab(height: float, **how: object) -> Slab:
    return Slab(height, lambda _pen, _top: None, **how)  # type: ignore[arg-type]


def heights(slabs: list[Slab]) -> list[list[float]]:
    """Pages 100 points tall, each as the heights of its slabs."""
    return [[placed.slab.height for placed in page] for page in paginate(slabs, 100, 0)]


def test_a_heading_goes_with_its_text_to_the_next_page() -> None:
    assert heights([slab(80), slab(10, keep=True), slab(20)]) == [[80], [10, 20]]


def test_a_heading_is_not_stranded_where_all_that_is_tied_to_it_is_taller_than_a_page() -> None:
    """A heading, a table's headings and its first two rows, which hold together."""
    rows = [slab(60, keep=True, loose=True), slab(50)]
    tied = [slab(20, keep=True), slab(10, keep=True), *rows]
    assert heights([slab(80), *tied]) == [[80], [20, 10, 60], [50]]


def test_without_a_loose_tie_a_tall_group_fills_its_pages() -> None:
    assert heights([slab(30), *[slab(40, keep=True)] * 4, slab(40)]) == [
        [30],
        [40, 40],
        [40, 40],
        [40],
    ]


def test_room_is_kept_for_the_headings_that_are_repeated() -> None:
    again = slab(30)
    rows = [slab(40, again=again) for _ in range(3)]
    assert heights(rows) == [[30, 40], [30, 40], [30, 40]]
    tied = [slab(40, keep=True, again=again), slab(40, again=again)]
    assert heights([slab(80), *tied]) == [[80], [30, 40], [30, 40]]


def test_a_slab_taller_than_a_page_stands_alone() -> None:
    assert heights([slab(10, keep=True), slab(150), slab(10)]) == [[10], [150], [10]]
