"""Texts are composed while a page is asked for."""

import pytest


@pytest.fixture
def writing(app):
    with app.test_request_context():
        yield
