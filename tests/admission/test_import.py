"""Bringing a list: looked at first, taken in batches that can be killed at any moment, each person invited once."""

import csv
import io
from datetime import timedelta

import pytest
from flask import current_app, g
from sqlalchemy import func, select

from cop.admission import import_actions, import_queries, importing, spellings
from cop.admission.import_models import Import, ImportRow
from cop.admission.import_rules import Reading, Sending
from cop.admission.models import Invitation
from cop.intake import lists, queries
from cop.intake.checking import Checked
from cop.intake.lists import Row
from cop.intake.models import Course
from cop.kernel import clock, outbox, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Stale
from cop.members.models import Member
from tests.intake.files import HEAD, as_csv, as_xlsx, person
from tests.members.conftest import letters
from tests.people import administrator, member, officer, sign_in
from tests.sql import asked

NOW, LATER = Sending(letters=True), Sending(letters=False)


@pytest.fixture
def olga(app):
    return officer()


def work() -> None:
    """The worker's turn: it has no request, and so no reader and no language unless it is told."""
    for name in list(g):
        g.pop(name)
    worker.drain()


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(Import, "batch", 4)
    monkeypatch.setattr(import_queries, "BATCH", 4)
    monkeypatch.setattr(import_actions, "BATCH", 4)


def brought(by, rows) -> Import:
    table = lists.read(as_csv(rows))
    columns = spellings.guess(table.heads)
    with current_app.test_request_context():
        plan = import_queries.plan_of(table.heads, columns, "", "")
        checked = list(import_queries.tried(table.rows, plan))
    return import_actions.bring("people.csv", table.heads, table.read_as, Reading(columns), checked, actor=by)


def ten(by) -> Import:
    return brought(by, [person(number) for number in range(10)])


def invited() -> list[tuple[int, str]]:
    return list(db.session.execute(select(Invitation.row, Invitation.key).order_by(Invitation.row)))


def waiting(kind: str) -> list[outbox.Item]:
    undone = (outbox.Item.kind == kind) & outbox.Item.done_at.is_(None)
    return list(db.session.scalars(select(outbox.Item).where(undone).order_by(outbox.Item.id)))


EVERYONE = [(number + 2, f"person{number}@example.org") for number in range(10)]


def test_everyone_in_the_list_is_invited_once_and_nobody_is_a_member(olga):
    job = ten(olga)
    import_actions.begin(job, LATER, actor=olga)
    work()
    assert invited() == EVERYONE
    assert (job.state, job.invited, job.flawed) == ("done", 10, 0)
    assert db.session.scalar(select(func.count()).select_from(Member)) == 1
    assert [mail.to for mail in letters()] == ["olga@example.org"]  # only that it is through


def test_a_killed_worker_doubles_and_loses_nobody(olga):
    """Killed before a commit the batch never was; killed after it, the item comes again and finds it done."""
    job = ten(olga)
    import_actions.begin(job, NOW, actor=olga)
    for _ in range(4):
        (item,) = waiting("import") or [None]
        if item is None:
            break
        with pytest.raises(ZeroDivisionError), transaction():
            importing.take(item.payload, clock.now())
            raise ZeroDivisionError  # killed before the commit
        before = len(invited())
        for _ in range(2):  # killed after it, before the item was marked done
            importing.take(item.payload, clock.now())
        assert len(invited()) > before
        with transaction():
            outbox.done(db.session.get_one(outbox.Item, item.id), clock.now())
    assert invited() == EVERYONE
    assert job.state == Course.done.value
    assert len(waiting("invitation")) == 10


def test_letters_wait_for_the_list_and_go_out_by_the_day(olga, monkeypatch):
    monkeypatch.setattr(import_actions, "A_DAY", 4)
    job = ten(olga)
    import_actions.begin(job, NOW, actor=olga)
    work()
    days = [(item.due - job.begun_at).days for item in waiting("invitation")]
    assert days == [0] * 4 + [1] * 4 + [2] * 2
    assert len(letters("person0@example.org")) == 0
    worker.drain(clock.now() + timedelta(minutes=2))
    assert "/join/invited/" in letters("person0@example.org")[0].text
    assert letters("person4@example.org") == []


