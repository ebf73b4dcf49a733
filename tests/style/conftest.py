"""A small application that renders the real templates with sample data: the living style page."""

from pathlib import Path

import pytest

from tests.style import pages

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def style_app():
    return pages.make_app(ROOT)


@pytest.fixture
def shown(style_app):
    """Return the HTML of one sample page: shown("ballot")."""
    client = style_app.test_client()

    def show(name: str) -> str:
        answer = client.get(f"/sample/{name}")
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    return show
