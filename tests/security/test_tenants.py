"""Tom serves Globex alone, in every hat. What has an id of Acme's does not exist for him; what is the whole desk's he
may read at most."""

import pytest
from django.db import transaction

from supportdesk.configuration.values import memory
from supportdesk.routes import routes
from tests.things import KEYWORD, bound

from .bodies import bodies

pytestmark = pytest.mark.django_db
# His own: himself, what he asks for, and what he writes for himself
OWN = {"me", "me/notices", "files", "tickets", "tokens", "views", "working-notes", "article-suggestions"}
OWN |= {"routing/preview", "delegations"}
# Rooms that hold only what is somebody's: nothing of Acme's can be found there
ROOMS = ("tickets", "incidents", "escalations", "surveys", "approvals", "people", "organisations", "incoming-mails")
ROOMS += ("mails", "webhooks", "webhook-deliveries", "mailboxes", "operations", "views", "tokens", "files", "problems")
ROOMS += ("known-errors", "credit-reviews", "breach-reasons", "escalation-matrix", "escalation-proposals", "what-ifs")
ROOMS += ("intake-forms", "form-proposals", "forms", "reviews", "incident-updates", "policy-drafts", "working-notes")


@pytest.fixture
def tom(tom, settings):
    settings.API_RATE = 10**6
    tom.roles = ["AN", "TL", "OA", "SM"]
    tom.save()
    return tom


def found_in(rooms):
    """The addresses of one thing each: by REST, and its page."""
    for route in routes():
        parts = route.path.removeprefix("/api/v1").removeprefix("/administration").strip("/").split("/")
        if parts[0] in rooms and len(parts) == 2 and KEYWORD.fullmatch(parts[1]) and "GET" in route.methods:
            yield route.path


def test_staff_of_another_organisation_find_nothing_of_acmes(things, browser, undone, tom):
    """SEC-19, X-01: no page and no answer of one thing."""
    client = browser(tom)
    paths = list(found_in(ROOMS))
    assert len(paths) > 35
    assert [path for path in paths if undone(lambda p=path: client.get(bound(p, things))).status_code != 404] == []


# Below a ticket, an incident or another thing of Acme's nothing is found anyway
ABOVE = ("tickets/<", "incidents/<", "escalations/<", "problems/<", "known-errors/<", "people/<", "operations/<")


@pytest.mark.parametrize("above", [ABOVE, pytest.param((), marks=pytest.mark.prove)], ids=["shared", "all"])
def test_staff_of_one_organisation_change_nothing_that_is_everybodys(things, network, api, tom, olga, above):
    """SEC-19, X-01: each body that is in order, sent by Tom: nothing of the whole desk's changes, not its status page,
    its words, its alert sources or its escalation matrix either. Nor does he end them."""
    client = api(tom)
    client.client.raise_request_exception = False
    done = set()
    for one in (each for each in bodies() if not each.pattern.startswith(above or "-")):
        with transaction.atomic():
            answer = one.send(client, things, one.example(things), If_Match='"1"')
            transaction.set_rollback(True)
        memory.keep({})
        assert answer.status_code < 500, (one.pattern, answer.content[:300])
        done |= {one.pattern} if answer.status_code < 300 else set()
    assert done - OWN == set()
    assert {"me", "tickets", "views"} <= done
    for path in ENDS:
        assert client.post("/" + path.format(**things)).status_code in (403, 404)
    assert client.delete(f"/article-synonyms/{things['article-synonym']}").status_code in (403, 404)
    assert api(olga).post("/" + ENDS[1].format(**things)).status_code == 200


ENDS = ("alert-sources/{alert_source}/end", "alert-sources/{alert_source}/secret", "update-wordings/{wording}/end")
ENDS += ("chat-sources/{chat}/end", "chat-sources/{chat}/secret")
