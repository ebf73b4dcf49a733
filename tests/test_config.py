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
        ("COP_SSO_ISSUER", "http://id.example.org", "needs an address that begins with https:"),
        (
            "COP_SSO_ISSUER",
            "https://id.example.org",
            "COP_SSO_CLIENT_ID, COP_SSO_CLIENT_SECRET, COP_SSO_LABEL is not set",
        ),
        ("COP_SSO_SECOND_FACTOR", "amr", "needs COP_SSO_ISSUER"),
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


SSO = {
    "sso_issuer": "https://id.example.org/",
    "sso_client_id": "cop",
    "sso_client_secret": "x",
    "sso_label": "Ministry",
}


def test_an_issuer_is_kept_to_the_letter():
    assert Config(**SSO).sso_issuer == "https://id.example.org/"
    assert Config(**SSO | {"sso_issuer": "http://127.0.0.1:9000"}).sso_issuer


def test_single_sign_on_without_its_libraries_is_said(monkeypatch):
    monkeypatch.setattr("config.SSO_LIBRARIES", ("authlib", "no_such_library"))
    with pytest.raises(WrongSetting, match="not installed"):
        Config(**SSO)
    assert Config().sso_label == ""