def test_letters_are_sent_later_in_one_act(olga):
    job = ten(olga)
    import_actions.begin(job, LATER, actor=olga)
    with pytest.raises(IllegalMove):
        import_actions.send_letters(job, actor=olga)
    work()
    import_actions.send_letters(job, actor=olga)
    work()
    assert len(waiting("invitation")) == 10
    with pytest.raises(IllegalMove):
        import_actions.send_letters(job, actor=olga)


def test_who_came_some_other_way_meanwhile_is_left_out(olga):
    job = ten(olga)
    with transaction():
        member("Person 3", slug="other").addresses[0].key = "person3@example.org"
    import_actions.begin(job, LATER, actor=olga)
    work()
    assert [row for row, _key in invited()] == [2, 3, 4, 6, 7, 8, 9, 10, 11]
    (left,) = queries.all_flawed(job)
    assert left.row == 5 and "has an account" in left.problems[0][1]


def test_a_list_is_begun_once_and_not_read_anew_then(olga):
    job = ten(olga)
    import_actions.begin(job, LATER, actor=olga)
    for again in (
        lambda: import_actions.begin(job, LATER, actor=olga),
        lambda: import_actions.discard(job, actor=olga),
        lambda: import_actions.read_anew(job, Reading({}), [], job.version, actor=olga),
    ):
        with pytest.raises(IllegalMove):
            again()


def test_a_list_without_a_row_that_can_be_taken_is_not_begun(olga):
    job = brought(olga, [("", "", "", "", "x")])
    with pytest.raises(IllegalMove):
        import_actions.begin(job, LATER, actor=olga)


def test_two_who_choose_columns_at_once_see_each_other(olga):
    job, checked = ten(olga), [Checked(Row(2, ["Lek"]), None, [])]
    import_actions.read_anew(job, Reading({"email": 0}), checked, 1, actor=olga)
    with pytest.raises(Stale):
        import_actions.read_anew(job, Reading({"email": 1}), checked, 1, actor=olga)
    with pytest.raises(IllegalMove):  # the rows are forgotten after a while
        import_actions.read_anew(job, Reading({"email": 1}), [], 2, actor=olga)


def test_a_list_that_was_only_tried_is_forgotten_whole(olga):
    job = ten(olga)
    import_actions.discard(job, actor=olga)
    assert db.session.scalar(select(func.count()).select_from(ImportRow)) == 0


@pytest.mark.parametrize("who", [member, administrator])
def test_officers_alone_bring_lists(olga, who):
    other = who()
    with pytest.raises(Forbidden):
        ten(other)
    with pytest.raises(Forbidden):
        import_actions.take_batch(ten(olga), 0, actor=olga)


# --- pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def client(app):
    return sign_in(app.test_client(), officer("Omar"))


def upload(client, content: bytes, name="people.csv", **more):
    return client.post(
        "/secretariat/import/", data={"file": (io.BytesIO(content), name), "encoding": ""} | more
    )


