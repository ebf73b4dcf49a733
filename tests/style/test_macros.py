"""What the macros write, read from the sample pages."""

import re

import pytest

from tests.style import pages

# Words of the sample pages that only one macro could have written.
SIGNS = {
    "ballot": [
        'class="positions"',
        'class="timeline"',
        "<ins>five</ins>",
        "<del>ten</del>",
        'class="turnout"',
    ],
    "form": ['role="alert"', 'type="password"', 'type="file"', "multipart/form-data", 'data-guess="zone"'],
    "home": [
        'class="rows awaiting"',
        'class="empty"',
        'class="facts clocks"',
        'class="needs"',
        'class="pairs"',
    ],
    "pilot": [
        'class="tracks"',
        "stop suspended",
        "Regulator-attested",
        "Public document",
        "Applicant's claim",
    ],
    "statement": ['class="clauses"', 'class="strips"', 'class="matrix"', 'table class="stack tests"', "mini"],
    "thread": ['class="tree"', 'class="new-line"', 'class="pager"', "depth-3", "accepted-line"],
}


@pytest.mark.parametrize("name", pages.NAMES)
def test_a_sample_page_shows_its_macros(shown, name):
    html = shown(name)
    assert [sign for sign in SIGNS[name] if sign not in html] == []


@pytest.mark.parametrize("name", pages.NAMES)
def test_ids_are_unique_and_what_is_pointed_to_exists(shown, name):
    html = shown(name)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    pointed = re.findall(r'\sfor="([^"]*)"', html)
    for attribute in ("aria-describedby", "aria-labelledby"):
        pointed += " ".join(re.findall(rf'{attribute}="([^"]*)"', html)).split()
    assert set(pointed) <= set(ids)


def test_a_refused_form_names_each_error_in_the_summary_and_at_its_field(shown):
    html = shown("form")
    summary = html[html.index('class="errors"') : html.index("The rest is kept")]
    assert "answers need another look" in summary
    for target in ("email", "password", "group-0", "why"):
        assert f'href="#{target}"' in summary
        assert f'id="{target}"' in html
    assert 'aria-describedby="email-hint email-error" aria-invalid="true"' in html
    assert 'value="malee.s@"' in html


def test_a_form_that_was_not_refused_has_no_summary(shown):
    assert 'class="errors"' not in shown("ballot")


def test_every_posting_form_carries_its_token_and_all_but_the_language_switch_a_key(shown):
    for name in pages.NAMES:
        for form in re.findall(r'<form method="post".*?</form>', shown(name), re.DOTALL):
            assert 'name="csrf_token" value="' in form
            assert 'name="form_key" value="sample-key' in form or 'action="/language"' in form


def test_a_hidden_version_travels_with_the_form(shown):
    assert '<input name="version" type="hidden" value="' in shown("form")


def test_only_optional_answers_are_marked(shown):
    html = shown("form")
    assert re.search(r'for="letter">Letter of your authority <span class="optional">', html)
    assert '<label for="why">What you would like to bring or learn</label>' in html


def test_what_people_wrote_is_escaped(style_app):
    with style_app.test_request_context():
        macros = style_app.jinja_env.get_template("macros/text.html").module
        assert "<script>" not in macros.diff([("+", "<script>alert(1)</script>")])


def test_bars_are_drawn_to_scale(style_app):
    with style_app.test_request_context():
        drawing = style_app.jinja_env.get_template("macros/strip.html").module
        segments = drawing.segments({"endorse": 6, "reserve": 1, "object": 1, "recuse": 5}, 8)
    shares = re.findall(r'class="seg pos-(\w+)" x="([\d.]+)%" width="([\d.]+)%"', segments)
    assert shares == [
        ("endorse", "0.00", "75.00"),
        ("reserve", "75.00", "12.50"),
        ("object", "87.50", "12.50"),
    ]


def test_positions_stand_in_their_order(shown):
    html = shown("statement")
    words = re.findall(r'<li><span class="position pos-(\w+)">', html)
    assert words == ["endorse", "reserve", "object", "stand_aside", "silent", "recuse"]


def test_a_cell_says_in_words_what_its_shapes_say(shown):
    assert '<span class="hidden">1 endorse, 1 reserve</span>' in shown("statement")
    assert '<span class="hidden">12 endorse, 3 stand aside</span>' in shown("statement")


def test_a_group_without_seats_is_called_so(shown):
    assert re.search(r"Partners.*?Not represented", shown("statement"), re.DOTALL)


def test_a_short_group_is_told_how_many_are_missing(shown):
    assert "One more seat needed for its quorum" in shown("ballot")


def test_a_deep_answer_quotes_its_parent_and_a_removed_post_keeps_its_place(shown):
    html = shown("thread")
    assert "To Dr Mali S.:</a> A waiver is possible" in html
    assert re.search(r'id="post-7">\s*<p class="meta">Removed by its author', html)


@pytest.mark.parametrize("code", pages.ERRORS)
def test_an_error_says_what_to_do(style_app, code):
    html = style_app.test_client().get(f"/error/{code}").get_data(as_text=True)
    assert f"Error {code}" in html
    assert re.search(r"again|Try|secretariat|page you came from", html)
    assert "To the first page" in html


@pytest.mark.parametrize("code", [500, 503])
def test_a_failure_page_needs_nothing_from_the_frame(style_app, code):
    with style_app.test_request_context():
        page = style_app.jinja_env.get_template("errors/down.html").render(code=code, reference="a1b2")
    assert "a1b2" in page


def test_a_form_that_came_too_late_is_shown_again_with_what_was_typed(style_app):
    html = style_app.test_client().get("/resend").get_data(as_text=True)
    assert '<input type="hidden" name="title" value="Short">' in html
    assert "interval of &lt;four&gt; points.\nIs that enough?</blockquote>" in html
    assert 'name="csrf_token" value="' in html


def test_a_visitor_has_the_two_links_in_the_open_and_a_member_a_menu(style_app):
    with style_app.test_request_context():
        macros = style_app.jinja_env.get_template("macros/nav.html").module
        links = [{"label": label, "url": "/x", "current": False, "count": 0} for label in ("Sign in", "Join")]
        visitor = macros.own_links({"is_member": False}, links)
        member = macros.own_links({"is_member": True, "name": "Ana <b>"}, links)
    assert "<details" not in visitor
    assert 'class="strong">Join' in visitor
    assert "<details" in member
    assert "Ana &lt;b&gt;" in member
