"""E-mails as the internet carries them, well made and hostile."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources_app.foundations.errors import BadInput
from resources_app.mail.file_kinds import EMAIL_INTERNET, media_type_of, safe_name
from resources_app.mail.model import MailLimits
from resources_app.mail.reading import read_mail
from tests.mail.letters import mail


def test_who_wrote_when_to_whom_and_what() -> None:
    made = mail("Zoë: “a home”")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Plan.pdf")
    found = read_mail(made.as_bytes(), EMAIL_INTERNET)
    assert found.sender == "Mina Doshi <mina.doshi@council.example>"
    assert found.sent_at == datetime(2026, 11, 23, 17, 42, tzinfo=UTC)
    assert found.recipients == (
        "Placements <placements@council.example>",
        "duty@council.example",
        "Tess Malone <tess@council.example>",
    )
    assert (found.subject, found.text) == ("Zoë: “a home”", "Until Friday.")
    assert [(one.file_name, one.content) for one in found.parts] == [("Plan.pdf", b"%PDF-1.7")]


def test_plain_words_are_preferred_and_a_web_page_is_never_drawn() -> None:
    made = mail()
    page = "<p>Until <b>Friday</b>.<script>go()</script></p><img src='https://track.example'>"
    made.add_alternative(page, subtype="html")
    assert read_mail(made.as_bytes(), EMAIL_INTERNET).text == "Until Friday."
    only = mail()
    only.set_content(page, subtype="html")
    assert read_mail(only.as_bytes(), EMAIL_INTERNET).text == "Until Friday."


def test_a_logo_in_a_signature_is_no_file_that_was_sent() -> None:
    made = mail()
    made.add_alternative("<p>Until Friday.</p><img src='cid:logo'>", subtype="html")
    pages = made.get_payload()
    pages[1].add_related(
        b"\x89PNG", "image", "png", cid="<logo>", filename="l.png", disposition="inline"
    )
    assert read_mail(made.as_bytes(), EMAIL_INTERNET).parts == ()


def test_an_e_mail_in_an_e_mail_is_a_file() -> None:
    made = mail("FW: Rowan")
    made.add_attachment(mail("Rowan"))
    (inner,) = read_mail(made.as_bytes(), EMAIL_INTERNET).parts
    assert (inner.file_name, inner.media_type) == ("Rowan.eml", EMAIL_INTERNET)
    assert read_mail(inner.content, EMAIL_INTERNET).subject == "Rowan"


def test_no_more_is_read_than_the_limits_say() -> None:
    made = mail(text="x" * 50)
    for at in range(4):
        made.add_attachment(b"x", maintype="text", subtype="x", filename=f"{at}.x")
    found = read_mail(made.as_bytes(), EMAIL_INTERNET, MailLimits(parts=3, text=10))
    assert (len(found.parts), found.text) == (3, "x" * 10)


NESTED = b"".join(
    b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (at, at) for at in range(3_000)
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"just a note, without a head", "not an e-mail"),
        (b"\x00" * 500, "not an e-mail"),
        (b"From: a@b.example\n" + NESTED, "damaged"),
    ],
    ids=["a note", "zeros", "nested"],
)
def test_what_is_no_e_mail_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_mail(content, EMAIL_INTERNET)


@pytest.mark.parametrize(
    "header",
    [
        b"From: =?x-none?q?=FF?= <a@b>",
        b"Date: Mon, 99 Zzz 2026 99:99:99",
        b'Content-Type: text/plain; charset="nobody-knows"',
        b"To: <<<,;:@@@>",
        b"Subject: =?utf-8?b?####?=",
    ],
)
def test_odd_headers_do_not_stop_what_can_be_read(header: bytes) -> None:
    content = b"Subject: Rowan\n" + header + b"\n\nUntil Friday \xe9."
    assert read_mail(content, EMAIL_INTERNET).text.startswith("Until Friday")


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: text/plain; charset=utf-7\n\nUntil +2AA- Friday.",
        b"Content-Type: text/plain; charset=unicode_escape\n\nUntil \\ud800 Friday.",
        b'To: "\xe9\xff" <a@b.example>\n\nUntil Friday.',
        b"From: a\x00 <a@b.example>\n\nUntil \x00Friday.",
    ],
    ids=["half a letter", "escaped", "no letters", "zeros"],
)
def test_all_that_is_read_can_be_kept(head: bytes) -> None:
    found = read_mail(b"Subject: Rowan\n" + head, EMAIL_INTERNET)
    texts = (found.sender, found.subject, found.text, *found.recipients)
    assert "\0" not in "".join(texts)
    assert "".join(texts).encode("utf-8")
    assert "Friday" in found.text


PAGE = b"Content-Type: text/html\n\n<p>Until Friday.</p>"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "hostile",
    [
        PAGE + b"<a " * 100_000,
        PAGE + b"<!--" * 100_000,
        PAGE + b"<!--" * 100_000 + b">",
        PAGE + b"<img src='data:" + b"A" * 1_000_000 + b"'>",
        b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nUntil Friday.",
        b"To: " + b"a@b.example," * 50_000 + b"\n\nUntil Friday.",
        b"Content-Type: text/plain; charset=punycode\n\nUntil Friday.-" + b"99b" * 200_000,
    ],
    ids=["tags", "comments", "a comment", "a picture", "a subject", "recipients", "a charset"],
)
def test_what_is_made_to_take_minutes_is_read_in_a_moment(hostile: bytes) -> None:
    found = read_mail(b"From: a@b.example\n" + hostile, EMAIL_INTERNET)
    assert found.text.startswith("Until Friday.")


def test_a_page_is_read_past_its_comments_pictures_and_conditions() -> None:
    made = mail()
    hidden = "<!--[if mso]><p>Not</p><![endif]-->"
    page = f"{hidden}<p title='a > b'>Until</p> 2 < 3 <!-- no --><b>Friday</b>"
    made.set_content(page, subtype="html")
    assert read_mail(made.as_bytes(), EMAIL_INTERNET).text == "Until\n2 < 3 Friday"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_read_or_refused(content: bytes) -> None:
    with suppress(BadInput):
        read_mail(b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n" + content, "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Plan.pdf", "Plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Plan.pdf", "Plan.pdf"),
        ("a\u202efdp.exe", "a fdp.exe"),
        ("…" * 300 + ".docx", "…" * 145 + ".docx"),
        ("\x00\n", "file"),
    ],
)
def test_names_are_safe_on_every_system(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_pdf_is_known_whatever_it_is_called() -> None:
    assert media_type_of("scan", b"%PDF-1.4") == "application/pdf"
