"""The environment is documented, and only the environment differs."""

import re

from django.conf import settings
from django.utils.module_loading import import_string

from tests.conventions import ROOT

READ = re.compile(r"\benv\.\w+\(\s*[\"']([A-Z_]+)[\"']")
LISTED = re.compile(r"^#([A-Z_]+)=", re.MULTILINE)


def test_the_example_lists_every_variable_that_is_read_and_no_other():
    sources = [file.read_text() for file in (ROOT / "supportdesk").rglob("*.py")]
    read = {name for source in sources for name in READ.findall(source)}
    assert set(LISTED.findall((ROOT / ".env.example").read_text())) == read


def test_every_subscriber_can_be_told():
    names = [name for lane in settings.EVENT_SUBSCRIBERS.values() for name in lane]
    assert names
    assert all(callable(import_string(name)) for name in names)


def test_celery_takes_json_only_and_keeps_no_results():
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert settings.CELERY_TASK_IGNORE_RESULT
