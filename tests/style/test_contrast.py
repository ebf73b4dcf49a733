"""Colours are numbers, so their contrast is tested: WCAG 2.2 AA, text 4.5, signs of a control 3."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static/theme.css").read_text()
TEXTS = ("ink", "ink-2", "accent", "endorse", "reserve", "aside", "object")
GROUNDS = ("paper", "field", "tint", "wash")
SIGNS = (("edge", "paper"), ("edge", "field"), ("accent", "hairline"), ("ink", "aside-fill"))
SCHEMES = ("light", "dark")


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))


def scheme(name: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[0::2][:2]
    return colours(light) | (colours(dark) if name == "dark" else {})


def luminance(colour: str) -> float:
    def linear(channel: str) -> float:
        c = int(channel, 16) / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_dark_differs_from_light_in_every_colour_that_is_named():
    light, dark = scheme("light"), scheme("dark")
    assert len(light) == 22
    assert all(light[name] != dark[name] for name in light)


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_readable_on_every_ground(name, ground, text):
    found = scheme(name)
    assert ratio(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("name", SCHEMES)
def test_words_on_the_filled_button_and_in_the_bars(name):
    found = scheme(name)
    assert ratio(found["on-accent"], found["accent"]) >= 4.5
    assert ratio(found["on-accent"], found["object"]) >= 4.5
    assert ratio(found["paper"], found["endorse"]) >= 4.5
    assert ratio(found["ink"], found["aside-fill"]) >= 4.5


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize(("sign", "ground"), SIGNS)
def test_signs_of_a_control_stand_out(name, sign, ground):
    found = scheme(name)
    assert ratio(found[sign], found[ground]) >= 3


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("step", range(5))
def test_a_digit_is_readable_on_every_step_of_the_heatmap(name, step):
    found = scheme(name)
    digit = found["on-heat-low"] if step < 3 else found["on-heat-high"]
    assert ratio(digit, found[f"heat-{step}"]) >= 4.5


def test_no_colour_is_written_outside_the_properties():
    rules = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rules) == []
