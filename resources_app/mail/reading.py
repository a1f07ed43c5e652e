"""Reads an e-mail that somebody sent us, trusting nothing in it."""

from __future__ import annotations

from dataclasses import replace

from resources_app.foundations.errors import BadInput, KnownError
from resources_app.mail.file_kinds import EMAIL_OUTLOOK
from resources_app.mail.internet import read_internet_mail
from resources_app.mail.model import MailLimits, Message, Part


def read_mail(content: bytes, media_type: str, limits: MailLimits | None = None) -> Message:
    """The e-mail in these bytes, of a media type that `file_kinds.is_mail` knows.

    Raises BadInput, with a sentence of why, for anything that cannot be read as one.
    """
    limits = limits or MailLimits()
    try:
        if media_type == EMAIL_OUTLOOK:
            # Outlook's own files are rare, and what reads them is loaded for them alone.
            from resources_app.mail.outlook import read_outlook_mail

            found = read_outlook_mail(content, limits)
        else:
            found = read_internet_mail(content, limits)
    except KnownError:
        raise
    except Exception as error:
        # Both libraries trip, in ways of their own, over what no mail program would write.
        raise BadInput("It is damaged, and could not be read as an e-mail.") from error
    if found is None:
        raise BadInput("It has no sender, no date and no subject, so it is not an e-mail.")
    return replace(
        found,
        sender=_plain(found.sender),
        recipients=tuple(map(_plain, found.recipients)),
        subject=_plain(found.subject),
        text=_plain(found.text),
        parts=tuple(
            Part(_plain(one.file_name), _plain(one.media_type), one.content) for one in found.parts
        ),
    )


def _plain(text: str) -> str:
    """Text that a store can keep: what stands for half a letter, or for none, is a question mark.

    Several encodings can spell a lone surrogate, and UTF-8 cannot.
    """
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
