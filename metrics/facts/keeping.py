"""Putting facts and stays right: what is known is compared with what the events say, and only what differs is written.

So an event told twice, late or out of order changes what it must and nothing else, and a fold from the very beginning
comes to the same rows.
"""

from datetime import timedelta

from supportdesk.byhand import pour

from .folding.said import Around, Said, Stood
from .folding.subjects import SUBJECTS
from .happened import read
from .models import Fact, Stay, Touched, What

REPEAT = timedelta(days=7)  # so far back a new ticket makes an earlier resolution one that did not last (MET-20)
FACT = [name for name in Said._fields if name not in ("around",)]
STAY = [name for name in Stood._fields if name not in ("around",)]
HOUR = timedelta(hours=1)


def fold(subject, pks):
    """Bring the facts of these things up to date with their events; answers how many rows changed."""
    kinds, folded = SUBJECTS[subject]
    histories = read(subject, pks, kinds)
    facts: dict[tuple, Said] = {}
    stays: dict[tuple, Stood] = {}
    for pk, events in histories.items():
        said, stood = folded(events)
        facts |= {(pk, one.event_id, one.what, one.goal): one for one in said}
        stays |= {(pk, one.event_id): one for one in stood}
    spans = keep_facts(subject, pks, facts)
    stretches = keep_stays(pks, stays) if subject == "ticket" else []
    touch(spans, stood=False)
    touch(stretches, stood=True)
    return len(spans) + len(stretches)


def keep_facts(subject, pks, wanted):
    known = {}
    columns = [*FACT, *Around._fields]
    for row in Fact.objects.filter(subject=subject, subject_id__in=pks).values_list("pk", "subject_id", *columns):
        one = Said(**dict(zip(FACT, row[2:], strict=False)), around=Around(*row[2 + len(FACT) :]))
        known[row[1], one.event_id, one.what, one.goal] = (row[0], one)
    gone, new = differing(known, wanted)
    changed = [known[key][1] for key in gone] + [wanted[key] for key in new]
    Fact.objects.filter(pk__in=[known[key][0] for key in gone]).delete()
    pour(
        Fact, ("subject", "subject_id", *FACT, *Around._fields), [(subject, key[0], *plain(wanted[key])) for key in new]
    )
    return [(one.at, one.at) for one in changed] + followed(changed)


def keep_stays(pks, wanted):
    known = {}
    columns = [*STAY, *Around._fields]
    for row in Stay.objects.filter(ticket_id__in=pks).values_list("pk", "ticket_id", *columns):
        one = Stood(**dict(zip(STAY, row[2:], strict=False)), around=Around(*row[2 + len(STAY) :]))
        known[row[1], one.event_id] = (row[0], one)
    gone, new = differing(known, wanted)
    Stay.objects.filter(pk__in=[known[key][0] for key in gone]).delete()
    pour(Stay, ("ticket_id", *STAY, *Around._fields), [(key[0], *plain(wanted[key])) for key in new])
    both = {key: (known[key][1] if key in known else None, wanted.get(key)) for key in {*gone, *new}}
    return [lasting(was, now) for was, now in both.values()]


def differing(known, wanted):
    """The keys to be taken away and those to be written; a row that changed is in both."""
    gone = [key for key, (_, one) in known.items() if wanted.get(key) != one]
    new = [key for key, one in wanted.items() if key not in known or known[key][1] != one]
    return gone, new


def plain(one) -> list:
    """The columns of a fact or stay, those of what was around it last."""
    return [value for name, value in zip(one._fields, one, strict=True) if name != "around"] + list(one.around)


def followed(changed):
    """A ticket that is new, or was none, may make of earlier resolutions ones that did not last (MET-20)."""
    created = [one for one in changed if one.what == What.CREATED]
    if not created:
        return []
    people = {one.requester_id for one in created}
    since, until = min(one.at for one in created) - REPEAT, max(one.at for one in created)
    before = Fact.objects.filter(what=What.RESOLVED, requester_id__in=people, at__gte=since, at__lt=until)
    return [(at, at) for at in before.values_list("at", flat=True)]


def lasting(was, now):
    """From where on the two differ. One that only came to its end tells another thing about nothing before that."""
    if was and now and was._replace(until=None) == now._replace(until=None):
        ends = [one.until for one in (was, now) if one.until]
        return min(ends), max(ends) if len(ends) == 2 else None
    ends = [one.until for one in (was, now) if one]
    return min(one.since for one in (was, now) if one), None if None in ends else max(ends)


def touch(spans, *, stood):
    """Whole hours, each span once; one that lasts until now has no end yet."""
    hours = {(floor(since), None if until is None else floor(until) + HOUR) for since, until in spans}
    pour(Touched, ("stood", "since", "until"), [(stood, since, until) for since, until in sorted(hours, key=str)])


def floor(instant):
    return instant.replace(minute=0, second=0, microsecond=0)
