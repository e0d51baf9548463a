from datetime import UTC, datetime, timedelta

import pytest

from supportdesk import clock


@pytest.fixture
def an_hour_ahead(settings, tmp_path):
    """A run directory whose test clock is an hour fast, on a machine that only answers itself."""
    (tmp_path / "clock").write_text("3600")
    settings.RUN_DIR = tmp_path
    settings.TEST_CLOCK = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    return settings


def ahead():
    return round((clock.now() - datetime.now(UTC)) / timedelta(hours=1))


@pytest.mark.django_db
def test_the_clock_is_the_databases_aware_and_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        first = clock.now()
    assert first.utcoffset() == timedelta(0)
    assert clock.now() > first


@pytest.mark.django_db
def test_the_test_clock_moves_it(an_hour_ahead):
    assert ahead() == 1


@pytest.mark.django_db
def test_without_its_file_the_test_clock_changes_nothing(an_hour_ahead, tmp_path):
    (tmp_path / "clock").unlink()
    assert ahead() == 0


@pytest.mark.django_db
def test_a_file_alone_moves_nothing(an_hour_ahead):
    an_hour_ahead.TEST_CLOCK = False
    assert ahead() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["desk.example.com", "*", ".example.com", "0.0.0.0"])
def test_a_desk_that_answers_to_others_has_no_test_clock(an_hour_ahead, host):
    an_hour_ahead.ALLOWED_HOSTS = ["localhost", host]
    assert ahead() == 0
