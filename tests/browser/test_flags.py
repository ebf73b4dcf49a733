"""A post is flagged, its author warned, and the author appeals: each page as those see it whom it concerns."""

import pytest

from tests.browser.person import PHONE, Person

pytestmark = pytest.mark.browser


def test_from_a_flag_to_the_answer_of_an_appeal(chromium, site):
    advocate, office, author, other = (
        Person(chromium, site.address, persona, width=width)
        for persona, width in (
            ("advocate", PHONE),
            ("secretariat", 1280),
            ("developer", PHONE),
            ("secretariat2", 1280),
        )
    )
    advocate.go("/discussions/plenary/")
    advocate.follow("Who signs off a chatbot")
    advocate.follow("Flag", within="main #post-3")
    advocate.choose(reason="misleading")
    advocate.press("Flag it")
    office.go("/moderation/")
    office.follow("Who signs off a chatbot")
    case = office.at
    office.press("Take it")
    office.follow("Decide")
    office.press("Decide")
    assert office.refused()
    office.choose(ruling="warned")
    office.fill(reason="Say on which patients it was tried.")
    office.press("Decide")
    author.go("/")
    author.follow("The moderators looked at a post of yours")
    author.follow("Appeal")
    author.fill(words="It was said two posts above.")
    author.press("Send the appeal")
    other.go(f"{case}/settle")
    other.choose(granted="no")
    other.fill(answer="Say it again where it matters.")
    other.press("Send the answer")
    author.go("/")
    author.page.goto(f"{site.address}/moderation/rulings/{case.rpartition('/')[2]}")
    author.look()
    assert author.reads("Not granted: the decision stands.")
