from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.desk import columns as register
from tickets.desk import grammar

from .. import policy
from ..kinds import Kind
from ..models import LONGEST_NAME, View

MOST = 100


@transaction.atomic
def save_view(name, *, by, owner=None, team=None, filter="", columns=(), group="", order=""):
    """Give an address a name. A name that this audience has already now stands for the new address."""
    view = View(owner=owner, team=team, name=" ".join(name.split()))
    policy.require(by, "keep_view", view)
    View.objects.lock_audience(view)
    view = View.objects.filter(owner=owner, team=team, name=view.name).first() or view
    before = address(view)
    fill(view, filter=filter, columns=columns, group=group, order=order)
    view.position = view.position or View.objects.next_position(view)
    return keep(view, by, before)


@transaction.atomic
def refine_view(view, *, by, seen=None, **values):
    """Another address behind the same name; `values` are among filter, columns, group and order."""
    view.lock(seen)
    policy.require(by, "keep_view", view)
    before = address(view)
    fill(view, **before | {"columns": view.chosen_columns} | values)
    return keep(view, by, before)


def address(view):
    return {"filter": view.filter, "columns": view.columns, "group": view.group, "order": view.order}


def keep(view, by, before):
    """`before` is its address as it was: whoever changes it on an older version is told what is new (D5)."""
    said = {"name": view.name, "filter": view.filter}
    if view.pk:
        view.version += 1
        said["changes"] = {name: [before[name], now] for name, now in address(view).items() if before[name] != now}
    view.save()
    whose = {"owner": view.owner_id, "team": view.team_id}
    record(Kind.SAVED, view, by=by, at=clock.now(), text=said, version=view.version, **whose)
    return view


def fill(view, *, filter, columns, group, order):
    """The address in its one spelling; what the grammar does not know is refused."""
    if not view.name or len(view.name) > LONGEST_NAME:
        raise Refused(f"A view has a name of at most {LONGEST_NAME} characters.", field="name")
    try:
        view.filter = grammar.typed(grammar.parse(filter))
    except grammar.Unreadable as unreadable:
        raise Refused(str(unreadable), field="filter") from None
    unknown = [name for name in columns if name not in register.COLUMNS]
    if unknown:
        raise Refused(f"There is no column “{unknown[0]}”. There are: {', '.join(register.CHOICES)}.", field="columns")
    if group and group not in register.GROUPS:
        raise Refused(f"Group by one of {', '.join(register.GROUPS)}.", field="group")
    if order and not register.is_order(order):
        raise Refused(f"Order by one of {', '.join(register.ORDERS)}, with - for descending.", field="order")
    view.columns, view.group, view.order = ",".join(columns), group, order
