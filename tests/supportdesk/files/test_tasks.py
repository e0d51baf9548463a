"""What the clock does with files: scan, discard, sweep."""

import os
from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.files import store, strays, tasks
from supportdesk.files.actions.withdraw import withdraw
from supportdesk.files.models import StoredFile
from tests.attached import picture
from tests.clamd import EICAR, Clamd

pytestmark = pytest.mark.django_db


@pytest.fixture
def clamd(settings):
    with Clamd() as running:
        settings.CLAMD_URL = running.url
        yield running


def state(file):
    return StoredFile.objects.get(pk=file.pk).state


def test_what_is_clean_is_opened_and_what_is_not_never(clamd, uploaded, rob, recorded):
    clean, infected = uploaded(rob), uploaded(rob, "game.exe", EICAR)
    assert (state(clean), state(infected)) == ("waiting", "waiting")
    recorded()
    tasks.scan()
    assert (state(clean), state(infected)) == ("open", "infected")
    assert {event.kind for event in recorded()} == {"file.scanned"}
    assert StoredFile.objects.get(pk=infected.pk).finding == "Eicar-Test-Signature"
    tasks.scan()
    assert recorded() == []
    assert len(clamd.seen) == 2


def test_while_the_scanner_is_down_files_wait(clamd, settings, uploaded, rob):
    file = uploaded(rob)
    clamd.stop()
    tasks.scan()
    assert state(file) == "waiting"
    with Clamd() as again:
        settings.CLAMD_URL = again.url
        tasks.scan()
    assert state(file) == "open"


def test_what_it_cannot_judge_waits_alone(settings, uploaded, rob):
    with Clamd(most=20_000) as running:
        settings.CLAMD_URL = running.url
        large, small = uploaded(rob, "large", bytes(30_000)), uploaded(rob)
        tasks.scan()
    assert (state(large), state(small)) == ("waiting", "open")


def test_what_was_kept_before_there_was_a_scanner_is_seen_too(uploaded, rob, settings):
    file = uploaded(rob)
    with Clamd() as running:
        settings.CLAMD_URL = running.url
        assert state(file) == "waiting"
        tasks.scan()
    assert state(file) == "open"


def test_what_nothing_holds_goes_after_a_day(uploaded, rob, recorded):
    file = uploaded(rob, "shot.png", picture())
    tasks.discard()
    assert state(file) == "open"
    StoredFile.objects.update(discard_at=clock.now())
    recorded()
    tasks.discard()
    assert state(file) == "gone"
    assert not store.path_of(file.key).exists()
    assert not store.path_of(file.key, preview=True).exists()
    assert [event.kind for event in recorded()] == ["file.discarded"]
    tasks.discard()
    assert recorded() == []


def test_what_was_taken_back_goes_with_the_next_sweep(uploaded, rob, by):
    file = uploaded(rob)
    withdraw(file, by=by(rob))
    tasks.discard()
    assert state(file) == "gone"


def test_strays_go_when_nothing_can_take_them_any_more(uploaded, rob, own_folder):
    kept = uploaded(rob, "shot.png", picture())
    stray = own_folder / "ab" / ("ab" * 16)
    half = store.incoming() / "half.upload"
    for path in (stray, half):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"lost")
    assert strays.sweep_strays(clock.now()) == 0
    for path in (stray, half, store.path_of(kept.key), store.path_of(kept.key, preview=True)):
        os.utime(path, (0, 0))
    assert strays.sweep_strays(clock.now()) == 2
    assert not stray.exists()
    assert not half.exists()
    assert store.path_of(kept.key).exists()
    assert store.path_of(kept.key, preview=True).exists()


def test_bytes_without_a_row_are_not_swept_while_their_action_may_still_end(own_folder):
    fresh = own_folder / "cd" / "fresh"
    fresh.parent.mkdir(parents=True)
    fresh.write_bytes(b"new")
    strays.sweep_strays(clock.now() + timedelta(hours=24))
    assert fresh.exists()
