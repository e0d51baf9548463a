"""The status page as everybody reads it, and the desk's board behind it."""

import gzip

import pytest

from incidents.statuspage import copies
from incidents.statuspage.actions.notices import begin_notice, post, withdraw
from incidents.statuspage.actions.set_health import set_health
from incidents.statuspage.models import Copy
from supportdesk import clock
from supportdesk.events import relay
from supportdesk.jinja import release

pytestmark = pytest.mark.django_db


def test_a_degraded_part_shows_with_its_instant_and_the_latest_update(browse, reads, ian, sign_in_part, shop_part):
    """INC-09: a component set to degraded: state, time and latest update show without login."""
    ians = browse(ian)
    answer = ians.post(f"/status-board/status-parts/{sign_in_part.pk}/health", {"health": "degraded"})
    assert answer.status_code == 302
    sign_in_part.refresh_from_db()
    begun = ians.post("/status-board/", {"title": "Signing in takes long", "components": [sign_in_part.pk]})
    at = begun.headers["Location"]
    told = {"stage": "investigating", "body": "Some of you wait for a minute. We look into it.", "seen": 1}
    assert ians.post(at, told).status_code == 302
    page = reads()
    assert "Sign-in Getting in Degraded" in page
    assert f"Since {sign_in_part.since:%a %d %b %Y, %H:%M} UTC" in page
    assert "Signing in takes long" in page
    assert "Some of you wait for a minute." in page
    assert "Web shop Operational" in page
    for inside in ("vpn-gateway", "rack 7", "Ian"):
        assert inside not in page


def test_a_draft_and_what_was_taken_off_are_on_no_page(reads, by, ian, sign_in_part):
    """INC-09."""
    begun = begin_notice("Only thought of", by=by(ian), components=[sign_in_part])
    assert "Only thought of" not in reads()
    post(begun, by=by(ian), stage="investigating", body="It hums.")
    assert "It hums." in reads()
    withdraw(begun, by=by(ian), reason="The wrong customer was named")
    for path in ("/status/", "/status/history", "/status/summary.json"):
        assert "It hums." not in reads(path)
        assert "Only thought of" not in reads(path)
        assert "wrong customer" not in reads(path)


def test_resolved_ends_the_notice_and_sets_its_parts_operational(reads, by, ian, sign_in_part, shop_part):
    """INC-09: with its history."""
    begun = begin_notice("Signing in fails", by=by(ian), components=[sign_in_part])
    post(begun, by=by(ian), stage="identified", body="A full disk.", health={sign_in_part.pk: "major_outage"})
    assert "Some parts do not work" in reads()
    post(begun, by=by(ian), stage="resolved", body="It works again.")
    sign_in_part.refresh_from_db()
    assert sign_in_part.health == "operational"
    page = reads()
    assert "Everything works" in page
    assert "What is wrong now" not in page
    assert "It works again." in page
    history = reads("/status/history")
    assert history.index("It works again.") < history.index("A full disk.")
    spells = list(sign_in_part.spells.values_list("health", "ended_at"))
    assert [health for health, _ in spells] == ["operational", "major_outage", "operational"]
    assert [ended is None for _, ended in spells] == [False, False, True]


def test_a_part_that_is_not_shown_is_named_nowhere(browse, reads, ian, sign_in_part, shop_part):
    off = {"name": "Web shop", "position": 2}
    assert browse(ian).post(f"/status-board/status-parts/{shop_part.pk}", off).status_code == 302
    for path in ("/status/", "/status/summary.json"):
        assert "Web shop" not in reads(path)


def test_whoever_read_it_is_told_that_nothing_changed(everybody, by, ian, sign_in_part, django_assert_num_queries):
    relay.drain("people")
    first = everybody.get("/status/")
    assert first.headers["Cache-Control"] == "public, max-age=10"
    assert "Cookie" not in first.headers["Vary"]
    assert not first.cookies
    with django_assert_num_queries(1):
        again = everybody.get("/status/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    set_health(sign_in_part, by=by(ian), health="degraded")
    relay.drain("people")
    assert everybody.get("/status/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_read_costs_one_statement_and_is_packed_where_asked(everybody, sign_in_part, django_assert_num_queries):
    relay.drain("people")
    with django_assert_num_queries(1):
        plain = everybody.get("/status/")
    packed = everybody.get("/status/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_a_page_for_older_styles_is_made_anew_by_its_first_reader(everybody, sign_in_part):
    relay.drain("people")
    Copy.objects.update(release="older", body=b"old")
    assert b"Sign-in" in everybody.get("/status/").content
    assert set(Copy.objects.values_list("release", flat=True)) == {release()}


def test_what_has_not_changed_is_not_written_again(sign_in_part):
    now = clock.now()
    assert copies.rewrite(now) == ["status", "history", "summary"]
    assert copies.rewrite(now) == []


def test_an_empty_page_says_so(reads, db):
    assert "Nothing is shown here yet" in reads()


def test_who_works_here_reads_the_board_and_a_requester_does_not(browse, said, ann, rob, sign_in_part):
    board = said(browse(ann).get("/status-board/"))
    assert "Sign-in" in board
    assert "New notice" not in board
    for path in ("/status-board/", f"/status-board/status-parts/{sign_in_part.pk}"):
        assert browse(rob).get(path).status_code == 404


def test_a_board_of_many_parts_costs_no_more(browse, by, ian, sign_in_part, shop_part, django_assert_max_num_queries):
    begin_notice("One", by=by(ian), components=[sign_in_part])
    ians = browse(ian)
    with django_assert_max_num_queries(12):
        assert ians.get("/status-board/").status_code == 200


def test_what_is_wrong_with_a_post_is_said_in_words_and_nothing_is_kept(browse, said, by, ian, sign_in_part, shop_part):
    begun = begin_notice("Slow", by=by(ian), components=[sign_in_part])
    at = f"/status-board/status-notices/{begun.pk}"
    ians = browse(ian)
    for given, why in (
        ({"stage": "", "body": "x"}, "This field is required"),
        ({"stage": "investigating", "body": "   "}, "This field is required"),
        ({"stage": "resolved", "body": "x", f"health_{sign_in_part.pk}": "degraded"}, "leave the states of the parts"),
    ):
        answer = ians.post(at, {"seen": 1, **given})
        assert answer.status_code == 422
        assert why in said(answer)
    begun.refresh_from_db()
    assert (begun.published_at, begun.posts.count()) == (None, 0)
