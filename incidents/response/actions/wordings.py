from django.db import transaction
from django.db.models import Max

from supportdesk import clock
from supportdesk.accounts.keys import key_for
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import merging, policy
from ..kinds import Kind
from ..models import UpdateTemplate

LENGTHS = {"name": 100, "headline": 150, "body": 5_000}


@transaction.atomic
def keep_wording(wording, *, by, name, headline, body):
    """Approve wording that may go out as it is: new (`wording` is None), or the next version of one (INC-08)."""
    if wording is not None:
        wording.lock()
    policy.require(by, "keep_wording", wording)
    said = {"name": " ".join(name.split()), "headline": " ".join(headline.split()), "body": merging.plain(body)}
    require_whole(said)
    said = guarding.parts(by, said)
    if wording is not None and wording.retired_at:
        raise WrongState("This is no longer the version in force. Open the present one.")
    now = clock.now()
    key = wording.key if wording else key_for(UpdateTemplate, said["name"])
    if wording is not None:
        wording.retired_at = now
        wording.save(update_fields=["retired_at"])
    before = UpdateTemplate.objects.filter(key=key).aggregate(last=Max("version"))["last"] or 0
    made = UpdateTemplate.objects.create(key=key, version=before + 1, made_by=by.person, made_at=now, **said)
    record(Kind.WORDING_KEPT, made, by=by, at=now, text=said, version=made.version)
    return made


@transaction.atomic
def retire_wording(wording, *, by):
    """Offer it no more."""
    wording.lock()
    policy.require(by, "keep_wording", wording)
    if wording.retired_at:
        raise WrongState("It is not offered any more.")
    wording.retired_at = clock.now()
    wording.save(update_fields=["retired_at"])
    record(Kind.WORDING_RETIRED, wording, by=by, at=wording.retired_at, version=wording.version)
    return wording


def require_whole(said):
    missing = tuple(name for name, value in said.items() if not value)
    if missing:
        raise Refused(f"A wording needs: {', '.join(missing)}.", field=missing[0], missing=missing)
    for name, longest in LENGTHS.items():
        if len(said[name]) > longest:
            raise Refused(f"At most {longest} characters fit here.", field=name)
        if name != "name":
            merging.require_known(said[name], name)
