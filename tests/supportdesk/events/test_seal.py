"""SEC-01: a change in storage, behind the triggers' back, is found by the chain."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from supportdesk import clock
from supportdesk.events import relay, seal
from supportdesk.events.models import Payload
from supportdesk.events.record import record

pytestmark = pytest.mark.django_db
ACME, GLOBEX = 3, 4


@pytest.fixture
def sealed(settings, tell):
    """Five events of one organisation and two of another, told and sealed."""
    settings.EVENT_SUBSCRIBERS = {"people": [], "figures": ["supportdesk.events.seal.chain"]}
    ids = tell(1, 2, 3, organisation=ACME)
    tell(1, 2, organisation=GLOBEX)
    ids += tell(4, 5, organisation=ACME)
    relay.drain("figures")
    return ids


@pytest.fixture
def worded(settings, ann, ticket):
    settings.EVENT_SUBSCRIBERS = {"people": [], "figures": ["supportdesk.events.seal.chain"]}
    event_id = record("ticket.replied", ticket, by=ann, at=clock.now(), text={"body": "Grüße", "hours": 1.50})
    relay.drain("figures")
    return event_id


def behind_the_back(statement, *values):
    """As somebody with the database's files could: without the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_an_untouched_log_holds_in_every_organisation(sealed):
    assert seal.organisations() == [ACME, GLOBEX]
    assert not any(seal.verify(organisation) for organisation in seal.organisations())


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'ticket.closed'",
        "subject_id = 99",
        "actor_id = 8",
        "actor_name = 'Max'",
        "via = 'api'",
        "tier = 2",
        "at = at - interval '1 microsecond'",
        "recorded_at = recorded_at + interval '1 second'",
        """data = '{"note": 5}'""",
    ],
)
def test_a_row_changed_in_storage_is_named(sealed, change):
    """SEC-01: Given a row changed in storage, when verification runs, then the break is reported."""
    behind_the_back(f"UPDATE events_event SET {change} WHERE id = %s", sealed[2])
    assert seal.verify(ACME).event_id == sealed[2]
    assert seal.verify(GLOBEX) is None


def test_a_row_taken_out_is_named(sealed):
    behind_the_back("DELETE FROM events_event WHERE id = %s", sealed[1])
    assert seal.verify(ACME) == (sealed[1], "the event is gone")


def test_a_row_taken_out_together_with_its_link_breaks_the_next_one(sealed):
    behind_the_back("DELETE FROM events_event WHERE id = %s", sealed[1])
    behind_the_back("DELETE FROM events_seal WHERE event_id = %s", sealed[1])
    assert seal.verify(ACME).event_id == sealed[2]


def test_a_row_slipped_in_is_named(sealed):
    behind_the_back(
        """INSERT INTO events_event (kind, subject, subject_id, organisation_id, actor_id, actor_name, actor_kind, via,
           at, recorded_at, data) VALUES ('ticket.closed', 'ticket', 1, %s, 7, 'Ann', 'person', 'api', now(), now(),
           '{}')
        """,
        ACME,
    )
    assert "in no chain" in seal.verify(ACME).reason


def test_a_chain_cut_at_its_end_shows_by_its_head(sealed):
    kept_elsewhere = seal.head(ACME)
    behind_the_back("DELETE FROM events_event WHERE id = %s", sealed[-1])
    behind_the_back("DELETE FROM events_seal WHERE event_id = %s", sealed[-1])
    assert seal.verify(ACME) is None
    assert seal.head(ACME) != kept_elsewhere


def test_an_event_that_waits_for_its_link_is_no_break(sealed, tell):
    tell(6, organisation=ACME)
    assert seal.verify(ACME) is None


def test_changed_words_are_named(worded):
    assert seal.verify(3) is None
    behind_the_back("""UPDATE events_payload SET body = '{"body": "never said"}'""")
    assert seal.verify(3) == (worded, "the words were changed")


def test_words_and_hash_changed_together_are_named(worded):
    behind_the_back("UPDATE events_payload SET body = '{}', sha256 = sha256('{}')")
    assert seal.verify(3).event_id == worded


def test_blanked_words_leave_the_chain_whole(worded):
    """SEC-03: Given a redaction, when verification runs, then the chain still holds."""
    Payload.objects.update(body=None)
    assert seal.verify(3) is None


def test_the_provider_itself_has_a_chain(tell, sealed):
    tell(1, organisation=None)
    relay.drain("figures")
    assert seal.organisations() == [0, ACME, GLOBEX]
    assert seal.verify(0) is None


def test_a_link_does_not_depend_on_the_sessions_time_zone(sealed):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Kolkata'")
    assert seal.verify(ACME) is None


def test_a_long_chain_is_walked_in_pieces(settings, tell, monkeypatch, django_assert_num_queries):
    settings.EVENT_SUBSCRIBERS = {"people": [], "figures": ["supportdesk.events.seal.chain"]}
    tell(*range(25))
    relay.drain("figures")
    monkeypatch.setattr(seal, "SEALED", seal.SEALED.replace("LIMIT 10000", "LIMIT 10"))
    with django_assert_num_queries(5):  # ten, ten, five, none, and the unsealed
        assert seal.verify(ACME) is None


def test_the_command_prints_each_newest_link(sealed, capsys):
    call_command("audit_verify")
    printed = capsys.readouterr().out
    assert f"organisation {ACME}: holds, newest link {seal.head(ACME)}" in printed
    assert f"organisation {GLOBEX}: holds" in printed


def test_the_command_fails_at_a_break_and_names_the_event(sealed, capsys):
    behind_the_back("UPDATE events_event SET kind = 'x' WHERE id = %s", sealed[0])
    with pytest.raises(CommandError):
        call_command("audit_verify", str(ACME))
    assert f"organisation {ACME}: broken at event {sealed[0]}" in capsys.readouterr().out
