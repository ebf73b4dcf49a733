"""From asking to join to the first sign-in, and everything that can be typed wrongly on the way."""

import re

import pytest
from sqlalchemy import func, select

from cop.kernel import keys
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.installation import Installation
from cop.members.models import Member
from tests.members.conftest import PASSWORD, REQUEST, letters, path_in, with_password
from tests.people import member, officer, sign_in

NINA = "nina@hospital.example.org"


def nina() -> Member:
    return db.session.scalars(select(Member).where(Member.name == "Nina Nurdin")).one()


def test_a_newcomer_joins_confirms_is_approved_and_signs_in(app, client):
    assert client.get("/join").status_code == 200
    assert client.post("/join", data=REQUEST).location == "/join/sent"
    (mail,) = letters(NINA)
    link = path_in(mail)
    assert "Nina Nurdin" in client.get(link).text
    assert client.post(link, data={"password": PASSWORD}).location == "/join/confirmed"
    assert (nina().state, nina().zone, nina().languages) == ("awaiting", "Asia/Makassar", ["id", "en"])

    olga = sign_in(app.test_client(), officer())
    page = olga.get("/secretariat/approvals").text
    assert "We read chest films" in page
    assert "hospital.example.org" in page
    olga.post("/secretariat/approvals", data={"member": nina().id})
    assert nina().state == "active"
    assert "/sign-in" in letters(NINA)[-1].text

    answer = client.post("/sign-in", data={"email": "Nina@Hospital.example.org", "password": PASSWORD})
    assert answer.location == "/"
    assert "Nina Nurdin" in client.get("/").text


def test_a_known_address_gets_the_same_page_and_a_letter_that_says_so(client):
    member("Nina", addresses=[])
    with_password(member("Alice"))
    unknown = client.post("/join", data=REQUEST)
    known = client.post("/join", data=REQUEST | {"email": "Alice@Example.org"})
    assert (known.status_code, known.location, known.data) == (
        unknown.status_code,
        unknown.location,
        unknown.data,
    )
    (mail,) = letters("alice@example.org")
    assert "has an account already" in mail.text
    assert (
        db.session.scalar(select(func.count()).select_from(Member).where(Member.name == "Nina Nurdin")) == 1
    )


@pytest.mark.parametrize("state", ["awaiting", "refused", "suspended"])
def test_the_letter_to_a_known_address_fits_the_account(client, state):
    member("Alice", state=state)
    client.post("/join", data=REQUEST | {"email": "alice@example.org"})
    (mail,) = letters("alice@example.org")
    assert "/sign-in" not in mail.text


def test_looking_at_the_link_confirms_nothing(client):
    """Mail scanners open every link (CVE-2019-1020018)."""
    client.post("/join", data=REQUEST)
    link = path_in(letters(NINA)[0])
    for _ in range(3):
        shown = client.get(link)
        assert shown.headers["Cache-Control"] == "no-store"
        assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert nina().state == "registered"


def test_another_who_asked_in_ones_name_is_not_confirmed(client):
    """The one at the mailbox does not know the password that came with the request."""
    client.post("/join", data=REQUEST | {"password": "chosen by somebody else"})
    link = path_in(letters(NINA)[0])
    answer = client.post(link, data={"password": PASSWORD})
    assert answer.status_code == 422
    assert "If you did not send it" in answer.text
    assert nina().state == "registered"


def test_only_the_newest_link_counts(client):
    client.post("/join", data=REQUEST)
    old = path_in(letters(NINA)[0])
    client.post("/join", data=REQUEST)
    assert client.get(old).status_code == 409
    new = path_in(letters(NINA)[1])
    assert client.post(new, data={"password": PASSWORD}).location == "/join/confirmed"
    assert client.get(new).status_code == 409


def test_links_name_the_configured_address_whatever_the_request_says(client):
    """As in CVE-2021-30185."""
    client.post("/join", data=REQUEST, headers={"Host": "evil.example"})
    assert "http://127.0.0.1:8000/join/confirm/" in letters(NINA)[0].text


def test_a_flood_of_letters_to_one_address_is_stopped(client):
    """As in CVE-2022-31184; and the sentence is the same for an address that has an account."""
    member("Alice")
    for email in (NINA, "alice@example.org"):
        answers = [client.post("/join", data=REQUEST | {"email": email}) for _ in range(7)]
        assert [a.status_code for a in answers] == [303] * 5 + [429] * 2
    assert len(letters(NINA)) == len(letters("alice@example.org")) == 5


def test_the_same_form_posted_twice_is_one_request(client):
    for _ in range(2):
        assert client.post("/join", data=REQUEST | {"form_key": "one key"}).location == "/join/sent"
    assert len(letters(NINA)) == 1


