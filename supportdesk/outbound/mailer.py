"""The mail server's side: a row becomes a message. Which server it is stands in EMAIL_URL."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

PATIENCE = 20  # seconds for one exchange with the server

# Programs that answer by themselves leave these alone, so that no two of them write to each other for ever.
AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class Unsent(Exception):
    """The server did not take it."""


class Away(Unsent):
    """The server takes nothing at all just now, or nothing of ours."""


class Refusal(Unsent):
    """The server will never take it: the address does not exist there, say."""


def deliver(mail):
    """Hand one mail to the server. Raises Unsent; Refusal when trying again is of no use, Away when trying another is
    of none either."""
    try:
        message(mail).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise (Refusal if all(code >= 500 for code in codes) else Unsent)(said(error)) from error
    except smtplib.SMTPDataError as error:
        raise Unsent(said(error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Away(said(error)) from error


def message(mail):
    headers = {"Message-ID": mail.message_id} | AUTOMATIC
    if mail.thread:
        headers |= {"In-Reply-To": mail.thread, "References": mail.thread}
    connection = get_connection(settings.MAIL_SERVER, timeout=PATIENCE)
    return EmailMessage(mail.subject, mail.body, to=[mail.address], headers=headers, connection=connection)


def said(error):
    return f"{type(error).__name__}: {error}"[:300]
