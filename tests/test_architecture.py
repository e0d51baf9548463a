"""The map and the ten nevers: import-linter keeps them, and is shown offenders to prove that it would notice."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions import PACKAGES, ROOT

CONTRACTS = 10
# contract, file, the line planted there, what the linter must say
PLANTED = [
    (1, "supportdesk/catalogue/models.py", "import tickets.desk.models", "tickets.desk"),
    (1, "supportdesk/events/record.py", "import supportdesk.accounts.models", "supportdesk.accounts"),
    (1, "tickets/sla/engine.py", "import tickets.desk.workflow", "tickets.desk.workflow"),
    (2, "tickets/desk/policy.py", "import tickets.desk.actions.reply", "tickets.desk.actions.reply"),
    (2, "tickets/desk/models/ticket.py", "import tickets.desk.policy", "tickets.desk.policy"),
    (2, "tickets/desk/actions/note.py", "import tickets.desk.tasks", "tickets.desk.tasks"),
    (3, "tickets/desk/actions/reply.py", "import tickets.desk.web.lists", "tickets.desk.web.lists"),
    (4, "tickets/sla/worktime.py", "import django.utils.timezone", "django"),
    (4, "tickets/sla/clock.py", "import supportdesk.clock", "supportdesk.clock"),
    (5, "tickets/desk/models/ticket.py", "import celery", "celery"),
    (5, "tickets/desk/actions/reply.py", "import rest_framework.response", "rest_framework"),
    (6, "tickets/desk/timers.py", "import supportdesk.events.outbox", "supportdesk.events.outbox"),
    (7, "supportdesk/clock.py", "import supportdesk.settings", "supportdesk.settings"),
    (8, "supportdesk/errors.py", "import supportdesk.embedded", "supportdesk.embedded"),
    (10, "tickets/desk/actions/note.py", "import socket", "socket"),
    (10, "tickets/desk/web/lists.py", "import httpx2", "httpx2"),
]
CIRCLE = {"tickets/sla/there.py": "import tickets.sla.back\n", "tickets/sla/back.py": "import tickets.sla.there\n"}


def lint(folder):
    """What the linter says about the packages in a folder, by the contracts of the project."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [program, "--config", folder / "pyproject.toml", "--cache-dir", folder / ".import_linter_cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def verdict():
    return lint(ROOT)


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """The same tree with every offender in it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for path, text in CIRCLE.items():
        (folder / path).write_text(text)
    for _, path, line, _ in PLANTED:
        with (folder / path).open("a") as file:
            file.write(f"\n{line}\n")
    return lint(folder)


def test_nobody_breaks_a_contract(verdict):
    status, said = verdict
    assert status == 0, said


def test_all_ten_contracts_are_judged(verdict):
    _, said = verdict
    judged = re.findall(r"^(\d+) .* (?:KEPT|BROKEN)$", said, re.MULTILINE)
    assert judged == [str(number) for number in range(1, CONTRACTS + 1)]


def test_every_contract_breaks_when_its_offender_is_planted(planted):
    status, said = planted
    broken = set(map(int, re.findall(r"^(\d+) .* BROKEN$", said, re.MULTILINE)))
    assert broken == {number for number, *_ in PLANTED} | {9} == set(range(1, CONTRACTS + 1))
    assert status == 1


@pytest.mark.parametrize(("number", "path", "line", "culprit"), PLANTED)
def test_a_planted_import_is_named(planted, number, path, line, culprit):
    _, said = planted
    importer = path.removesuffix(".py").replace("/", ".")
    assert re.search(rf"{importer} -> {culprit}\b", section(said, number))


def test_a_planted_circle_is_named(planted):
    _, said = planted
    assert "tickets.sla" in section(said, 9)
    assert re.search(r"(there|back) -> \.(there|back)", section(said, 9))


def section(said, number):
    """What is said about one broken contract."""
    _, _, report = said.partition("Broken contracts")
    return re.search(rf"^{number} .*?\n(.*?)(?=^\d+ |\Z)", report, re.MULTILINE | re.DOTALL)[1]
