"""What gives a child away is found however it is written; what does not is let be."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources_app.documents.checking import texts_of
from resources_app.documents.finding_model import Thing, Whose
from resources_app.documents.folding import folded
from resources_app.documents.leaks import LeakFound, find_leaks
from resources_app.documents.secrets import People, secrets_of
from tests.documents.people import CHILD, SISTER
from tests.printing.samples import FREE_TEXTS, sample_pack

SECRETS = secrets_of(People(CHILD, (SISTER,), (("the referring officer", "Will Harrington"),)))


def found(text: str) -> list[str]:
    return [one.what for one in find_leaks([("Care", text)], SECRETS, ("team@council.example",))]


@pytest.mark.parametrize(
    "text",
    [
        "Jayden likes football.",
        "JAYDEN",
        "jáyden",
        "Jayden’s bike and Jaydens bike",
        "Jay-\nden is tall",
        "his name is Jay\nden",  # across a bare line break only from five letters on
        "J a y d e n",
        "Ja y d e n",  # a heading with room between its letters, as it is read from a file
        "J.a.y.d.e.n",
        "Jay\u200bden",
        "Jay\u00adden",
        "Jaydn was late",
        "Jaiden was late",
        "jayden13 online",
        "OkonjoReilly",
        "Okonjo Reilly",
        "Okonjo\nReilly",
        "the Reilly family",
        "Reily",
        "Jay said so",
        "J.O. said so",
        "JO said so",
        "J. O. R.",
        "Zoe and ZOË",
        "O'Brien, OBrien, O Brien",
        "Mrs Okonjo",
        "Ms Osei will call",
        "the IRO, Percival",
        "Harrington",
        "Grace came",
        "her aunt May came",
        "at Cressex Vale",
        "Cressex-Vale",
        "stay at Marsh Lane",
        "Chairmakers",
        "Plumtree Lane",
        "Plumtree Ln",
        "12 Plumtree",
        "born 03/04/2012",
        "born 3 April 2012",
        "born 3rd Apr 12",
        "born on the 3rd of April 2012",
        "April 3rd, 2012",
        "2012-04-03",
        "03.04.12",
        "3-4-12",
        "04/03/2012",
        "03042012",
        "his birthday is 3 April",
        "near HP11 1AA",
        "near hp111aa",
        "near SW1A\n1AA",
        "ring 01494 555 0132",
        "ring 07700 900123",
        "ring +44 (0)7700 900 123",
        "write to anyone@else.example",
        "case 40517",
        "A825400113042",
        "NHS 9434765919",
        "NHS 943-476-5919",
        "URN 110517",
        "LCS40517",
        "J O came",
        "near HP111 AA",
        "near H P 1 1 1 A A",
        "near HP11_1AA",
        "ring 07700–900–123",  # a word processor's strokes
        "write to anyone at else dot example",
        "born 03–04–2012",
        "born 3 · 4 · 2012",
        "born on the third of April",
        "born April the third, two thousand and twelve",
        "born in April 2012",
        "at CVS",
        "at MLPS",
        "at marsh lane primary",
    ],
)
def test_it_is_found(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "He will need support, may go by the grace of God, and had a joyful day.",
        "On 4 May 2026 and in 12 May he went; May 2026 too.",
        "He came at 3 months; reviewed 3 April 2026 and 03/04/2026.",
        "Within 20 miles of HP11, not within 3 miles of SL6.",
        "The marsh by the lane, a vale, and his school.",
        "He goes to a surgery in High Wycombe; a GP, PE and TV.",
        "Write to team@council.example.",
        "£1,083.00 a week, 52 weeks, 15 hours, 94 %, Year 9.",
        "Her aunt, his mother, their grandmother, the social worker.",
        "REQ-26-A7-0107, DOC-26-A7-0042",
        "In April he came, in April 2013 again, on 12 April 2012 her mother too.",
        "Of his carers the third may help; meet at school.He is at home.",
        "",
    ],
)
def test_it_is_let_be(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("小明", "我叫小明。"),
        ("أمينة", "قالت وأمينة"),
        ("철수", "철수가 왔다"),
        ("Ελένη", "η ΕΛΕΝΗ"),
    ],
)
def test_names_in_every_script_are_found(name: str, text: str) -> None:
    secrets = secrets_of(People(replace(CHILD, given_name=name)))
    assert find_leaks([("What the child says", text)], secrets)


def test_an_outward_code_is_nobodys_initials_and_homes_is_not_holmes() -> None:
    secrets = secrets_of(People(replace(CHILD, given_name="Sam", family_name="Lholmes")))
    secrets += secrets_of(People(replace(CHILD, given_name="Sam", family_name="Holmes")))
    assert find_leaks([("Where", "Near SL7, two foster homes since; SH12 too.")], secrets) == ()
    assert find_leaks([("Where", "SL and S.H. came")], secrets)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"given_name": "Rowan"}, "rowan likes trains"),  # a tree that no pack needs
        ({"given_name": "Abdulrahman"}, "Abdul Rahman likes trains"),
        ({"school_name": "Sir William Ramsay School"}, "Ramsay’s has a place"),
        ({"school_name": "Sir William Ramsay School"}, "SWR has a place"),
        ({"social_worker": "William Hart"}, "Liam will bring him"),
        ({"social_worker_telephone": "395 0009"}, "ring 3950009"),
    ],
)
def test_what_else_people_call_it_is_found(changes: dict[str, str], text: str) -> None:
    assert find_leaks([("Care", text)], secrets_of(People(replace(CHILD, **changes))))


def test_a_finding_says_where_and_what_without_saying_it_again() -> None:
    [one] = find_leaks([("Care and support", "He and Jayden Okonjo-Reilly play.")], SECRETS)
    assert str(one) == (
        "Care and support: “He and J••••• ••••••-•••••• play.” has the child’s full name"
    )


def test_a_finding_carries_what_a_review_needs_and_keeps_it_out_of_logs() -> None:
    text = "He and his aunt Grace play."
    [one] = find_leaks([("Care and support", text, "care_needs")], SECRETS)
    assert (one.key, one.found, one.text, text[slice(*one.span)]) == (
        "care_needs", "Grace", text, "Grace",
    )  # fmt: skip
    assert (one.thing, one.whose, one.role) == (Thing.NAME, Whose.FAMILY, "aunt")
    assert "Grace" not in repr(one) + str(one)


RUNS = ("abcdefghij", "1234567890", "o1", "-", "_", "Jayden ")


@pytest.mark.parametrize("piece", RUNS)
def test_a_page_without_a_gap_or_of_nothing_but_a_name_takes_no_longer_than_it_is_long(
    piece: str,
) -> None:
    """Four times the text takes about four times as long; by squares it would take sixteen."""
    assert _seconds(piece, 24_000) < 10 * max(_seconds(piece, 6_000), 0.002)


def _seconds(piece: str, length: int) -> float:
    """The processor's time for the quickest of three looks at a run of this many characters."""
    run = piece * (length // len(piece))
    taken = []
    for _ in range(3):
        started = process_time()
        found = find_leaks([("Care", run)], SECRETS)
        taken.append(process_time() - started)
    assert len(found) == (length // len(piece) if piece.strip() == "Jayden" else 0)
    return min(taken)


def test_every_place_is_listed_and_the_way_to_clear_it_said() -> None:
    findings = find_leaks([("Care", "Jayden, and Zoë at HP11 1AA"), ("Health", "Osei")], SECRETS)
    assert [one.field for one in findings] == ["Care", "Care", "Care", "Health"]
    text = str(LeakFound(findings))
    assert "4 places in it would give the child away" in text
    assert "Edit the text" in text
    assert "Jayden" not in text


def test_the_sample_pack_gives_nobody_away() -> None:
    assert find_leaks(texts_of(sample_pack()), SECRETS, ("placements@council.example",)) == ()


def test_a_pack_with_a_field_of_a_new_kind_is_not_waved_through() -> None:
    with pytest.raises(TypeError, match="cannot be checked"):
        texts_of(sample_pack(about=date(2012, 4, 3)))


_NAMES = ["Jayden", "Okonjo", "Reilly", "Oluchi", "Osei", "Percival", "Obiageli", "Zoë", "Brien",
          "Harrington", "Cressex Vale", "Plumtree Lane"]  # fmt: skip
_MARKED = {"a": "á", "e": "ê", "i": "ï", "o": "ø", "u": "ù", "c": "ç", "l": "ł", "y": "ÿ"}


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A name in varied case and marks."""
    name = draw(st.sampled_from(_NAMES))
    chars = []
    for char in name:
        way = draw(st.integers(0, 3))
        plain = _MARKED.get(char.lower(), char) if way == 1 else char
        chars.append(plain.upper() if way == 2 else plain.lower() if way == 3 else plain)
    return "".join(chars)


@settings(deadline=None)
@given(
    field=st.sampled_from(FREE_TEXTS),
    name=disguised(),
    place=st.integers(0, 400),
    around=st.sampled_from([" {} ", "({})", "“{}”", "\n{}\n", " {}’s ", " {}, ", "/{}/", "-{}."]),
)
def test_a_name_anywhere_in_any_text_is_found(
    field: str, name: str, place: int, around: str
) -> None:
    text = getattr(sample_pack(), field)
    gaps = [at for at, char in enumerate(text) if char == " "]
    at = gaps[place % len(gaps)]
    pack = sample_pack(**{field: text[:at] + around.format(name) + text[at:]})
    assert find_leaks(texts_of(pack), SECRETS, ("placements@council.example",))


@given(st.text(alphabet=string.ascii_lowercase + " .,\n0123456789-’", max_size=300))
def test_any_text_can_be_checked_and_what_is_masked_stays_masked(text: str) -> None:
    for one in find_leaks([("Care", text)], SECRETS):
        assert "jayden" not in folded(one.around)


@given(st.text(max_size=200))
def test_no_character_stops_the_check(text: str) -> None:
    find_leaks([("Care", text)], SECRETS)
