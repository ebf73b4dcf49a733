"""Files as people send them: images with what cameras write into them, documents, and what only seems to be one."""

import io
import zipfile

from PIL import Image, PngImagePlugin

PLACE = b"GPS 13.7563 N 100.5018 E"
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def jpeg(width=64, height=48, orientation=6) -> bytes:
    """With where it was taken, by what, and lying on its side; and something hidden behind the picture."""
    picture, exif, made = Image.new("RGB", (width, height), "teal"), Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x010F], exif[0x010E] = orientation, "Ward camera 7", PLACE.decode()
    picture.save(made, "JPEG", exif=exif, comment=PLACE)
    return made.getvalue() + b"<script>alert(1)</script>"


def png(mode="RGBA", size=(30, 20)) -> bytes:
    told, made = PngImagePlugin.PngInfo(), io.BytesIO()
    told.add_text("Comment", PLACE.decode())
    Image.new(mode, size, 0).save(made, "PNG", pnginfo=told)
    return made.getvalue()


def gif() -> bytes:
    made, frames = io.BytesIO(), [Image.new("P", (8, 8), n) for n in range(3)]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    return made.getvalue()


def docx() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", CONTENT_TYPES)
        packed.writestr("_rels/.rels", "<a/>")
        packed.writestr("word/document.xml", "<a/>")
    return made.getvalue()


PDF = b"%PDF-1.7\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
