"""From asking to join to the first sign-in."""

from sqlalchemy import select

from cop.kernel.db import db
from cop.members.models import Member
from tests.members.conftest import PASSWORD, REQUEST, letters, path_in
from tests.people import officer, sign_in


def test_a_newcomer_joins_confirms_is_approved_and_signs_in(app, client):
    assert client.get("/join").status_code == 200
    assert client.post("/join", data=REQUEST).location == "/join/sent"
    (mail,) = letters("nina@hospital.example.org")
    link = path_in(mail)
    assert "Nina Nurdin" in client.get(link).text
    assert client.post(link, data={"password": PASSWORD}).location == "/join/confirmed"
    nina = db.session.scalars(select(Member).where(Member.name == "Nina Nurdin")).one()
    assert (nina.state, nina.zone, nina.languages) == ("awaiting", "Asia/Makassar", ["id", "en"])

    olga = sign_in(app.test_client(), officer())
    page = olga.get("/secretariat/approvals").text
    assert "We read chest films" in page
    assert "hospital.example.org" in page
    olga.post("/secretariat/approvals", data={"member": nina.id})
    assert db.session.get(Member, nina.id).state == "active"
    assert "/sign-in" in letters("nina@hospital.example.org")[-1].text

    answer = client.post("/sign-in", data={"email": "Nina@Hospital.example.org", "password": PASSWORD, "next": "/people/"})
    assert answer.location == "/people/"
    assert "Nina Nurdin" in client.get("/").text
