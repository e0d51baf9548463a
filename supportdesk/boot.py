"""Imported first by every entry point: whatever address or secret is unset gets one from this machine.

Production gets nothing: there the settings refuse to load until every variable is set.
"""

import os
import secrets
import sys
from pathlib import Path

from supportdesk import embedded, env


def boot() -> list[str]:
    """Fill in what is unset; answer with what was started, one line each."""
    lines = []
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = embedded.postgres(env.RUN_DIR, durable=not env.TESTING)
        lines.append(f"database: embedded PostgreSQL in {env.RUN_DIR}")
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = embedded.redis(env.RUN_DIR)
        lines.append(f"broker: embedded Valkey in {env.RUN_DIR}")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = own_secret(env.RUN_DIR / "secret_key")
    return lines


def own_secret(path: Path) -> str:
    """A secret of this run directory, made once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60))
    return path.read_text()


started = [] if env.PRODUCTION else boot()
for sentence in started:
    print(sentence, file=sys.stderr)
