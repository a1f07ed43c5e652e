"""E-mails as Outlook saves them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from resources_app.foundations.errors import BadInput
from resources_app.mail.file_kinds import EMAIL_OUTLOOK
from resources_app.mail.model import MailLimits
from resources_app.mail.reading import read_mail
from tests.mail import outlook_file as outlook

SENT = datetime(2026, 11, 23, 17, 42, tzinfo=UTC)
PROPERTIES = {
    outlook.SUBJECT: "Rowan: a home from Friday",
    outlook.BODY: "He can stay until Friday.\r\nMina",
    outlook.SENDER: "Mina Doshi",
    outlook.SENDER_EMAIL: "mina.doshi@council.example",
    outlook.SENT: SENT,
}


def test_who_wrote_when_to_whom_and_what() -> None:
    content = outlook.message(
        PROPERTIES,
        recipients=(("Placements", "placements@council.example"), ("", "duty@council.example")),
        files=(("Care plan.pdf", "application/pdf", b"%PDF-1.7 a plan"),),
    )
    found = read_mail(content, EMAIL_OUTLOOK)
    assert (found.sender, found.sent_at) == ('"Mina Doshi" <mina.doshi@council.example>', SENT)
    assert found.subject == "Rowan: a home from Friday"
    assert found.text == "He can stay until Friday.\nMina"
    assert found.recipients == (
        "Placements <placements@council.example>",
        "duty@council.example",
    )
    (plan,) = found.parts
    assert (plan.file_name, plan.media_type) == ("Care plan.pdf", "application/pdf")
    assert plan.content == b"%PDF-1.7 a plan"


def test_a_web_page_is_read_for_its_words() -> None:
    page = "<style>p{}</style><p>Good&nbsp;news</p><img src='https://track.example/1.png'>"
    told = {**PROPERTIES, outlook.HTML: page.encode(), outlook.CODEPAGE: 65001}
    del told[outlook.BODY]
    assert read_mail(outlook.message(told), EMAIL_OUTLOOK).text == "Good news"


def test_no_more_is_read_than_the_limits_say() -> None:
    files = tuple((f"{at}.txt", "text/plain", b"x") for at in range(5))
    content = outlook.message(PROPERTIES, files=files)
    found = read_mail(content, EMAIL_OUTLOOK, MailLimits(parts=3, text=10))
    assert (len(found.parts), found.text) == (3, "He can sta")


WHOLE = outlook.message(PROPERTIES)


@pytest.mark.parametrize(
    "content",
    [
        b"not an Outlook file",
        WHOLE[:700],
        WHOLE[:512] + bytes(len(WHOLE) - 512),
        WHOLE.replace("__properties_version1.0".encode("utf-16-le"), bytes(46)),
    ],
)
def test_what_is_damaged_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        read_mail(content, EMAIL_OUTLOOK)


def test_a_file_that_says_it_holds_more_than_it_can_is_not_read() -> None:
    size = len("Mina Doshi".encode("utf-16-le"))
    # The stream's entry ends with its start and its size.
    at = WHOLE.index("__substg1.0_0C1A001F".encode("utf-16-le"))
    swollen = WHOLE[: at + 120] + (1 << 20).to_bytes(8, "little") + WHOLE[at + 128 :]
    assert WHOLE[at + 120 : at + 128] == size.to_bytes(8, "little")
    with pytest.raises(BadInput, match="more than it can"):
        read_mail(swollen, EMAIL_OUTLOOK)
