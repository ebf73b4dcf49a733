"""Files before a real ClamAV: its daemon on a socket of its own, with one signature, that of the EICAR test file."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select

from cop.attachments import scanner
from cop.attachments.models import Attachment
from cop.kernel.db import db
from cop.kernel.errors import Invalid
from tests.attachments import files
from tests.attachments.files import EICAR
from tests.people import member, sign_in
from tests.running import until

NOT_HERE = "clamd is missing here: files go through a real ClamAV in the gate"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory):
    """Its address. It knows nothing but the test file, wherever in a file that stands, and fetches nothing."""
    if not shutil.which("clamd"):
        pytest.skip(NOT_HERE)
    folder = tmp_path_factory.mktemp("clamd")
    signatures, door, settings = folder / "signatures", folder / "clamd.ctl", folder / "clamd.conf"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
    settings.write_text(
        f"LocalSocket {door}\nDatabaseDirectory {signatures}\nTemporaryDirectory {folder}\nForeground true\n"
    )
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(["clamd", "--config-file", settings], stdout=output, stderr=output)
    try:
        assert until(door.exists), (folder / "output").read_text()
        yield f"unix:{door}"
    finally:
        process.terminate()
        process.wait(15)


def packed(content: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(files.docx())) as document, zipfile.ZipFile(made, "w") as archive:
        for name in document.namelist():
            archive.writestr(name, document.read(name))
        archive.writestr("word/media/1.bin", content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def test_what_is_clean_passes_however_large(clamd):
    for content in (b"x", bytes(range(256)) * 35_000, packed(b"Nothing.")):
        assert scanner.demand_clean(clamd, content, "a.docx") is True


@pytest.mark.parametrize("content", [EICAR, b"Notes.\n" * 20_000 + EICAR, packed(EICAR)])
def test_what_it_knows_is_refused_also_where_it_is_packed(clamd, content):
    with pytest.raises(Invalid, match=r"a\.docx"):
        scanner.demand_clean(clamd, content, "a.docx")


def test_a_member_s_file_is_checked_before_it_is_kept(clamd, client, app, monkeypatch):
    house = app.extensions["cop"]
    monkeypatch.setattr(house, "config", replace(house.config, clamav=clamd))
    sign_in(client, member())
    refused = client.post("/attachments/", data={"files": (BytesIO(packed(EICAR)), "a.docx")})
    assert refused.status_code == 422 and "id" not in refused.json
    assert client.post("/attachments/", data={"files": (BytesIO(packed(b"x")), "a.docx")}).json["id"]
    assert db.session.scalars(select(Attachment.scanned)).all() == [True]
