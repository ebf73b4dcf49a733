"""A wrong setting stops the start with a sentence that names it."""

import pytest

from config import Config, WrongSetting, from_environment


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("COP_PORT", "eighty", "COP_PORT is 'eighty' but needs a whole number from 1 to 65535"),
        ("COP_PORT", "0", "from 1 to 65535"),
        ("COP_DEMO", "true", "needs yes or no"),
        ("COP_DATABASE_URL", "mysql://x", "begins with one of: sqlite:"),
        ("COP_BASE_URL", "example.org", "begins with one of: http:"),
        ("COP_MAIL_URL", "mailto:x", "begins with one of: smtp:"),
        ("COP_BASEURL", "http://x", "There is no setting COP_BASEURL"),
    ],
)
def test_a_wrong_value_is_a_sentence(name, value, sentence):
    with pytest.raises(WrongSetting, match=sentence):
        from_environment({name: value})


def test_what_is_told_wins_over_the_environment():
    assert from_environment({"COP_PORT": "9000"}, port=9001).port == 9001
    assert from_environment({"COP_PORT": "9000"}, port=None).port == 9000


@pytest.mark.parametrize("reachable", [{"host": "0.0.0.0"}, {"base_url": "https://cop.example.org"}])
def test_demonstration_mode_stays_on_this_machine_unless_told_twice(reachable):
    with pytest.raises(WrongSetting, match="lets anyone sign in as anyone"):
        Config(demo=True, **reachable)
    assert Config(demo=True, demo_anywhere=True, **reachable).demo
