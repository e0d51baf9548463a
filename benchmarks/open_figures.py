"""What is measured of the figures, with Django: folding, rolling up, and boards as a lead asks for them."""

import json
import statistics
import time
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.test import Client

from metrics.facts.folding.subjects import SUBJECTS
from metrics.facts.models import Fact, Stay, Touched
from metrics.facts.rebuilding import rebuild
from metrics.facts.subscribers import count
from metrics.kpis.boards import BOARDS, NOW
from metrics.kpis.models import Cell, Rolled
from metrics.kpis.rolling import roll, versions
from supportdesk import clock
from supportdesk.accounts.models import Person, Role
from supportdesk.events.models import Event

ROUNDS, BATCH = 15, 100


def timed(work):
    begin, spent = time.perf_counter(), time.process_time()
    answer = work()
    return {"seconds": time.perf_counter() - begin, "cpu": time.process_time() - spent, "answer": answer}


def heeded():
    kinds = {kind for subject in SUBJECTS.values() for kind in subject.kinds}
    return Event.objects.filter(subject__in=SUBJECTS, kind__in=kinds)


def forget():
    for model in (Fact, Stay, Touched, Cell, Rolled):
        model.objects.all().delete()


def fold_all():
    forget()
    number = heeded().count()
    return timed(rebuild) | {"answer": number}


def fold_told():
    """As they were written: a thing is folded as often as a batch tells something of it."""
    forget()
    events = list(heeded().order_by("pk"))

    def tell():
        for begin in range(0, len(events), BATCH):
            count(events[begin : begin + BATCH])
        return len(events)

    return timed(tell)


def read_events():
    def read():
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, kind, subject, subject_id, at, actor_id, data FROM events_event")
            return len([(*row[:6], json.loads(row[6])) for row in cursor.fetchall()])

    return timed(read)


def roll_weeks(weeks):
    """The cells of the last weeks, which are all that a board looks at."""
    now = clock.now()
    Touched.objects.all().delete()
    Rolled.objects.all().delete()
    Rolled.objects.create(pk=1, at=now - timedelta(weeks=int(weeks)), zone=settings.TIME_ZONE, versions=versions())
    Touched.objects.create(stood=False, since=now - timedelta(weeks=int(weeks)), until=now)
    return timed(lambda: roll(now))


def roll_day():
    """Something came late in each hour of a day ten days ago; everything that holds one of them is made anew."""
    roll(clock.now())
    begin = clock.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=10)
    day = [(begin + timedelta(hours=hour), begin + timedelta(hours=hour + 1)) for hour in range(24)]
    for stood in (False, True):
        Touched.objects.bulk_create(Touched(stood=stood, since=since, until=until) for since, until in day)
    Cell.objects.filter(since__gte=begin, since__lt=begin + timedelta(days=1)).delete()
    return timed(lambda: roll(clock.now()))


def ask_boards():
    """Milliseconds of each board, whole pages, for somebody who leads."""
    settings.ALLOWED_HOSTS = ["*"]
    lead = Person.objects.filter(email__startswith="agent").order_by("pk").first()
    Person.objects.filter(pk=lead.pk).update(roles=[Role.TL])
    roll(clock.now())
    client = Client()
    client.force_login(Person.objects.get(pk=lead.pk))
    return {board: asked(client, f"/boards/{board}") for board in (NOW, *BOARDS)}


def asked(client, address):
    client.get(address)
    if client.get(address).status_code != 200:
        raise SystemExit(f"{address} is not shown")
    taken = sorted(timed(lambda: client.get(address))["seconds"] * 1000 for _ in range(ROUNDS))
    spent = timed(lambda: client.get(address))["cpu"] * 1000
    middle = statistics.median(taken)
    return {"p50_ms": middle, "p95_ms": taken[int(len(taken) * 0.95)], "app_cpu_ms": spent, "n": ROUNDS}
