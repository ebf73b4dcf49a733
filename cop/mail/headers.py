"""What the headers of a mail say: who says to have sent it, in which language, and whether a program wrote it.

Nothing of a mail is believed here. Its sender is one address or none, never one that is written in code inside an
address; a program's answer is known by its headers (RFC 3834).
"""

from __future__ import annotations

import re
from email.message import Message

from cop.mail import charsets

MOST_HOPS = 30
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')
MAILBOX = re.compile(r"(?:[^<>@,;:]*<\s*)?([^\s<>@,;:\"()\\=?]+@[^\s<>@,;:\"()\\=?]+)\s*>?", re.UNICODE)
AWAY = re.compile(
    r"^\W*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|balasan otomatis|"
    r"jawapan automatik|trả lời tự động|ตอบกลับอัตโนมัติ|การตอบกลับอัตโนมัติ|自动回复|自動回覆|réponse automatique|"
    r"resposta automática|awtomatikong tugon)",
    re.IGNORECASE,
)
REPLIES = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-From", "X-Loop")
BULK = ("bulk", "junk", "auto_reply", "list")


def value(mail: Message, name: str) -> str:
    """A header's first value, unfolded, as it stands."""
    found = next((str(said) for key, said in mail.raw_items() if key.lower() == name.lower()), "")
    return " ".join(found.split())


def subject(mail: Message) -> str:
    return charsets.header(value(mail, "Subject"))


def sender(mail: Message) -> str:
    """The one address the mail says to be from. What is written in quotes, comments or code is no address."""
    values = [str(said) for name, said in mail.raw_items() if name.lower() == "from"]
    if len(values) != 1 or len(values[0]) > 1_000:
        return ""
    found = MAILBOX.fullmatch(QUOTED.sub("", " ".join(values[0].split())).strip())
    return found[1] if found else ""


def is_automatic(mail: Message) -> bool:
    """A program's mail: nobody meant it as an answer, and answering it could go on for ever."""
    submitted = value(mail, "Auto-Submitted").lower() not in ("", "no")
    replied = any(value(mail, name) for name in REPLIES)
    bulk = value(mail, "Precedence").lower() in BULK or bool(value(mail, "List-Id"))
    hops = sum(name.lower() == "received" for name, _said in mail.raw_items())
    return submitted or replied or bulk or hops > MOST_HOPS or bool(AWAY.match(subject(mail)))


def language(mail: Message) -> str:
    """The code of the one language that the mail says to be in; "" where it names none, or several."""
    code = value(mail, "Content-Language").split("-")[0].strip().lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else ""
