"""A Postfix of the tests' own: in a folder and on a port of loopback, beside the system's and without touching it.

It passes on what the site sends to an inbox of ours, and hands answers to the site by LMTP, set up as
docs/operators/settings.md tells operators to.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.certificates import certify
from tests.running import answers_at, until

PROGRAMS = Path("/usr/lib/postfix/sbin")
NOT_HERE = "Postfix, or root's rights to start one, is missing here: letters go through a real mail server in the gate"
# The folders of a queue, each with its mode; those of the last kind are for programs that hand mail over.
PRIVATE = [
    "active",
    "bounce",
    "corrupt",
    "defer",
    "deferred",
    "flush",
    "hold",
    "incoming",
    "private",
    "saved",
    "trace",
]
SHARED = {"maildrop": 0o1730, "public": 0o710}

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
alias_maps =
alias_database =
myhostname = relay.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtp_dns_support_level = disabled
smtpd_tls_security_level = may
smtpd_tls_chain_files = {folder}/relay.pem
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
recipient_delimiter = +
relay_domains = cop.example.org
transport_maps = inline:{{ reply@cop.example.org=lmtp:inet:127.0.0.1:{door} }}
relayhost = [127.0.0.1]:{inbox}
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


def is_here() -> bool:
    return (PROGRAMS / "master").exists() and os.geteuid() == 0


class Postfix:
    """A mail server at ``port``; answers go to the site's LMTP at ``door``, everything else to ``inbox``."""

    def __init__(self, port: int, door: int, inbox: int) -> None:
        self.port, self.door, self.inbox = port, door, inbox
        self.folder = Path(tempfile.mkdtemp(prefix="cop-postfix-"))
        self.folder.chmod(0o755)
        ports = {"folder": self.folder, "port": port, "door": door, "inbox": inbox}
        for name, text in (("main.cf", MAIN), ("master.cf", MASTER)):
            (self.folder / name).write_text(text.format(**ports))
        self.certificate = certify(self.folder / "relay.pem", "127.0.0.1")
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        self._lay_out_queue()
        command = [PROGRAMS / "master", "-c", self.folder, "-d"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        assert until(lambda: answers_at(self.port), 20), self.log

    def stop(self) -> None:
        """Ends the server and those that it started; leaves nothing of it."""
        if self.process:
            self.process.terminate()
            self.process.wait(10)
        shutil.rmtree(self.folder)

    @property
    def log(self) -> str:
        file = self.folder / "log"
        return file.read_text() if file.exists() else ""

    def _lay_out_queue(self) -> None:
        queue = self.folder / "queue"
        for name, mode in {"pid": 0o755, **dict.fromkeys(PRIVATE, 0o700), **SHARED}.items():
            (queue / name).mkdir(parents=True)
            (queue / name).chmod(mode)
        for name in (*PRIVATE, *SHARED):
            shutil.chown(queue / name, "postfix", "postdrop" if name in SHARED else None)
        (self.folder / "data").mkdir()
        shutil.chown(self.folder / "data", "postfix")
