"""The environment, read once. `.env` fills in what is unset, except in tests."""

import os
import re
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

SAMPLE = re.compile(r"change|insecure|sample|example|secret|password", re.IGNORECASE)
BASE_DIR = Path(__file__).resolve().parent.parent

if "_pytest.config" in sys.modules:
    os.environ.setdefault("SUPPORTDESK_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supportdesk.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # more threads only get in each other's way

env = Env()
TESTING = env.str("SUPPORTDESK_ENV", "development") == "test"
if not TESTING:
    env.read_env(BASE_DIR / ".env", recurse=False)
MAIL_TRUSTED_HOST = env.str("MAIL_TRUSTED_HOST", default="")
PRODUCTION = env.str("SUPPORTDESK_ENV", "development") == "production"
RUN_DIR = Path(env.str("SUPPORTDESK_RUN_DIR", "") or BASE_DIR / ".run" / ("test" if TESTING else "dev")).resolve()
if "_pytest.config" in sys.modules and "PYTEST_XDIST_WORKER" in os.environ:  # each worker has servers of its own
    RUN_DIR /= os.environ["PYTEST_XDIST_WORKER"]


def refuse_unsafe(*, debug: bool, secret_key: str, site_url: str, test_clock: bool) -> None:
    """What production must never run with. The message names the variable."""
    if debug:
        raise ImproperlyConfigured("DEBUG must be off in production")
    if test_clock:
        raise ImproperlyConfigured("SUPPORTDESK_TEST_CLOCK must be off in production: the test clock is for tests")
    if len(secret_key) < 50 or len(set(secret_key)) < 10 or SAMPLE.search(secret_key):
        raise ImproperlyConfigured("SECRET_KEY is a sample or too short for production: give it 50 random characters")
    if not site_url.startswith("https://"):
        raise ImproperlyConfigured("SITE_URL must be the https:// address people use")
