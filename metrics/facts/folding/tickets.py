"""All that the events of a ticket say together. Pure."""

from tickets.citations.kinds import Kind as Citing
from tickets.desk.kinds import Kind
from tickets.desk.states import Status
from tickets.escalations.kinds import Kind as Escalation

from . import ending, escalating, promises, relating, talking
from .said import Stood
from .story import JOINED, LEFT, Story

PARTS = (talking.facts, promises.facts, ending.facts, escalating.facts, relating.facts)
STANDING = {
    Kind.OPENED, Kind.TRIAGED, Kind.CLASSIFIED, Kind.PRIORITISED, Kind.TRANSFERRED, Kind.REPLIED, Kind.NOTED,
    Kind.ASSIGNED, Kind.ACCEPTED, Kind.DECLINED, Kind.MOVED, Kind.RESOLVED, Kind.CONFIRMED, Kind.CLOSED,
    Kind.REOPENED, Kind.CANCELLED, Kind.PLANNED, Kind.ASKED, Kind.RESTRICTED, Kind.UNRESTRICTED, Kind.MERGED,
    Kind.UNMERGED, Kind.SPLIT, Kind.CALLED_OFF, Kind.RESTORED, Kind.OFFERED, Kind.LINKED,
}  # fmt: skip
ESCALATED = {
    Escalation.SUBMITTED, Escalation.RETURNED, Escalation.ACCEPTED, Escalation.DECLINED, Escalation.RATED,
    Escalation.JUDGED,
}  # fmt: skip
KINDS = (
    STANDING
    | ESCALATED
    | {*talking.ENDED, JOINED, LEFT, Citing.CITED, Citing.UNCITED, relating.SENT, relating.SAID}
    | relating.LINKS
    | relating.FOUND
)
GONE = (Status.CLOSED, Status.CANCELLED)


def fold(events):
    """Facts and stays of one ticket."""
    story = Story(events)
    if not story.told:
        return [], []
    return [said for part in PARTS for said in part(story)], list(stays(story))


def stays(story):
    """One for each change of how it stood; what is closed is not at any state any more."""
    changes = [
        (event, stand)
        for number, (event, stand) in enumerate(story.pairs())
        if number == 0 or stand != story.stands[number - 1]
    ]
    ends = [event.at for event, _ in changes[1:]] + [None]
    for (event, stand), until in zip(changes, ends, strict=True):
        if stand.status not in GONE and until != event.at:
            yield Stood(
                event.id,
                event.at,
                until,
                story.opened.at,
                stand.status,
                stand.waiting,
                stand.live,
                stand.owner_id,
                stand.around,
                story.apart,
                story.walled,
            )
