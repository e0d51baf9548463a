"""What if, in the browser."""

import re

import pytest
from django.urls import reverse

from tests.lived import NIGHT_AND_DAY
from tickets.desk.actions.restrict import restrict
from tickets.promises import tasks
from tickets.promises.models import WhatIf

pytestmark = pytest.mark.django_db
PLACE = "/administration/what-ifs/"


@pytest.fixture
def draft(hours_drafted):
    return hours_drafted(NIGHT_AND_DAY)


@pytest.fixture
def page(client):
    """`page(max)`: what Max reads at an address."""

    def read(person, address=PLACE):
        client.force_login(person)
        return client.get(address)

    return read


def test_a_manager_asks_watches_and_reads_without_a_script(month, draft, client, max):
    client.force_login(max)
    assert "Calendar: Other hours" in client.get(PLACE).content.decode()
    asked = {"draft": draft.pk, "first": "2026-03-02", "last": "2026-04-05", "zone": "UTC", "also_open": "on"}
    sent = client.post(PLACE, asked)
    what_if = WhatIf.objects.get()
    assert sent.headers["Location"] == reverse("administration-what-if", args=[what_if.pk])
    waiting = client.get(sent.headers["Location"]).content.decode()
    assert "tickets looked at. It goes on by itself" in waiting
    assert "Stop" in waiting
    tasks.answer()
    told = client.get(sent.headers["Location"]).content.decode()
    what_if.refresh_from_db()
    assert f'data-figure="gained" href="{sent.headers["Location"]}?what=gained#breaches"' in told
    assert f">{what_if.gained}</b> newly broken" in told
    assert "30 tickets were counted again" in told


def test_every_figure_opens_exactly_the_breaches_that_it_counts(month, draft, answered, page, max):
    what_if = answered(draft)
    here = reverse("administration-what-if", args=[what_if.pk])
    told = page(max, here).content.decode()
    figures = re.findall(rf'href="({re.escape(here)}\?[^"#]*)#breaches" aria-label="[^"]*: (\d+)"', told)
    assert len(figures) > 5
    for address, count in figures:
        opened = page(max, address.replace("&amp;", "&")).content.decode()
        assert opened.count('<tr><th scope="row"><a class="text" href="/tickets/') == int(count), address
    by_queue = [int(count) for address, count in figures if "queue=" in address]
    by_hour = [int(count) for address, count in figures if "hour=" in address]
    assert sum(by_queue) == sum(by_hour) == what_if.gained + what_if.lost


def test_a_line_leads_to_its_ticket_and_names_both_due_times(month, draft, answered, page, max):
    what_if = answered(draft)
    one = what_if.differences.order_by("at", "id").first()
    told = page(max, reverse("administration-what-if", args=[what_if.pk])).content.decode()
    line = told[told.index(f'href="/tickets/{one.ticket_id}"') :].split("</tr>")[0]
    assert one.due.strftime("%a %d %b %H:%M") in line
    assert one.was_due is None or one.was_due.strftime("%a %d %b %H:%M") in line


def test_a_restricted_ticket_is_counted_and_never_named(month, draft, answered, page, max, ada, tess, by):
    what_if = answered(draft)
    hidden = what_if.differences.order_by("at", "id").first().ticket
    same = what_if.differences.filter(ticket=hidden).count()
    restrict(hidden, by=by(max), kind="security", reason="A leak.", people=[max])
    here = reverse("administration-what-if", args=[what_if.pk])
    told = page(tess, here).content.decode()
    assert hidden.title not in told
    assert f'"/tickets/{hidden.pk}"' not in told
    assert f"{same} of these " in told
    assert f">{what_if.gained}</b> newly broken" in told
    assert hidden.title in page(max, here).content.decode()


def test_wrong_input_is_refused_in_words_with_its_field(draft, client, max):
    client.force_login(max)
    asked = {"draft": draft.pk, "first": "2026-03-09", "last": "2026-03-02", "zone": "UTC"}
    refused = client.post(PLACE, asked)
    assert refused.status_code == 422
    assert "The last day lies before the first." in refused.content.decode()
    assert client.post(PLACE, asked | {"draft": 999}).status_code == 422
    assert not WhatIf.objects.exists()


def test_an_auditor_reads_and_has_nothing_to_press(month, draft, answered, page, ada):
    what_if = answered(draft)
    assert "Ask what if" not in page(ada).content.decode()
    assert (
        f">{what_if.gained}</b> newly broken"
        in page(ada, reverse("administration-what-if", args=[what_if.pk])).content.decode()
    )


@pytest.mark.parametrize("who", ["joe", "ann", "ian", "rob", "sue"])
def test_for_everybody_else_there_are_no_such_pages(draft, ask_what_if, page, client, request, who):
    what_if = ask_what_if(draft)
    person = request.getfixturevalue(who)
    assert page(person).status_code == 404
    assert page(person, reverse("administration-what-if", args=[what_if.pk])).status_code == 404
    assert client.post(reverse("administration-what-if-stop", args=[what_if.pk])).status_code == 404


@pytest.mark.parametrize("query", ["what=nothing", "queue=x", "weekday=7", "hour=24", f"queue={2**63}"])
def test_a_figure_that_there_is_not_is_absent(draft, ask_what_if, page, max, query):
    assert page(max, f"{reverse('administration-what-if', args=[ask_what_if(draft).pk])}?{query}").status_code == 404


def test_it_is_stopped_by_a_button(draft, ask_what_if, client, max):
    what_if = ask_what_if(draft)
    client.force_login(max)
    client.post(reverse("administration-what-if-stop", args=[what_if.pk]))
    what_if.refresh_from_db()
    assert what_if.state == "stopped"


def test_a_live_page_fetches_the_same_part(draft, ask_what_if, client, max):
    what_if = ask_what_if(draft)
    client.force_login(max)
    here = reverse("administration-what-if", args=[what_if.pk])
    part = client.get(here, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section id="what-if"')
    assert f'data-live="what_if-{what_if.pk}"' in part
