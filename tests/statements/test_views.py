"""Statements in a browser: who sees what, bad input at its field, nothing typed lost."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from cop.ballots import queries as ballots
from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.kernel.db import db
from cop.statements import actions, moving_actions, queries
from cop.statements.models import Statement
from cop.statements.remarks import Comment
from cop.statements.rules import Disposition, State
from tests.people import administrator, member, sign_in
from tests.statements import stage

WORK_PAGES = ("", "/revisions", "/revisions/1", "/compare", "/comments", "/comment")
RESERVED = {"carol": (Stance.RESERVE, stage.RESERVATION)}
THAI = "เครื่องมือต้องได้รับการทดสอบกับข้อมูลของสถานที่"
KHMER = "ឧបករណ៍ត្រូវតែសាកល្បងជាមួយទិន្នន័យនៃកន្លែង"


@pytest.fixture
def cast(app):
    return stage.cast()


def as_(client, person):
    return sign_in(client, person)


def values(page) -> dict[str, str]:
    """The hidden fields of the page's forms."""
    hidden = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<input [^>]*>", page.text)]
    return {tag["name"]: html.unescape(tag.get("value", "")) for tag in hidden if tag.get("type") == "hidden"}


# --- who sees what ------------------------------------------------------------------------------------------


def test_no_visitor_sees_a_text_before_its_publication_anywhere(client, cast):
    hidden = [
        stage.drafted(cast, title="Hidden draft"),
        stage.consulted(cast, title="Hidden consultation"),
        stage.balloted(cast, title="Hidden ballot"),
        stage.adopted(cast, title="Hidden adoption"),
        stage.failed(cast, title="Hidden failure"),
    ]
    shown = stage.published(cast, title="Open to all")
    actions.comment(hidden[1], None, "Hidden remark.", actor=cast.bob)
    for page in ("/", "/statements/", "/statements/?state=drafting", f"/statements/{shown.number}"):
        found = client.get(page)
        assert found.status_code == 200
        assert "Hidden" not in found.text
    assert "Open to all" in client.get("/statements/").text
    for statement in hidden:
        for page in (*WORK_PAGES, "/statement.pdf", "/record.json", "/ballots/1", "/ballots/1.json"):
            assert client.get(f"/statements/{statement.slug}{page}").status_code in (302, 404)


@pytest.mark.parametrize("visibility", ["public", "members", "restricted"])
def test_the_space_decides_which_members_read_the_work(client, app, visibility):
    cast = stage.cast(visibility)
    statement = stage.consulted(cast)
    outsider = member("Dan")
    for person, status in (
        (cast.bob, 200),
        (cast.olga, 200),
        (outsider, 404 if visibility == "restricted" else 200),
    ):
        as_(client, person)
        for page in WORK_PAGES:
            assert client.get(f"/statements/{statement.slug}{page}").status_code == status
        assert (statement.title in client.get("/statements/").text) is (status == 200)


def test_number_and_slug_both_answer_a_visitor(client, cast):
    statement = stage.published(cast, stances=RESERVED)
    for name in (statement.number, statement.slug):
        found = client.get(f"/statements/{name}")
        assert found.status_code == 200
        assert (
            f'<link rel="canonical" href="http://127.0.0.1:8000/statements/{statement.number}">' in found.text
        )
    for words in (
        "Consensus with reservations",
        "3 of 3 seats spoke; 3 of the 3 who decided support the text.",
        "Not everywhere.",
        "How it was decided",
        "python verify.py",
        "Count it again yourself",
        queries.current(statement).sha256,
    ):
        assert words in found.text
    assert "Carol" not in found.text, "who did not choose to be named is not named to visitors"


def test_the_record_is_the_public_bundle_of_the_deciding_ballot(client, cast):
    statement = stage.published(cast)
    found = client.get(f"/statements/{statement.number}/record.json")
    assert (found.status_code, found.mimetype) == (200, "application/json")
    assert (found.json["audience"], found.json["ballot"]) == ("public", "on-reporting/1")
    assert found.json["statement"]["text"] == queries.current(statement).source


def test_what_was_published_stays_with_a_banner(client, cast):
    old, new = stage.published(cast), stage.published(cast, title="Newer")
    moving_actions.supersede(old, new, actor=cast.olga)
    moving_actions.withdraw(new, "The <device> is gone.", actor=cast.olga)
    assert f"replaced by {new.number}" in client.get(f"/statements/{old.number}").text
    shown = client.get(f"/statements/{new.number}").text
    assert "The &lt;device&gt; is gone." in shown
    assert "People are hurt." in shown


