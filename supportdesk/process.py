"""What the operating system does for a process that its parent forgot."""

import ctypes
import signal

PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


def die_with_parent(how: signal.Signals) -> None:
    """Ask Linux for this signal when the parent dies, even of SIGKILL. Elsewhere nothing happens."""
    if hasattr(libc, "prctl"):
        libc.prctl(PR_SET_PDEATHSIG, how)
