"""An entry in words, and its links."""

import re

from markupsafe import Markup

from cop.audit import words
from cop.audit.queries import Told
from cop.kernel import clock
from cop.kernel.refs import Resolved


def told(verb="seat_set", actor="member:1", who=None, what=None, subject="member:2") -> Told:
    return Told(1, clock.now(), actor, verb, subject, {}, who, what)


def test_every_sentence_has_its_gaps(whole_app):
    for verb, says in whole_app.extensions["cop"].verbs.items():
        gaps = re.findall(r"%\((\w+)\)s", says)
        assert set(gaps) <= {"who", "what"} and says.count("%") == len(gaps), verb


def test_names_are_escaped_in_a_linked_sentence(app):
    with app.test_request_context():
        evil = Resolved("member:2", "member", "<b>Bob</b>", '/people/"x')
        made = words.linked(told(what=evil, who=evil))
    assert isinstance(made, Markup)
    assert "<b>" not in made and '"/people/&#34;x"' in made and "&lt;b&gt;Bob" in made


def test_who_is_no_member_is_said_too(app):
    with app.test_request_context():
        assert words.plain(told(actor="system")).startswith("The system set whether member:2")
        assert words.actor(told(actor="visitor")) == "A visitor"
        assert words.actor(told(actor="member:7")) == "Somebody who has left"


def test_a_verb_that_nobody_knows_any_more_is_shown_as_it_is(app):
    with app.test_request_context():
        assert words.plain(told("gone_verb")) == words.linked(told("gone_verb")) == "gone_verb"