@pytest.mark.parametrize("name", ["JS-2026-999", "nothing", "new%00", "..", "JS-2026-001%20"])
def test_an_address_of_nothing_is_missed(client, cast, name):
    as_(client, cast.bob)
    assert client.get(f"/statements/{name}").status_code == (400 if "%00" in name else 404)


@pytest.mark.parametrize("page", ["revise", "consult", "editors"])
def test_editors_pages_are_the_editors(client, cast, page):
    statement = stage.drafted(cast)
    for person, status in ((cast.alice, 200), (cast.bob, 403), (administrator(), 403)):
        as_(client, person)
        assert client.get(f"/statements/{statement.slug}/{page}").status_code == status


@pytest.mark.parametrize(
    "page", ["ballot", "publish", "set-aside", "withdraw-adoption", "supersede", "withdraw"]
)
def test_the_secretariat_s_pages_are_the_secretariat_s(client, cast, page):
    statement = stage.revising(cast)
    for person, status in ((cast.olga, 200), (cast.alice, 403), (administrator(), 403)):
        as_(client, person)
        assert client.get(f"/statements/{statement.slug}/{page}").status_code == status


def test_a_member_is_offered_only_what_they_can_do(client, cast):
    statement = stage.revising(cast)
    here = f"/statements/{statement.slug}"
    offered = {}
    for person in (cast.alice, cast.bob, cast.olga):
        found = as_(client, person).get(here).text
        offered[person.name] = {
            act for act in ("ballot", "revise", "consult", "set-aside") if f'"{here}/{act}"' in found
        }
    assert offered == {"Alice": {"revise", "consult"}, "Bob": set(), "Olga": {"ballot", "set-aside"}}


# --- writing -------------------------------------------------------------------------------------------------


def draft_form(**more):
    return {"space": "triage", "title": "On logs", "source": "Keep a log.", "language": "en"} | more


def test_a_member_drafts_previews_and_revises(client, cast):
    as_(client, cast.alice)
    seen = client.post("/statements/new", data=draft_form(source="# Why\n\nKeep **a** log.", preview="1"))
    assert "<strong>a</strong>" in seen.text
    assert "# Why\n\nKeep **a** log." in html.unescape(seen.text)
    assert db.session.query(Statement).count() == 0
    made = client.post("/statements/new", data=draft_form())
    assert made.location == "/statements/on-logs"
    form = values(client.get("/statements/on-logs/revise"))
    saved = client.post(
        "/statements/on-logs/revise",
        data=draft_form(source="Keep a daily log.", summary="Daily.", version=form["version"]),
    )
    assert saved.status_code == 303
    changed = client.get("/statements/on-logs/compare").text
    assert "<ins>" in changed
    assert "daily" in changed


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("title", "", "Give the statement a title."),
        ("title", "x" * 201, "at most 200"),
        ("source", "", "Write at least one clause"),
        ("source", "x" * 100_000, "at most"),
        ("source", "a\x00b", "invisible character"),
        ("source", "a\u202eb", "invisible character"),
        ("source", "# Heading only", "no clause"),
        ("language", "xx", ""),
        ("space", "elsewhere", ""),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_kept_as_typed(client, cast, field, typed, says):
    as_(client, cast.alice)
    refused = client.post("/statements/new", data=draft_form(**{field: typed}))
    assert refused.status_code == 422
    assert says in html.unescape(refused.text)
    assert f'id="{field}-error"' in refused.text
    kept = "Keep a log." if field != "source" else "On logs"
    assert kept in html.unescape(refused.text)
    assert db.session.query(Statement).count() == 0


@pytest.mark.parametrize(
    "words", [THAI, KHMER, "مرحبا بالعالم", "<script>alert(1)</script> text", "a [b](javascript:x)"]
)
def test_every_script_is_kept_and_no_markup_acts(client, cast, words):
    as_(client, cast.alice)
    client.post("/statements/new", data=draft_form(source=words))
    statement = db.session.query(Statement).one()
    assert queries.current(statement).source == words
    found = client.get(f"/statements/{statement.slug}").text
    assert "<script>alert" not in found
    assert "javascript:" not in found


