"""Opening the link shows; only a press counts, once, and only of whoever was asked."""

from datetime import timedelta

import pytest

from metrics.surveys import links
from metrics.surveys.actions.answer import answer_survey
from metrics.surveys.models import Survey
from supportdesk import clock
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events.models import Event

pytestmark = pytest.mark.django_db


def answers():
    return Event.objects.with_words().filter(kind="ticket.survey_answered")


def test_opening_shows_and_only_a_press_counts(asked, client, said):
    """MET-14: satisfaction after a case, by a signed link; mail scanners open links and answer nothing."""
    address = links.path(asked)
    for look in (client.get, client.head, client.get):
        assert look(address).status_code == 200
    asked.refresh_from_db()
    assert (asked.score, answers().count()) == (None, 0)
    assert client.post(address, {"score": "4", "comment": "Quick, but twice."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.score, asked.comment) == (4, "Quick, but twice.")
    (event,) = answers()
    about = {"survey": asked.pk, "scale": 5, "measure": "csat", "score": 4}
    assert (event.subject_id, event.data, event.words) == (asked.ticket_id, about, {"comment": "Quick, but twice."})
    assert "<b>4 of 5</b>" in said(client.get(address))


def test_the_portal_leads_to_the_question(asked, browse, rob, rita, said):
    """COM-16: rate. Whoever asked finds it on their own ticket, and nobody else of the house does."""
    robs = browse(rob)
    assert f'href="{links.path(asked)}"' in said(robs.get(f"/tickets/{asked.ticket_id}"))
    assert robs.post(links.path(asked), {"score": "5"}).status_code == 302
    assert links.path(asked) not in said(robs.get(f"/tickets/{asked.ticket_id}"))
    assert links.path(asked) not in said(browse(rita).get(f"/tickets/{asked.ticket_id}"))


def test_it_is_answered_once(asked, client, said):
    client.post(links.path(asked), {"score": "5"})
    again = client.post(links.path(asked), {"score": "1"}, follow=True)
    assert ("<b>5 of 5</b>" in said(again), answers().count()) == (True, 1)
    assert Survey.objects.get().score == 5


def test_without_a_score_it_is_asked_again_and_what_was_written_stays(asked, client, said):
    answer = client.post(links.path(asked), {"comment": "Well."})
    assert (answer.status_code, "Well." in said(answer), answers().count()) == (422, True, 0)


@pytest.mark.parametrize("score", ["0", "6", "-1", "4.5", "five", "\x00"])
def test_what_is_not_on_the_scale_is_refused(asked, client, score):
    assert client.post(links.path(asked), {"score": score}).status_code == 422
    assert answers().count() == 0


def test_a_link_that_was_passed_on_is_nobody_elses(asked, browse, ann, sue, client):
    """C 93: nobody of the desk answers for a requester, nor does another one."""
    for other in (ann, sue):
        assert browse(other).get(links.path(asked)).status_code == 404
        assert browse(other).post(links.path(asked), {"score": "5"}).status_code == 404
    assert client.get(links.path(asked).replace(":", ":x")).status_code == 404
    assert answers().count() == 0


def test_the_desk_may_not_say_it(asked, by, ann, max):
    for other in (ann, max):
        with pytest.raises(NotAllowed):
            answer_survey(asked, by=by(other), score=5)


def test_when_the_time_is_over_it_is_over(asked, by, rob, client, said):
    Survey.objects.update(ends_at=clock.now() - timedelta(minutes=1))
    assert "The time for an answer is over." in said(client.get(links.path(asked)))
    with pytest.raises(WrongState):
        answer_survey(asked, by=by(rob), score=5)


def test_a_thumb_is_no_star(asked, by, rob):
    Survey.objects.update(scale=2)
    with pytest.raises(Refused):
        answer_survey(asked, by=by(rob), score=3)
    assert answer_survey(asked, by=by(rob), score=0).said == "Not good"


def test_rob_answers_from_his_ticket_too(asked, browse, rob, page, said):
    assert links.path(asked) in said(browse(rob).get(page(asked.ticket)))


def test_the_desk_reads_it_on_the_ticket(asked, by, rob, ann, browse, page, said):
    answer_survey(asked, by=by(rob), score=2, comment="Nobody called.")
    shown = said(browse(ann).fetch(page(asked.ticket, "rooms")))
    assert "2 of 5" in shown
    assert "Nobody called." in shown


def test_over_rest_it_is_listed_and_answered(asked, api, ann, rob, sue):
    row = api(ann).get("/surveys?state=open").json()["results"][0]
    assert (row["ticket"], row["score"], row["scale"]) == (asked.ticket_id, None, 5)
    assert api(sue).get("/surveys").json()["results"] == []
    assert api(ann).post(f"/surveys/{asked.pk}/answer", {"score": 5}).status_code == 403
    given = api(rob).post(f"/surveys/{asked.pk}/answer", {"score": 3, "comment": "So so."})
    assert (given.status_code, given.json()["score"]) == (200, 3)
    assert api(ann).get("/surveys?state=answered").json()["results"][0]["comment"] == "So so."


KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ\n-----END PRIVATE KEY-----"


def test_what_may_be_written_nowhere_is_not_written_here(asked, client, said, api, rob):
    """SEC-02: a key is refused, by link and over REST; a warning goes through once it is read."""
    stopped = client.post(links.path(asked), {"score": "2", "comment": f"Use this:\n{KEY}"})
    assert (stopped.status_code, "private key" in said(stopped)) == (422, True)
    assert api(rob).post(f"/surveys/{asked.pk}/answer", {"score": 2, "comment": KEY}).status_code == 422
    warned = {"score": "2", "comment": "password: Tr0ub4dor&3 did not work"}
    again = client.post(links.path(asked), warned)
    assert "It is none: send it as it is" in said(again)
    assert answers().count() == 0
    assert client.post(links.path(asked), warned | {"confirmed": "password"}).status_code == 302
    assert answers().count() == 1
