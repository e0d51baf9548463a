"""The real thing with demo data, in the foreground: Ctrl-C stops everything, the embedded servers too."""

import os
import subprocess
import sys
import time

from supportdesk import boot, embedded, supervise
from supportdesk.env import BASE_DIR, RUN_DIR

PREPARE = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("seed_demo")
call_command("seed_rules")
call_command("seed_wording")
call_command("seed_articles")
call_command("seed_incidents")
call_command("seed_escalations")
call_command("seed_status")
call_command("seed_problems")
call_command("seed_surveys")
call_command("seed_webhooks")
call_command("seed_forms")
call_command("seed_mail")
"""
OUTBOX = f"file:///{RUN_DIR}/outbox"  # four slashes: what stands after the third is the path


def main() -> None:
    for port in (supervise.PORT, supervise.LIVE_PORT):
        os.close(supervise.listen(port))
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("EMAIL_URL", OUTBOX)
    began = time.monotonic()
    try:
        sign_ins = prepare()
        supervise.run(logs=False, meanwhile=lambda: welcome(sign_ins, began))
    finally:
        if boot.started:
            embedded.stop(RUN_DIR)
    supervise.say("Everything is stopped.")


def prepare() -> str:
    """Tables and demo data, made in a process of their own so that their memory goes with it. Returns the sign-ins."""
    supervise.say("Preparing the database ...")
    done = subprocess.run([sys.executable, "-c", PREPARE], cwd=BASE_DIR, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def welcome(sign_ins: str, began: float) -> None:
    while not (supervise.answers(supervise.PORT) and supervise.answers(supervise.LIVE_PORT)):
        time.sleep(0.1)
    took = time.monotonic() - began
    print(
        f"{sign_ins}\nThe desk is open at http://localhost:{supervise.PORT} ({took:.0f} s). Ctrl-C stops it.",
        flush=True,
    )


if __name__ == "__main__":
    main()