def test_a_stale_text_is_shown_beside_the_other_and_can_be_sent_again(client, cast):
    statement = stage.drafted(cast)
    as_(client, cast.alice)
    here = f"/statements/{statement.slug}/revise"
    form = values(client.get(here))
    mine = draft_form(source=f"{stage.TEXT}\n\nMine.", summary="Mine.", version=form["version"])
    actions.revise(
        statement, "On reporting", f"{stage.TEXT}\n\nTheirs.", "S.", statement.version, actor=cast.alice
    )
    refused = client.post(here, data=mine)
    assert refused.status_code == 409
    assert "Mine." in refused.text
    assert "Theirs." in refused.text
    again = client.post(here, data=mine | {"version": values(refused)["version"]})
    assert again.status_code == 303
    assert queries.current(statement).source.endswith("Mine.")


def test_a_form_sent_twice_is_taken_once(client, cast):
    as_(client, cast.alice)
    for _ in range(2):
        assert (
            client.post("/statements/new", data=draft_form(form_key="k" * 20)).location
            == "/statements/on-logs"
        )
        db.session.rollback()  # as each request ends; else the second would read as of the first's time
    assert db.session.query(Statement).count() == 1


def test_a_text_under_ballot_is_revised_knowingly(client, cast):
    statement = stage.balloted(cast)
    as_(client, cast.alice)
    here = f"/statements/{statement.slug}/revise"
    form = draft_form(source="Other.", summary="S.", version=values(client.get(here))["version"])
    refused = client.post(here, data=form)
    assert refused.status_code == 422
    assert 'id="ends_ballot-error"' in refused.text
    assert client.post(here, data=form | {"ends_ballot": "y"}).status_code == 303
    assert ballots.latest(statement.ref).state == "overtaken"


def test_a_fixed_text_says_so_instead_of_a_form(client, cast):
    statement = stage.consulted(cast)
    found = as_(client, cast.alice).get(f"/statements/{statement.slug}/revise").text
    assert "stands still" in found
    assert "<textarea" not in found


@pytest.mark.parametrize("bad", ["?from=9", "?to=0", "?from=-1", f"?to={'9' * 40}"])
def test_a_comparison_of_nothing_is_missed(client, cast, bad):
    statement = stage.drafted(cast)
    assert as_(client, cast.bob).get(f"/statements/{statement.slug}/compare{bad}").status_code == 404


# --- consulting and commenting ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"closes_at": "2026-02-30T10:00"}, "closes_at"),
        ({"closes_at": ""}, "closes_at"),
        ({"closes_at": "2020-01-01T10:00"}, "closes_at"),
        ({"scope_note": " "}, "scope_note"),
    ],
)
def test_a_consultation_s_faults_stand_at_their_fields(client, cast, typed, field):
    statement = stage.drafted(cast)
    later = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    as_(client, cast.alice)
    refused = client.post(
        f"/statements/{statement.slug}/consult", data={"closes_at": later, "scope_note": "All."} | typed
    )
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert statement.stands is State.DRAFTING


def test_a_member_comments_and_an_editor_answers(client, cast):
    statement = stage.consulted(cast)
    here = f"/statements/{statement.slug}"
    as_(client, cast.bob)
    sent = client.post(
        f"{here}/comment",
        data={
            "clause": "3",
            "words": "Why **ten**?",
            "proposal": "Reporting within five days.",
            "language": "en",
        },
    )
    assert sent.location == f"{here}/comments/1"
    shown = client.get(sent.location).text
    assert "<strong>ten</strong>" in shown
    assert re.search(r"<del>ten ?</del>\s*<ins>five ?</ins>", shown)
    assert "Record the answer" not in shown
    assert client.post(sent.location, data={"disposition": "accepted", "reason": "Yes."}).status_code == 403
    as_(client, cast.alice)
    refused = client.post(sent.location, data={"disposition": "perhaps", "reason": ""})
    assert refused.status_code == 422
    client.post(sent.location, data={"disposition": "accepted", "reason": "Five it is."})
    answered = client.get(f"{here}/comments").text
    assert "Accepted" in answered
    assert "Five it is." in answered
    assert "1 comment" in client.get(here).text


def test_a_comment_is_withdrawn_and_leaves_a_stub(client, cast):
    statement = stage.consulted(cast)
    actions.comment(statement, None, "Regretted words.", actor=cast.bob)
    here = f"/statements/{statement.slug}/comments/1"
    assert as_(client, cast.carol).post(f"{here}/withdraw").status_code == 403
    as_(client, cast.bob).post(f"{here}/withdraw")
    found = client.get(here).text
    assert "Withdrawn by its author." in found
    assert "Regretted" not in found


