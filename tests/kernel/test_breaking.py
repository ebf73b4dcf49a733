"""Line ends in scripts without spaces: between words, in text alone, and never in what is stored."""

import pytest

from cop.kernel.breaking import HERE, breakable, knows_words

pytestmark = pytest.mark.skipif(not knows_words(), reason="needs the extra pdf")
WORDS = {
    "ເຄື່ອງມືຄວນໄດ້ຮັບການທົດສອບ": ["ເຄື່ອງມື", "ຄວນ", "ໄດ້ຮັບ", "ການທົດສອບ"],
    "ត្រូវតែសាកល្បងជាមួយទិន្នន័យ": ["ត្រូវតែ", "សាកល្បង", "ជាមួយ", "ទិន្នន័យ"],
    "အချက်အလက်များ": ["အချက်အလက်", "များ"],
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_a_space_of_no_width_stands_between_words(text, words):
    assert breakable(f"<p>{text}</p>") == f"<p>{HERE.join(words)}</p>"


@pytest.mark.parametrize(
    "text", ["", "Words as they are.", "工具在投入", "เครื่องมือต้อง", "கருவி", "a < b &amp; c"]
)
def test_other_scripts_are_left_alone(text):
    assert breakable(text) == text


def test_tags_keep_what_they_hold():
    lao = "ເຄື່ອງມືຄວນ"
    html = f'<a href="https://a.example/{lao}" title="{lao}">{lao}</a>'
    assert breakable(html) == html.replace(f">{lao}<", f">{'ເຄື່ອງມື'}{HERE}ຄວນ<")


@pytest.mark.parametrize("text", WORDS)
def test_nothing_else_is_added_or_lost(text):
    mixed = f"{text} (12%) {text}, <b>{text}</b>"
    assert breakable(mixed).replace(HERE, "") == mixed
