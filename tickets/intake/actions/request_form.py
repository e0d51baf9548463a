from datetime import timedelta

from django.db import transaction
from django.template.loader import render_to_string

from supportdesk import clock
from supportdesk.accounts.actions.invite import invite
from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from supportdesk.outbound import letters
from tickets.desk.states import Channel

from .. import links
from ..kinds import Kind
from ..models import AwaitedRequest
from .fill_form import fill_form, screened, taken

OPEN = timedelta(days=2)
AT_A_TIME = 200
LATELY = timedelta(hours=1)
MOST_OF_A_FORM, MOST_OF_AN_ADDRESS = 300, 3
GONE = "This link is over: nothing was opened. Please ask again."


@transaction.atomic
def request_form(form, *, by, email, name, given, number, confirmed=()):
    """Somebody without an account asks, in another's page: what was said waits until the address proves to be theirs,
    by a press behind the link that goes there. Whether the desk knows the address is told to nobody."""
    version = form.live
    if version.number != number:
        raise WrongState("This form has changed since you opened it. What you wrote is kept.")
    values, asked = taken(version, given)
    said = screened(by, asked, values, confirmed)
    now = clock.now()
    require_not_flooded(form, now)
    about = {"email": email.lower(), "name": name, "made_at": now, "ends_at": now + OPEN, "confirmed": list(confirmed)}
    made = AwaitedRequest.objects.create(version=version, answers=said, **about)
    record(Kind.REQUEST_MADE, made, by=by, at=now, form=form.pk, version=version.number)
    if not flooded(made):
        tell(made, form, now)
    return made


def require_not_flooded(form, now):
    lately = AwaitedRequest.objects.filter(version__form=form, made_at__gt=now - LATELY, confirmed_at=None)
    if lately.count() >= MOST_OF_A_FORM:
        raise Refused("Too many ask at this moment. Please try again later.")


def flooded(made):
    """Whether its address has links enough: nobody is written to without end because a stranger typed an address."""
    same = AwaitedRequest.objects.filter(email=made.email, made_at__gt=made.made_at - LATELY, confirmed_at=None)
    return same.exclude(pk=made.pk).count() >= MOST_OF_AN_ADDRESS


def tell(made, form, now):
    body = render_to_string("mail/request.txt", {"made": made, "form": form, "address": links.address(made)})
    letters.post([letters.letter(made.email, subject=f"{form.name}: press once to send it", body=body, now=now)])


@transaction.atomic
def confirm_request(made, *, by):
    """The press behind the link: whoever reads that address opens the ticket, in the account that they have, or in a
    new one that belongs to no organisation. Pressed twice it is one ticket."""
    rows = AwaitedRequest.objects.select_for_update(no_key=True, of=("self",)).select_related("version__form")
    made = rows.get(pk=made.pk)
    if made.confirmed_at:
        return made
    now = clock.now()
    if made.ends_at <= now:
        raise WrongState(GONE)
    form = made.version.form
    known = Person.objects.filter(email=made.email).first()
    person = known or invite(None, by=system("clock"), email=made.email, name=made.name)
    if not person.is_active or person.serves or person.is_machine:
        raise Refused("This address cannot ask by a form. Sign in instead.")
    about = {"requester": person, "channel": Channel.PORTAL, "source_key": f"form-request-{made.pk}"}
    about |= {"version": made.version, "confirmed": made.confirmed}
    ticket = fill_form(form, by=Actor(person, "browser"), given=made.answers, **about)
    made.ticket, made.confirmed_at, made.answers = ticket, now, {}
    made.save(update_fields=["ticket", "confirmed_at", "answers"])
    record(
        Kind.REQUEST_CONFIRMED, made, by=by, at=now, form=form.pk, ticket=ticket.pk, requester=person.pk, new=not known
    )
    return made


@transaction.atomic
def forget_requests(*, by, at=None):
    """What nobody confirmed in its time is gone, with the address. Answers how many."""
    now = at or clock.now()
    over = AwaitedRequest.objects.filter(ends_at__lte=now, confirmed_at=None).select_related("version__form")
    rows = list(over.select_for_update(no_key=True, skip_locked=True, of=("self",))[:AT_A_TIME])
    for row in rows:
        record(Kind.REQUEST_FORGOTTEN, row, by=by, at=now, form=row.version.form_id)
        row.delete()
    return len(rows)