def test_an_address_can_ask_about_a_clause(client, cast):
    statement = stage.consulted(cast)
    as_(client, cast.bob)
    found = client.get(f"/statements/{statement.slug}/comment?clause=3").text
    assert '<option selected value="3">' in found
    assert "People are hurt." not in found.split("The text", 1)[1]
    for odd in ("99", "x", "-1", "9" * 50):
        assert client.get(f"/statements/{statement.slug}/comment?clause={odd}").status_code == 200
        assert client.get(f"/statements/{statement.slug}/comments?clause={odd}").status_code == 200


def test_a_page_finds_a_consultation_over_and_closes_it(client, cast):
    statement = stage.consulted(cast, days=3)
    as_(client, cast.bob)
    with clock.at(statement.consultation_closes_at):
        assert "Being revised" in client.get(f"/statements/{statement.slug}").text
    assert statement.stands is State.REVISING


def test_a_page_finds_a_ballot_over_and_closes_it(client, cast):
    statement = stage.balloted(cast)
    as_(client, cast.bob)
    with clock.at(clock.now() + timedelta(hours=101)):
        assert "Not adopted" in client.get(f"/statements/{statement.slug}").text


# --- the secretariat -----------------------------------------------------------------------------------------------


def opening_form(**more):
    closes = (clock.now() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    usual = {"rule": "broad", "unit": "member", "visibility": "sealed_until_close", "closes_at": closes}
    return usual | more


def test_an_officer_sees_what_would_open_and_confirms_it(client, cast):
    statement = stage.revising(cast)
    here = f"/statements/{statement.slug}/ballot"
    as_(client, cast.olga)
    shown = client.post(here, data=opening_form())
    for words in ("Open this ballot?", "Reporting within ten days.", "Malaysia", "has one seat", "alone"):
        assert words in shown.text
    form = values(shown)
    assert len(form["seen"]) == 64
    assert statement.stands is State.REVISING
    back = client.post(here, data=form | {"back": "1"})
    assert 'name="rule"' in back.text
    opened = client.post(here, data=form)
    assert opened.location == f"/statements/{statement.slug}/ballots/1"
    assert ballots.latest(statement.ref).is_open


def test_what_changed_meanwhile_is_shown_again(client, cast):
    statement = stage.revising(cast)
    here = f"/statements/{statement.slug}/ballot"
    as_(client, cast.olga)
    form = values(client.post(here, data=opening_form()))
    member("Newcomer", "regulators", "VN")
    again = client.post(here, data=form)
    assert again.status_code == 409
    assert "has changed since you saw it" in again.text
    assert "Viet Nam" in again.text
    assert values(again)["seen"] != form["seen"]
    assert client.post(here, data=values(again)).status_code == 303


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"closes_at": "2026-02-30T10:00"}, "not a date and time that exists"),
        ({"closes_at": "2020-01-01T10:00"}, "runs at least"),
        ({"rule": "custom", "support_pct": "30"}, "from 50 to 100"),
        ({"rule": "custom", "min_groups": "x"}, ""),
        ({"rule": "custom", "min_groups": "4"}, "the rule needs 4"),
        ({"unit": "delegation"}, "The roll has 0 groups"),
        ({"rule": "other"}, ""),
    ],
)
def test_a_ballot_that_cannot_be_is_refused_before_it_is_shown(client, cast, typed, says):
    statement = stage.revising(cast)
    as_(client, cast.olga)
    custom = {"quorum_pct": 50, "group_quorum_pct": 34, "min_groups": 3, "min_countries": 3}
    custom |= {"support_pct": 75, "group_support_pct": 50, "backing_pct": 34, "max_objections": -1}
    refused = client.post(f"/statements/{statement.slug}/ballot", data=opening_form() | custom | typed)
    assert refused.status_code in (409, 422)
    assert says in html.unescape(refused.text)
    assert "Open this ballot?" not in refused.text


def test_a_rule_of_ones_own_is_explained_from_its_numbers(client, cast):
    statement = stage.revising(cast)
    as_(client, cast.olga)
    numbers = {"quorum_pct": 61, "group_quorum_pct": 0, "min_groups": 2, "min_countries": 2}
    numbers |= {"support_pct": 50, "group_support_pct": 0, "backing_pct": 0, "max_objections": 1}
    here = f"/statements/{statement.slug}/ballot"
    shown = client.post(here, data=opening_form(rule="custom") | numbers)
    assert "61%" in shown.text
    client.post(here, data=values(shown))
    assert ballots.latest(statement.ref).rule["name"] == "custom"


