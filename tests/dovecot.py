"""A real IMAP server for the tests that want one: the Dovecot named by $DOVECOT, else an installed one."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

NONE = "No Dovecot is installed here: apt-get install dovecot-imapd, or name one in DOVECOT."
PASSWORD = "hunter2"
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_verbose = yes
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
last_valid_uid = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
{own}
"""
OWN = """
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
"""


def find() -> str | None:
    named = os.environ.get("DOVECOT")
    return shutil.which(named or "dovecot", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


@contextmanager
def serving():
    """The port of one that runs, with a mailbox for whoever signs in with PASSWORD."""
    program = find()
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))  # the path of a socket is short
    port = free_port()
    root = os.geteuid() == 0
    mail = pwd.getpwnam("nobody" if root else getpass.getuser())
    (folder / "mail").mkdir()
    if root:
        folder.chmod(0o755)
        os.chown(folder / "mail", mail.pw_uid, mail.pw_gid)
    own = "" if root else OWN.format(user=mail.pw_name, group=grp.getgrgid(mail.pw_gid).gr_name)
    given = {"folder": folder, "port": port, "password": PASSWORD, "uid": mail.pw_uid, "gid": mail.pw_gid, "own": own}
    (folder / "conf").write_text(CONFIGURATION.format(**given))
    process = subprocess.Popen([program, "-F", "-c", str(folder / "conf")])
    try:
        await_answer(port, process, folder)
        yield port
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder)


def await_answer(port, process, folder):
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError, imaplib.IMAP4.error), imaplib.IMAP4("127.0.0.1", port, timeout=5):
            return
        time.sleep(0.05)
    raise AssertionError((folder / "log").read_text() if (folder / "log").exists() else "Dovecot did not start")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
