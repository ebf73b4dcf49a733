"""What may be attached to a text, and how much of it. Pure."""

from __future__ import annotations

from pathlib import PurePath

from cop.kernel.errors import N_, Invalid

LARGEST = 10_000_000  # bytes of a file
LONGEST_ALT = 300  # characters that say what an image shows
MOST = 6  # files of a text
LARGEST_POST = MOST * LARGEST // 2  # bytes of a form with its files
A_DAY = "60 per day"
PIXELS = 40_000_000  # of an image as it comes: a small file can unfold to gigabytes
SIDE = 2_000  # pixels of the longer side of an image as it is kept
IMAGES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
}
DOCUMENTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
TEXTS = {"txt": "text/plain", "csv": "text/csv"}
KINDS = IMAGES | DOCUMENTS | TEXTS
ACCEPTED = ",".join(f".{ending}" for ending in KINDS)


def ending(name: str) -> str:
    return PurePath(name).suffix.removeprefix(".").casefold()


def demand_size(size: int) -> None:
    """Raises Invalid (files)."""
    if not size:
        raise Invalid(N_("The file is empty. Choose it again once it is whole."), field="files")
    if size > LARGEST:
        raise Invalid(
            N_("A file takes at most %(most)d MB. Make it smaller, or link to where it is."),
            field="files",
            most=LARGEST // 1_000_000,
        )


def demand_few(number: int) -> None:
    """Raises Invalid (files)."""
    if number > MOST:
        raise Invalid(
            N_("A text takes at most %(most)d files. Take some out, or write a second one."),
            field="files",
            most=MOST,
        )


def refuse_kind(name: str) -> Invalid:
    return Invalid(
        N_(
            "“%(name)s” is not what is taken here: images (JPEG, PNG, WebP, GIF), PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, "
            "TXT and CSV. Save it as one of these."
        ),
        field="files",
        name=name,
    )