def test_the_numbers_are_said_in_words_before_anything_would_open(client, cast):
    statement = stage.revising(cast)
    as_(client, cast.olga)
    numbers = {"quorum_pct": 61, "group_quorum_pct": 0, "min_groups": 2, "min_countries": 2}
    numbers |= {
        "support_pct": 50,
        "group_support_pct": 0,
        "backing_pct": 0,
        "max_objections": 1,
        "words": "1",
    }
    here = f"/statements/{statement.slug}/ballot"
    said = client.post(here, data=opening_form(rule="broad") | numbers)
    assert "At least 61% of the seats must take a position" in said.text
    assert "more objections than 1" in said.text
    assert "Show what would open" in said.text
    assert "at least" in said.text and "two officers" in said.text  # what the house has settled
    refused = client.post(here, data=opening_form() | numbers | {"quorum_pct": 101})
    assert refused.status_code == 422
    assert "In words:" not in refused.text


def test_comments_without_an_answer_are_named_where_a_ballot_would_open(client, cast):
    statement = stage.consulted(cast)
    actions.comment(statement, None, "Hm.", actor=cast.bob)
    actions.close_consultation(statement, "So.", actor=cast.olga)
    as_(client, cast.olga)
    assert "without an answer: 1" in client.get(f"/statements/{statement.slug}/ballot").text
    refused = client.post(f"/statements/{statement.slug}/ballot", data=opening_form())
    assert refused.status_code == 409
    assert "no answer yet: #1" in html.unescape(refused.text)


def test_an_officer_publishes_and_withdraws_the_adoption_of_another(client, cast):
    one, other = stage.adopted(cast), stage.adopted(cast, title="Other")
    as_(client, cast.olga)
    assert client.post(f"/statements/{one.slug}/publish").location == f"/statements/JS-{clock.now().year}-001"
    here = f"/statements/{other.slug}/withdraw-adoption"
    assert client.post(here, data={"reason": ""}).status_code == 422
    client.post(here, data={"reason": "A seat was counted twice."})
    assert client.post(here).status_code == 403
    assert "A seat was counted twice." in as_(client, cast.oscar).get(here).text
    client.post(here)
    assert other.stands is State.REVISING
    assert "A seat was counted twice." in as_(client, cast.bob).get(f"/statements/{other.slug}").text


def test_a_successor_is_named_by_its_number(client, cast):
    old, new = stage.published(cast), stage.published(cast, title="Newer")
    as_(client, cast.olga)
    here = f"/statements/{old.number}/supersede"
    for wrong in ("JS-1999-001", old.number, "newer"):
        assert client.post(here, data={"successor": wrong}).status_code == 422
    assert client.post(here, data={"successor": new.number.lower()}).status_code == 303
    assert old.successor_id == new.id


# --- cost ----------------------------------------------------------------------------------------------------------


class Counted:
    """How many statements went to the database inside the block."""

    def __enter__(self):
        self.number = 0
        event.listen(db.engine, "before_cursor_execute", self._count)
        return self

    def __exit__(self, *_):
        event.remove(db.engine, "before_cursor_execute", self._count)

    def _count(self, *_):
        self.number += 1


def cost(client, path) -> int:
    client.get(path)
    with Counted() as counted:
        assert client.get(path).status_code == 200
    return counted.number


def test_no_page_asks_more_of_the_database_as_there_is_more(client, cast):
    statement = stage.consulted(cast)
    here = f"/statements/{statement.slug}"
    pages = ("/statements/", "/", here, f"{here}/comments", f"{here}/revisions", f"{here}/comment")
    actions.comment(statement, None, "First.", actor=cast.bob)
    as_(client, cast.alice)
    few = {page: cost(client, page) for page in pages}
    for n in range(12):
        stage.consulted(cast, title=f"Another {n}")
        remark = actions.comment(statement, 1, f"Remark {n}.", actor=cast.carol)
        actions.dispose(remark, Disposition.ACCEPTED, "Yes.", actor=cast.alice)
    assert {page: cost(client, page) for page in pages} == few
    assert max(few.values()) <= 30


def test_long_lists_come_in_pages_of_bounded_size(client, cast):
    statement = stage.consulted(cast)
    for n in range(60):
        actions.comment(statement, 1, f"Remark number {n}. " + "Words. " * 40, actor=cast.bob)
    as_(client, cast.bob)
    seen, page = [], f"/statements/{statement.slug}/comments"
    while page:
        found = client.get(page)
        assert len(found.data) < 50_000
        seen += [int(n) for n in re.findall(r'id="comment-(\d+)"', found.text)]
        later = re.search(r'<a href="([^"]+)" rel="next"', found.text)
        page = html.unescape(later[1]) if later else ""
    assert seen == list(range(1, 61))
    assert db.session.query(Comment).count() == 60
