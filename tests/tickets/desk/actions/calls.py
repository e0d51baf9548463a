"""Every action of the desk said once, on a ticket in a state in which it is possible: for the tests that ask the same
of all of them. `seen` is the version the person had before their eyes."""

from datetime import timedelta
from types import SimpleNamespace

from supportdesk import clock
from tickets.desk.actions.accept import accept
from tickets.desk.actions.ask import ask
from tickets.desk.actions.assign import assign
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.classify import classify
from tickets.desk.actions.close import close
from tickets.desk.actions.confirm import confirm
from tickets.desk.actions.decline import decline
from tickets.desk.actions.except_clock import end_exception, except_clock
from tickets.desk.actions.help import add_helper
from tickets.desk.actions.hold import hold
from tickets.desk.actions.identify import identify
from tickets.desk.actions.inquire import inquire
from tickets.desk.actions.link import link
from tickets.desk.actions.merge import take_in
from tickets.desk.actions.moves import move
from tickets.desk.actions.note import note
from tickets.desk.actions.offer import offer
from tickets.desk.actions.operate import decline_duplicate, outcome
from tickets.desk.actions.override_due import override_due, revoke_override
from tickets.desk.actions.plan import plan
from tickets.desk.actions.prioritise import prioritise
from tickets.desk.actions.reopen import reopen
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.retitle import retitle
from tickets.desk.actions.split import split
from tickets.desk.actions.transfer import transfer
from tickets.desk.actions.triage import triage
from tickets.desk.actions.unlink import unlink


def tomorrow():
    return clock.now() + timedelta(days=1)


def wait(ticket, *, by, seen):
    return move(ticket, by=by, seen=seen, action="wait_vendor", waiting_reason="vendor", until=tomorrow())


def sort_out(ticket, by, seen, at):
    return triage(ticket, by=by, seen=seen, impact=2, urgency=2, category=at.printing)


def outside_link(ticket):
    return ticket.links.first() or SimpleNamespace(ticket_id=ticket.pk)


def to_network(at):
    return {"queue": at.network, "reason": "DNS"}


def by_hand():
    return {"goal": "resolution", "due": tomorrow(), "until": tomorrow(), "reason": "Agreed with Rob."}


def apart():
    return {"goal": "resolution", "until": tomorrow(), "reason": "The vendor is on strike."}


# name -> (the fixture of the ticket it is said on, the words)
WITH_VERSION = {
    "triage": ("ticket", sort_out),
    "prioritise": ("triaged", lambda t, by, seen, at: prioritise(t, by=by, seen=seen, impact=3, urgency=3)),
    "classify": ("ticket", lambda t, by, seen, at: classify(t, by=by, seen=seen, category=at.printing)),
    "transfer": ("owned", lambda t, by, seen, at: transfer(t, by=by, seen=seen, queue=at.network, reason="DNS")),
    "assign": ("triaged", lambda t, by, seen, at: assign(t, by=by, seen=seen, to=at.sam)),
    "offer": ("owned", lambda t, by, seen, at: offer(t, by=by, seen=seen, to=at.sam, reason="My shift ends.")),
    "move": ("owned", lambda t, by, seen, at: wait(t, by=by, seen=seen)),
    "resolve": ("owned", lambda t, by, seen, at: resolve(t, by=by, seen=seen, **at.resolution)),
    "close": ("resolved", lambda t, by, seen, at: close(t, by=by, seen=seen, reason="He said so on the phone.")),
    "cancel": ("ticket", lambda t, by, seen, at: cancel(t, by=by, seen=seen, reason="spam")),
    "plan": ("triaged", lambda t, by, seen, at: plan(t, by=by, seen=seen, what="Ask the vendor", at=tomorrow())),
    "split": ("noted", lambda t, by, seen, at: split(t, by=by, seen=seen, title="The fuse", notes=t.notes.all())),
    "take_in": ("ticket", lambda t, by, seen, at: take_in(at.other, by=by, ticket=t, seen=seen)),
    "decline_duplicate": ("ticket", lambda t, by, seen, at: decline_duplicate(t, by=by, seen=seen, other=at.other)),
    "outcome": ("ticket", lambda t, by, seen, at: outcome(t, by=by, seen=seen, verb="transfer", **to_network(at))),
    "except_clock": ("owned", lambda t, by, seen, at: except_clock(t, by=by, seen=seen, **apart())),
    "end_exception": ("excepted", lambda t, by, seen, at: end_exception(t, by=by, seen=seen, goal="resolution")),
    "override_due": ("owned", lambda t, by, seen, at: override_due(t, by=by, seen=seen, **by_hand())),
    "revoke_override": ("overridden", lambda t, by, seen, at: revoke_override(t, by=by, seen=seen, goal="resolution")),
    "retitle": ("ticket", lambda t, by, seen, at: retitle(t, by=by, seen=seen, title="Printer is silent")),
}
WITHOUT_VERSION = {
    "hold": ("ticket", lambda t, by, at: hold(t, by=by, body="We look at it.")),
    "ask": ("owned", lambda t, by, at: ask(t, by=by, questions=[{"question": "Which floor?"}])),
    "inquire": ("ticket", lambda t, by, at: inquire(t, by=by, asked=at.sam, body="Why?", needed_by=tomorrow())),
    "reply": ("ticket", lambda t, by, at: reply(t, by=by, body="We look at it.")),
    "note": ("ticket", lambda t, by, at: note(t, by=by, body="It is the fuse.")),
    "accept": ("offered", lambda t, by, at: accept(t, by=by)),
    "decline": ("offered", lambda t, by, at: decline(t, by=by, reason="No time.")),
    "confirm": ("resolved", lambda t, by, at: confirm(t, by=by)),
    "reopen": ("closed", lambda t, by, at: reopen(t, by=by, reason="not_fixed")),
    "link": ("ticket", lambda t, by, at: link(t, by=by, kind="bug", reference="BUG-7")),
    "unlink": ("ticket", lambda t, by, at: unlink(t, by=by, link=outside_link(t))),
    "identify": ("ticket", lambda t, by, at: identify(t, by=by, kind="trace", value="4bf92f")),
    "add_helper": ("ticket", lambda t, by, at: add_helper(t, by=by, helper=at.sam)),
}
# Who may say it at once; everything else a lead may.
ONLY = {"except_clock": "max", "override_due": "max"}
