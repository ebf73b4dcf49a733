"""Replies as mail programs send them are trimmed to what their writers wrote; nothing of what is cut is lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.mail.quoting import parts
from tests.mail.corpus import corpus


def test_the_corpus_is_trimmed_right():
    wrong = [(name, parts(text).kept, words) for name, text, words in corpus() if parts(text).kept != words]
    assert wrong == [], f"{len(wrong)} of {len(list(corpus()))}"


def test_the_corpus_is_what_it_says():
    assert len(list(corpus())) >= 260


@pytest.mark.parametrize("name", ["English: Gmail", "Thai: signature", "answers between lines"])
def test_what_is_cut_is_kept_apart(name):
    text = {n: t for n, t, _words in corpus()}[name]
    kept, cut = parts(text)
    assert not [line for line in text.split("\n") if line.strip() and line.rstrip() not in f"{kept}\n{cut}"]


@given(st.text(alphabet=" ab:>-@<2026wrote\n", max_size=120))
@settings(max_examples=60)
def test_no_line_is_lost(text):
    kept, cut = parts(text)
    words = sorted(line.strip() for line in text.split("\n") if line.strip())
    assert set(words) <= {line.strip() for line in f"{kept}\n{cut}".split("\n")} | {text.strip()}


@pytest.mark.parametrize(
    "piece", ["On 2026 ", "From: \n", "> \n", "<a@b ", "-" * 6, "wrote ", "a:\n", "\n\n", "On 20 wrote"]
)
def test_long_mails_take_no_time(piece):
    text = (piece * 60_000)[:200_000]
    begun = time.perf_counter()
    parts(text)
    assert time.perf_counter() - begun < 2