BAD = ("+cmd()", "Noi", "", "Atlantis", "regulators")


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_a_list_is_looked_at_mended_and_begun(client, make):
    answer = upload(client, make([person(1), BAD, person(2), person(1)]))
    assert answer.location == "/secretariat/import/1"
    page = client.get("/secretariat/import/1").text
    for shown in (
        "2 can be taken, 2 cannot",
        "Enter the whole e-mail",
        "No country is called",
        "stands in row 2",
    ):
        assert shown in page
    left = client.get("/secretariat/import/1/left-out.csv").data.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(left, newline=""))
    assert head == [*HEAD, "Reason"]
    assert rows[0][:5] == ["'+cmd()", *BAD[1:]]
    assert "Country: No country is called “Atlantis”." in rows[0][5]
    assert rows[1][0] == "person1@example.org"
    sent = {"letters": "later", "language": "en", "state": "done", "invited": "99"}
    assert client.post("/secretariat/import/1/begin", data=sent).location == "/secretariat/import/1"
    running = client.get("/secretariat/import/1")
    assert running.headers["Refresh"] == "3" and "<progress" in running.text
    assert "Refresh" not in client.get("/secretariat/import/1?still=1").headers
    work()
    done = client.get("/secretariat/import/1")
    assert "Refresh" not in done.headers and "Send 2 letters" in done.text
    assert invited() == [(2, "person1@example.org"), (4, "person2@example.org")]


def test_columns_are_chosen_and_what_is_missing_filled_in(client):
    upload(client, as_csv([("a@example.org", "Lek")], head=("Kontakt", "Wer")))
    assert "0 can be taken, 1 cannot" in client.get("/secretariat/import/1").text
    none = dict.fromkeys(("given", "family", "organisation", "country", "group"), -1)
    chosen = none | {
        "email": 0,
        "name": 1,
        "default_country": "LA",
        "default_group": "regulators",
        "version": 1,
    }
    assert client.post("/secretariat/import/1/columns", data=chosen).status_code == 303
    assert "1 can be taken, 0 cannot" in client.get("/secretariat/import/1").text
    stale = client.post("/secretariat/import/1/columns", data=chosen)
    assert stale.status_code == 409


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04", "cannot be read as XLSX"),
        (b"E-mail,Name", "Nothing follows"),
        (b"E-mail,Name\r\na\0b@example.org,\x00", None),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_at_its_field(client, content, says):
    answer = upload(client, content)
    if says is None:
        assert answer.status_code == 303
        assert "invisible character" in client.get(answer.location).text
        return
    assert answer.status_code == 422
    assert says in answer.text and 'id="file-error"' in answer.text


def test_a_file_may_be_larger_than_a_form_and_no_larger_than_it_says(client):
    long = [(f"a{n}@example.org", "x" * 120, "y" * 160, "TH", "regulators") for n in range(4_000)]
    assert len(as_csv(long)) > 1_000_000
    assert upload(client, as_csv(long)).status_code == 303
    assert upload(client, b"E-mail,Name\r\n" + b"x" * (8 * 2**20)).status_code in (413, 422)


def test_two_files_from_one_page_are_two_lists(client):
    first, second = (as_csv([person(number)]) for number in (1, 2))
    places = [upload(client, content, form_key="one").location for content in (first, second, first)]
    assert places == ["/secretariat/import/1", "/secretariat/import/2", "/secretariat/import/1"]


def test_text_of_a_list_is_shown_as_text(client):
    upload(
        client,
        as_csv([("<script>", "<b>x</b>", "", "<i>", "g")], head=("<u>mail</u>", "Name", "o", "Country", "g")),
    )
    page = client.get("/secretariat/import/1").text
    assert "<script>" not in page.partition("<body")[2] and "<u>mail" not in page and "&lt;b&gt;x" in page


def test_queries_do_not_grow_with_the_rows(client):
    upload(client, as_csv([BAD] * 3))
    few = asked(client, "/secretariat/import/1")
    upload(client, as_csv([BAD] * 60))
    assert asked(client, "/secretariat/import/2") == few <= 12


def test_others_see_nothing_of_it(app, client):
    upload(client, as_csv([person(1)]))
    for who, status in ((member("Alice"), 404), (administrator(), 404)):
        browser = sign_in(app.test_client(), who)
        assert browser.get("/secretariat/import/1").status_code == status
        assert browser.get("/secretariat/import/").status_code == 403
        assert upload(browser, b"x" * 2_000_000).status_code in (403, 413)
