"""Replies that enclose files, in the shapes that programs give them."""

from email.message import EmailMessage
from email.policy import SMTP

from tests.attachments.files import PDF, jpeg, png

GMAIL = "See this:\n\n[image: scan.jpg]\n\nOn 20/11/2026 09:15, Community wrote:\n> We test.\n> [image: old.png]\n"
OUTLOOK = "<p>See this:</p><p><img src='cid:scan@x'></p><p>--<br></p><p>Bob<br><img src='cid:logo@x'></p>"
SMIME = "application/pkcs7-signature"


def mail(to: str, text: str = "See the files.", html: str = "", id: str = "f1") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "Bob <bob@example.org>", to, "Re: Files"
    made["Message-ID"] = f"<{id}@mail.example>"
    if html:
        made.set_content(html, subtype="html")
    else:
        made.set_content(text)
    return made


def attached(made: EmailMessage, **files: bytes) -> EmailMessage:
    """Each by its name, its last ``_`` for the dot."""
    for name, content in files.items():
        stem, _dot, end = name.rpartition("_")
        kind = (
            ("image", end.replace("jpg", "jpeg"))
            if end in ("png", "jpg")
            else ("application", "octet-stream")
        )
        made.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=f"{stem}.{end}")
    return made


def gmail(to: str) -> bytes:
    """A picture among the words and one in what is quoted, each with its name in the plain text."""
    made = mail(to, GMAIL)
    for name in ("scan.jpg", "old.png"):
        made.add_attachment(jpeg(400, 300), maintype="image", subtype="jpeg", filename=name, cid=f"<{name}@x>",
                            disposition="inline")  # fmt: skip
    return bytes(made)


def outlook(to: str) -> bytes:
    """HTML alone, with a picture and the logo of a signature."""
    made = mail(to, html=OUTLOOK)
    made.add_related(
        jpeg(400, 300), "image", "jpeg", filename="scan.jpg", cid="<scan@x>", disposition="inline"
    )
    made.add_related(
        png(size=(300, 60)), "image", "png", filename="logo.png", cid="<logo@x>", disposition="inline"
    )
    return bytes(made)


def apple(to: str) -> bytes:
    """Words, a picture without a mark, words again; signed, and its name in code."""
    made = mail(to, "Before.")
    made.add_attachment(
        jpeg(400, 300), maintype="image", subtype="jpeg", filename="ภาพ.jpg", disposition="inline"
    )
    made.add_attachment("After.")
    made.add_attachment(
        b"seal", maintype=SMIME.split("/")[0], subtype=SMIME.split("/")[1], filename="smime.p7s"
    )
    return bytes(made)


def many(to: str) -> bytes:
    """One of each kind that is taken or not, and more than fit."""
    made = attached(
        mail(to), law_pdf=PDF, tool_exe=b"MZ\x90", empty_pdf=b"", page_pdf=b"<script>alert(1)</script>"
    )
    inner = mail("x@example.org", id="inner")
    made.add_attachment(inner)
    return bytes(attached(made, **{f"p{number}_pdf": PDF for number in range(6)}))
