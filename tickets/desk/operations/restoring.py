"""What an undo takes back of one ticket, one kind of trace at a time. Each answers what it had to leave, in words."""

from supportdesk.catalogue.models import Tag
from supportdesk.events.models import Event

from ..models import Attachment, Handoff, Inquiry, Link, Message, Note, Resolution, Text, Ticket, TicketClock
from . import fields
from .traces import put_back, taken

HANDED = {"owner", "offered_to", "queue", "type"}
LABELS = {
    "status": "the status",
    "priority": "the priority",
    "owner": "the owner",
    "queue": "the queue",
    "type": "the type",
    "category": "the category",
    "component": "the component",
    "title": "the subject",
}


def fields_of(ticket, data) -> tuple[str, ...]:
    """Put the fields back, group by group; the answer are the groups that somebody changed since, which stay."""
    found = fields.plan(data.get("changed", {}), taken(ticket))
    put_back(ticket, found.values)
    return found.kept


def said(groups) -> list[str]:
    return [f"{LABELS[group].capitalize()} was changed since and stays." for group in groups]


def tags_of(ticket, data) -> dict:
    """The change of tags taken back; what others changed since stays. Answers the change by name for the log."""
    if "tags" not in data:
        return {}
    before, after = map(set, data["tags"])
    present = {tag.pk: tag.name for tag in ticket.tags.all()}
    wanted = fields.merged_sets(before, after, set(present))
    back = Tag.objects.in_bulk(wanted - set(present)) if wanted - set(present) else {}
    names = {pk: present[pk] for pk in wanted & set(present)} | {pk: tag.name for pk, tag in back.items()}
    if names == present:
        return {}
    ticket.tags.remove(*(set(present) - wanted))
    ticket.tags.add(*back)
    return {"tags": [", ".join(sorted(present.values())), ", ".join(sorted(names.values()))]}


def made_by(operation, pks) -> dict[int, list[Event]]:
    """What the operation told of each of these tickets: the log itself knows what it made."""
    told: dict[int, list[Event]] = {}
    for event in Event.objects.filter(subject=Ticket.subject, subject_id__in=pks, operation=operation.key):
        told.setdefault(event.subject_id, []).append(event)
    return told


def rows_made(events, ticket, kept, data) -> list[str]:
    """Take away notes, links, resolutions and hand-offs that it made. A message was sent and stays."""
    ids = {name: [event.data[name] for event in events if name in event.data] for name in ("note", "link", "message")}
    stays = notes_gone(ids["note"])
    Link.objects.filter(pk__in=ids["link"]).delete()
    if "status" not in kept:
        resolved = [event.data["resolution"] for event in events if "resolution" in event.data]
        Resolution.objects.filter(pk__in=resolved, reopening=None).delete()
    hands_back(events, ticket, kept, data)
    sent = Message.objects.filter(pk__in=ids["message"]).count()
    return stays + (["The reply was sent and stays."] if sent else [])


def hands_back(events, ticket, kept, data) -> None:
    """Take away the hand-offs that it made, and offer again what it withdrew, unless somebody else has it by now."""
    if "owner" in kept or not HANDED & set(data.get("changed", ())):
        return
    instants = [event.at for event in events]
    Handoff.objects.filter(ticket=ticket, offered_at__in=instants).delete()
    Handoff.objects.filter(ticket=ticket, withdrawn_at__in=instants).update(withdrawn_at=None)


def notes_gone(pks) -> list[str]:
    """The operation keeps the words of a note that goes, wherever it stands by now. One that answered a colleague
    stays: they have read it."""
    answers = list(Inquiry.objects.filter(answer__in=pks).values_list("answer", flat=True)) if pks else []
    gone = Note.objects.filter(pk__in=set(pks) - set(answers))
    for ticket, at in gone.values_list("ticket", "at") if pks else ():
        Text.objects.filter(ticket=ticket, internal=True, at=at).delete()
    gone.delete()
    return ["The note answered a colleague's question and stays."] if answers else []


def ended_clocks(data, kept):
    """The clocks that it ended and that go on now, unless the ticket's state is somebody else's by now."""
    return [] if "status" in kept else list(TicketClock.objects.filter(pk__in=data.get("clocks", ())))


def words_back(ticket, others, moved) -> list[str]:
    """Move back what was said here and went along; what went on to yet another ticket since stays there."""
    models = {"messages": Message, "notes": Note, "files": Attachment, "texts": Text}
    gone = 0
    for name, model in models.items():
        rows = model._base_manager.filter(pk__in=moved[name])
        here = rows.filter(ticket__in=others)
        if name in ("messages", "notes"):
            gone += len(moved[name]) - here.count()
        here.update(ticket=ticket)
    return [f"{gone} of its messages went on to another ticket since and stay there."] if gone else []
