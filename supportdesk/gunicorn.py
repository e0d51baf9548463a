"""How gunicorn serves the pages: processes, not threads, forked from one that has loaded everything."""

import gc
import signal

from supportdesk.env import env
from supportdesk.process import die_with_parent

preload_app = True
workers = env.int("WEB_CONCURRENCY", default=2)
worker_class = "sync"
loglevel = env.str("LOG_LEVEL", default="info").lower()
timeout = 30
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm"  # noqa: S108 (gunicorn makes an unnamed file in it)
control_socket_disable = True
forwarder_headers = ""  # nobody moves our addresses: by default a SCRIPT_NAME sent from loopback would


def when_ready(server):
    """What is loaded now is never collected, so the memory of the forks stays shared."""
    gc.freeze()


def post_fork(server, worker):
    """Workers that outlive a killed master would keep its port."""
    die_with_parent(signal.SIGTERM)
