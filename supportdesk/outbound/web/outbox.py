"""Where mail is written to files instead of being sent, as in the demo: what would have gone out, newest first. Nowhere
else is there such a page, for it shows what mails say."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supportdesk.env import PRODUCTION

FILES = "django.core.mail.backends.filebased.EmailBackend"
SHOWN = 50
END = b"-" * 79


class Sent(NamedTuple):
    to: str
    subject: str
    date: datetime
    body: str


@require_safe
def outbox(request):
    if PRODUCTION or settings.MAIL_SERVER != FILES or not request.user.serves_everybody:
        raise Http404
    files = sorted(
        Path(settings.EMAIL_CONFIG["EMAIL_FILE_PATH"]).glob("*.log"),
        key=lambda file: file.stat().st_mtime,
        reverse=True,
    )
    return render(request, "mails/outbox.html", {"mails": [told(file.read_bytes()) for file in files[:SHOWN]]})


def told(content):
    """What we wrote ourselves, so the standard library's reader does."""
    mail = message_from_bytes(content.rpartition(END)[0] or content, policy=policy.default)
    return Sent(mail["To"], mail["Subject"], mail["Date"].datetime.replace(tzinfo=UTC), mail.get_content())
