"""Where mail is written to files, as in the demo, a page shows it; nowhere else is there such a page."""

import pytest
from django.test import Client
from environs import Env

from supportdesk import demo
from supportdesk.env import RUN_DIR
from supportdesk.outbound.letters import letter, post
from supportdesk.outbound.tasks import send_mails
from supportdesk.outbound.web import outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(settings, tmp_path):
    """A mail to Rob that stands in a file."""
    settings.MAIL_SERVER, settings.EMAIL_FILE_PATH = outbox.FILES, str(tmp_path)
    settings.EMAIL_CONFIG = {"EMAIL_FILE_PATH": str(tmp_path)}
    post([letter("rob@acme.test", subject="Grüße", body="Look at <b>this</b>: https://desk.test/tickets/7")])
    send_mails()


def seen(person):
    client = Client()
    client.force_login(person)
    return client.get("/outbox/")


def test_the_desk_reads_what_would_have_gone_out(written, ann):
    page = seen(ann).content.decode()
    assert "Grüße" in page
    assert "rob@acme.test" in page
    assert "Look at &lt;b&gt;this&lt;/b&gt;" in page
    assert 'href="https://desk.test/tickets/7"' in page


def test_nobody_else_and_never_where_mail_is_sent(written, ann, rob, settings, monkeypatch):
    assert seen(rob).status_code == 404
    monkeypatch.setattr(outbox, "PRODUCTION", True)
    assert seen(ann).status_code == 404
    monkeypatch.undo()
    settings.MAIL_SERVER = "django.core.mail.backends.smtp.EmailBackend"
    assert seen(ann).status_code == 404


def test_the_letters_of_the_demo_stand_in_its_own_folder(monkeypatch):
    """And not in one of that name below the folder it was started in."""
    monkeypatch.setenv("EMAIL_URL", demo.OUTBOX)
    assert Env().dj_email_url("EMAIL_URL")["EMAIL_FILE_PATH"] == str(RUN_DIR / "outbox")
