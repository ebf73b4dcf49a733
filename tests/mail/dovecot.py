"""A Dovecot of the tests' own: a mailbox in a folder and on ports of loopback, beside the system's own."""

import imaplib
import os
import shutil
import ssl
import subprocess
import tempfile
from pathlib import Path

from tests.certificates import certify
from tests.running import answers_at, until

PROGRAM = Path("/usr/sbin/dovecot")
NOT_HERE = (
    "Dovecot, or root's rights to start one, is missing here: a real mailbox is fetched from in the gate"
)
USER, PASSWORD = "reply", "pass word%"
SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
mail_location = maildir:{folder}/mail
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.pem
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/mail
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure}
  }}
}}
"""


def is_here() -> bool:
    return PROGRAM.exists() and os.geteuid() == 0


class Dovecot:
    """A server with one mailbox, at ``port`` (STARTTLS) and at ``secure`` (TLS from the start)."""

    def __init__(self, port: int, secure: int) -> None:
        self.port, self.secure = port, secure
        self.folder = Path(tempfile.mkdtemp(prefix="cop-dovecot-"))
        self.folder.chmod(0o755)
        self.certificate = certify(self.folder / "server.pem", "127.0.0.1")
        (self.folder / "users").write_text(f"{USER}:{PASSWORD}\n")
        (self.folder / "mail").mkdir()
        shutil.chown(self.folder / "mail", "nobody", "nogroup")
        settings = {"folder": self.folder, "port": port, "secure": secure}
        (self.folder / "dovecot.conf").write_text(SETTINGS.format(**settings))
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [PROGRAM, "-F", "-c", self.folder / "dovecot.conf"]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        assert until(lambda: answers_at(self.port), 20), (self.folder / "log").read_text()

    def stop(self) -> None:
        """Ends the server and those that it started; leaves nothing of it."""
        if self.process:
            self.process.terminate()
            self.process.wait(10)
        shutil.rmtree(self.folder)

    def mailbox(self) -> imaplib.IMAP4_SSL:
        """As the mailbox's owner sees it."""
        trusted = ssl.create_default_context(cafile=self.certificate)
        box = imaplib.IMAP4_SSL("127.0.0.1", self.secure, ssl_context=trusted)
        box.login(USER, PASSWORD)
        box.select("INBOX")
        return box

    def bring(self, *mails: bytes) -> None:
        """As a mail server would that delivers there."""
        with self.mailbox() as box:
            for raw in mails:
                assert box.append("INBOX", None, None, raw)[0] == "OK"

    def seen(self) -> list[bool]:
        """Of each mail in it, whether it is marked as seen."""
        with self.mailbox() as box:
            return [b"\\Seen" in flags for flags in box.fetch("1:*", "(FLAGS)")[1]]
