"""Memory of the demo's processes, as PSS. The servers are as the demo starts them."""

import os
import signal
import subprocess
import sys
import time

from supportdesk import embedded

from . import client, meters, place

PORT = place.FIRST_PORT + 80


def measure():
    folder = place.RUN_DIR / "demo"
    environment = os.environ | {
        "SUPPORTDESK_ENV": "development",
        "SUPPORTDESK_RUN_DIR": str(folder),
        "PORT": str(PORT),
        "LIVE_PORT": str(PORT + 1),
    }
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    began = time.monotonic()
    with (place.RUN_DIR / "demo.log").open("w") as log:
        demo = subprocess.Popen(
            [sys.executable, "-m", "supportdesk.demo"], cwd=place.BASE_DIR, env=environment, stdout=log
        )
    try:
        while not place.answers(PORT):
            if demo.poll() is not None:
                sys.exit("The demo did not start.")
            time.sleep(0.2)
        started = time.monotonic() - began
        time.sleep(5)
        for _ in range(20):
            client.get(PORT, "/accounts/login/")
        time.sleep(15)
        return rows(demo.pid, folder, started)
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(60)


def rows(pid, folder, started):
    desk = meters.children(pid)
    database = meters.children(int((embedded.home(folder) / "pgdata" / "postmaster.pid").read_text().split()[0]))
    broker = [int((embedded.home(folder) / "valkey.pid").read_text())]
    parts = {"web, live, worker, beat, supervisor": desk, "PostgreSQL": database, "Valkey": broker}
    told = [
        {"step": "memory of the demo", "what": name, "pss_mb": round(meters.memory(pids), 1)}
        for name, pids in parts.items()
    ]
    whole = round(sum(each["pss_mb"] for each in told), 1)
    return [*told, {"step": "memory of the demo", "what": "together", "pss_mb": whole, "started_s": round(started, 1)}]
