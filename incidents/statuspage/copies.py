"""The public pages as rendered copies: made when something changed, read as they stand."""

import gzip
import hashlib
import json
from datetime import UTC
from typing import NamedTuple

from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from incidents.response.models import Incident
from supportdesk.jinja import release

from . import queries
from .models import Copy, Health

HTML, JSON = "text/html; charset=utf-8", "application/json"
KEYS = {"status": HTML, "history": HTML, "summary": JSON}


@transaction.atomic
def rewrite(now):
    """Render every public page and keep what differs; answers the keys of those that did. One at a time, so that an
    older page never takes the place of a newer one. No action: it changes nothing but how fast it is read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('statuspage_copy'))")
    kept = {key: rest for key, *rest in Copy.objects.values_list("key", "digest", "release", "incidents")}
    changed = []
    incidents = queries.spoken_of(now)
    for key, body in rendered(now).items():
        digest = hashlib.sha256(body).hexdigest()
        if kept.get(key) != [digest, release(), incidents]:
            keep(key, body, digest, incidents, now)
            changed.append(key)
    return changed


def keep(key, body, digest, incidents, now):
    values = {"media_type": KEYS[key], "body": body, "packed": gzip.compress(body, 6, mtime=0), "digest": digest}
    values["incidents"] = incidents
    Copy.objects.update_or_create(key=key, defaults=values | {"release": release(), "made_at": now})


def rendered(now):
    """Key -> bytes. Times are in UTC and say so: one copy is for readers of every zone."""
    with timezone.override(UTC):
        found = queries.public(now) | {"health": dict(Health.choices)}
        return {
            "status": page("statuspage/status.html", found),
            "history": page("statuspage/history.html", {"over": queries.history(now)}),
            "summary": json.dumps(summary(found), default=str, sort_keys=True).encode(),
        }


def page(name, context):
    return render_to_string(name, context).encode()


def summary(found):
    """For programs: the same facts."""
    parts = [{"name": part.name, "state": part.health, "since": said(part.since)} for part, _ in found["lines"]]
    return {
        "state": found["worst"],
        "components": parts,
        "notices": [told(one) for one in found["running"]],
        "past": [told(one) for one in found["over"]],
        "changed_at": said(found["changed_at"]),
    }


def told(notice):
    posts = [{"stage": one.stage, "text": one.body, "at": said(one.at)} for one in notice.posts.all()]
    return {
        "id": notice.pk,
        "title": notice.title,
        "stage": notice.stage,
        "components": sorted(one.name for one in notice.components.all() if one.shown),
        "began_at": said(notice.began_at),
        "ended_at": said(notice.ended_at),
        "updates": posts,
    }


def said(at):
    return at and at.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Read(NamedTuple):
    digest: str
    release: str
    media_type: str
    incidents: list
    bytes: bytes


def read(key, *, packed):
    """One copy, or nothing before the first was made, or once it speaks of an incident that was restricted since: that
    instant counts, not the one at which the page is made anew."""
    column = "packed" if packed else "body"
    row = Copy.objects.filter(key=key).values_list("digest", "release", "media_type", "incidents", column).first()
    copy = row and Read(*row)
    if copy and copy.incidents and Incident.objects.filter(pk__in=copy.incidents, restricted=True).exists():
        return None
    return copy
