"""What lies at an address of the site, and ids that parse one to one."""

import re

import pytest

from cop.kernel import addresses
from cop.members.models import Visitor


@pytest.mark.parametrize("id", ["0", "007", "-1", "2147483648", "9" * 40, "๑๒"])
def test_ids_that_do_not_print_back_are_no_addresses(app, id):
    rules = app.url_map.converters["int"](app.url_map)
    matched = re.fullmatch(rules.regex, id)
    assert not matched or int(id) > addresses.LARGEST


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "member:0",
        "member:1",
        "nothing:1",
        "member:99999999999999",
        "https://elsewhere.example/meetings/1-a",
        "//",
        "[",
        "/\x00",
        "/static/theme.css",
    ],
)
def test_what_is_not_ours_is_nothing(app, typed):
    with app.test_request_context():
        assert addresses.ref_at(typed, Visitor()) is None