def test_the_zone_follows_from_the_country_where_nobody_guessed_it(client):
    client.post("/join", data=REQUEST | {"zone": "", "country": "LA"})
    assert nina().zone == "Asia/Vientiane"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Enter your name."),
        ("name", "x" * 100_000, "at most 120 characters"),
        ("name", "Nina\0Nurdin", "invisible character"),
        ("name", "Nina \u202eniduN", "invisible character"),
        ("email", "nina@", "Enter the whole e-mail address"),
        ("password", "short", "A password has 10 to 200 characters"),
        ("password", "Password123!", "Many people use this password"),
        ("password", "nina nurdin", "your own name"),
        ("password", "p" * 100_000, "at most 200 characters"),
        ("organisation", "", "Enter the organisation"),
        ("country", "", "Choose your country."),
        ("country", "ZZ", "Not a valid choice"),
        ("country", "XS", "Not a valid choice"),
        ("group", "", "Choose the group"),
        ("group", "secretariat", "Not a valid choice"),
        ("languages", "", "Tick at least one language"),
        ("languages", "klingon", "not a valid choice"),
        ("zone", "Mars/Olympus", "Not a valid choice"),
        ("why", "", "Say what you would like"),
        ("why", "w" * 100_000, "at most 2000 characters"),
        ("why", "a\0b", "invisible character"),
    ],
)
def test_what_is_typed_wrongly_is_said_at_its_field(client, field, typed, sentence):
    sent = REQUEST | {field: typed}
    if not typed:
        del sent[field]
    answer = client.post("/join", data=sent)
    assert answer.status_code == 422
    at_field = re.search(rf'<p class="error-text" id="{field}-error">(.*?)</p>', answer.text)
    assert at_field, answer.text
    assert sentence in at_field[1]
    assert db.session.scalar(select(Member.id)) is None
    if field != "why":
        assert REQUEST["why"] in answer.text
    assert PASSWORD not in answer.text


def test_a_country_of_several_zones_asks_for_one(client):
    answer = client.post("/join", data=REQUEST | {"zone": "", "country": "US"})
    assert "your country has several" in answer.text


@pytest.mark.parametrize(
    "text", ["สวัสดี ครับ", "ជំរាបសួរ", "<script>alert(1)</script>", "=1+1", "O'Brien & Söhne"]
)
def test_names_in_every_script_are_kept_and_shown_as_text(app, client, text):
    client.post("/join", data=REQUEST | {"name": text, "organisation": text, "why": text})
    (mail,) = letters(NINA)
    shown = client.get(path_in(mail)).text
    assert "<script>alert" not in shown
    assert db.session.scalars(select(Member.name)).one() == text


def test_who_is_signed_in_does_not_ask_again(app):
    assert sign_in(app.test_client(), member()).get("/join").status_code == 403


@pytest.mark.parametrize("raw", ["x", "a" * 5_000, "..%2f..%2f"])
def test_what_is_no_link_gets_a_sentence(client, raw):
    assert client.get(f"/join/confirm/{raw}").status_code in (404, 409)


# --- the first visit ----------------------------------------------------------------------------------------


@pytest.fixture
def code(app) -> str:
    with transaction():
        db.session.get_one(Installation, 1).setup_hash = keys.hashed("0123456789abcdef")
    return "0123456789abcdef"


@pytest.mark.parametrize("path", ["/", "/join", "/sign-in"])
def test_the_first_visit_leads_to_setting_up(client, code, path):
    assert client.get(path).location == "/setup"


def test_a_community_that_runs_is_not_set_up_again(client):
    assert client.get("/join").status_code == 200
    assert client.get("/setup").location == "/sign-in"
    assert client.post("/setup", data=REQUEST | {"code": ""}).location == "/sign-in"


def test_the_first_account_is_signed_in_and_keeps_everything(client, code):
    assert client.get("/setup").status_code == 200
    assert client.post("/setup", data=REQUEST | {"code": code}).location == "/"
    assert client.get("/secretariat/").status_code == 200
    assert nina().roles == {"officer", "administrator"}
    assert client.get("/setup").status_code == 403


def test_a_wrong_code_is_said_at_its_field_and_tried_ten_times_an_hour(client, code):
    for _ in range(10):
        answer = client.post("/setup", data=REQUEST | {"code": "wrong"})
        assert answer.status_code == 422
        assert 'id="code-error"' in answer.text
    assert client.post("/setup", data=REQUEST | {"code": code}).status_code == 429
    assert db.session.scalar(select(Member.id)) is None
