"""Once a case is over the system asks how it was: once, by chance and peace, and never an analyst's choice."""

from datetime import timedelta

import pytest

from metrics.surveys import links
from metrics.surveys.models import Survey
from metrics.surveys.subscribers import ask
from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.configuration.values import memory
from supportdesk.events.models import Event
from supportdesk.outbound.models import Mail
from tickets.desk.actions.assign import assign
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.close import close
from tickets.desk.actions.confirm import confirm
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.restrict import restrict
from tickets.desk.actions.triage import triage

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(by, ann, printing, resolution):
    """`ended(ticket, sam)`: worked off by Ann, and Sam says that it is over."""

    def end(ticket, who):
        triage(ticket, by=by(ann), seen=ticket.version, impact=2, urgency=2, category=printing)
        assign(ticket, by=by(ann), seen=ticket.version, to=ann)
        resolve(ticket, by=by(ann), seen=ticket.version, **resolution)
        return close(ticket, by=system("import"), seen=None) if who.serves else confirm(ticket, by=by(who))

    return end


def told():
    ask(Event.objects.order_by("pk"))


def test_rob_is_asked_by_mail_once_his_case_is_over(asked, closed, rob, settings):
    event = Event.objects.get(kind="ticket.survey_sent")
    assert (event.actor_kind, event.data) == ("machine", {"survey": asked.pk, "scale": 5, "measure": "csat"})
    mail = Mail.objects.get(about="ticket", about_id=closed.pk, event_id=event.pk)
    assert (mail.address, mail.subject) == (rob.email, f"[{closed.reference}] How did we do?")
    assert links.address(asked) in mail.body
    assert links.address(asked).startswith(settings.SITE_URL)


def test_who_is_told_of_the_end_twice_asks_once(asked):
    told()
    assert Survey.objects.count() == 1
    assert Event.objects.filter(kind="ticket.survey_sent").count() == 1


def test_whoever_was_asked_lately_is_left_in_peace(asked, opened, rob, ended):
    other = ended(opened(title="And now the scanner"), rob)
    told()
    assert not Survey.objects.filter(ticket=other).exists()
    Survey.objects.update(sent_at=clock.now() - timedelta(days=8))
    told()
    assert Survey.objects.filter(ticket=other).exists()


def test_what_is_cancelled_asks_nobody(opened, by, ann):
    cancel(opened(), by=by(ann), seen=None, reason="spam")
    told()
    assert not Survey.objects.exists()


def test_nobody_of_the_desk_is_asked(opened, sam, ended):
    ended(opened(who=sam), sam)
    told()
    assert not Survey.objects.exists()


def test_a_share_of_none_asks_nobody(closed):
    memory.keep({"survey_share": [(clock.now() - timedelta(days=1), 0)]})
    told()
    assert not Survey.objects.exists()


def test_of_a_restricted_case_the_mail_says_nothing_but_its_reference(resolved, by, sam, rob):
    """COM-14: what is behind a wall is in no mail."""
    restrict(resolved, by=by(sam), kind="security", reason="A leak.")
    confirm(resolved, by=by(rob))
    told()
    mail = Mail.objects.get(subject__contains="How did we do?")
    assert resolved.title not in mail.subject + mail.body
