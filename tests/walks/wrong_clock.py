"""A worker whose own clock is wrong by WRONG_BY seconds."""

import os
import time
from datetime import UTC, datetime

import time_machine

WORKER = ["worker", "-c", "2", "-l", "warning", "--without-gossip", "--without-mingle"]

if __name__ == "__main__":
    wrong = datetime.fromtimestamp(time.time() + float(os.environ["WRONG_BY"]), UTC)
    time_machine.travel(wrong, tick=True).start()

    from supportdesk.worker import app

    app.worker_main(WORKER)
