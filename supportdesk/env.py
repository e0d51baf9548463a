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
PRODUCTION = env.str("SUPPORTDESK_ENV", "development") == "production"
RUN_DIR = Path(env.str("SUPPORTDESK_RUN_DIR", "") or BASE_DIR / ".run" / ("test" if TESTING else "dev")).resolve()


def refuse_unsafe(*, DEBUG: bool, SECRET_KEY: str, SITE_URL: str, SUPPORTDESK_TEST_CLOCK: bool) -> None:
    """What production must never run with. The message names the variable."""
    if DEBUG:
        raise ImproperlyConfigured("DEBUG must be off in production")
    if SUPPORTDESK_TEST_CLOCK:
        raise ImproperlyConfigured("SUPPORTDESK_TEST_CLOCK must be off in production: the test clock is for tests")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SAMPLE.search(SECRET_KEY):
        raise ImproperlyConfigured("SECRET_KEY is a sample or too short for production: give it 50 random characters")
    if not SITE_URL.startswith("https://"):
        raise ImproperlyConfigured("SITE_URL must be the https:// address people use")
