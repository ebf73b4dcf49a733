"""Rules about templates and static files that a careless edit would break."""

import re
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SENT_ON_A_FIRST_VISIT = ("theme.css", "print.css", "app.js", "sprite.svg", "favicon.svg")
TAKEN_ALONG = "templates/meetings/pack.html"  # a file that is opened without the site, and brings its style
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a handler attribute": r"<[^>]*\son[a-z]+\s*=",
    "a script without a source": r"<script(?![^>]*\bsrc=)",
    "a javascript address": r"javascript:",
    "a data address": r"(?:src|href)\s*=\s*[\"']data:",
    "something from another host": r"(?:src|<link[^>]*href|<use[^>]*href)\s*=\s*[\"']https?:",
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_comments(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_strict_policy_has_nothing_to_refuse(what):
    rule = re.compile(FORBIDDEN[what], re.IGNORECASE)
    guilty = {named(path) for path in TEMPLATES if rule.search(without_comments(path))}
    assert guilty == ({TAKEN_ALONG} if what == "a style element" else set())


@pytest.mark.parametrize(
    ("what", "planted"),
    [
        ("a style attribute", '<p class="a" style="color: red">'),
        ("a style element", "<style>p { margin: 0 }</style>"),
        ("a handler attribute", '<a href="#" onclick="go()">'),
        ("a script without a source", "<script>go()</script>"),
        ("a javascript address", '<a href="javascript:go()">'),
        ("a data address", '<img src="data:image/png;base64,">'),
        ("something from another host", '<script src="https://example.org/a.js">'),
    ],
)
def test_each_of_these_rules_sees_what_it_is_for(what, planted):
    assert re.search(FORBIDDEN[what], planted, re.IGNORECASE)


def test_every_icon_that_is_named_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (ROOT / "static/sprite.svg").read_text()))
    named_icons = {
        name
        for path in TEMPLATES
        for name in re.findall(
            r'icon\("([a-z-]+)"\)|badge\([^()]*\([^()]*\), "[a-z]*", "([a-z-]+)"\)', path.read_text()
        )
        for name in name
        if name
    }
    assert {"menu", "shield-check"} <= named_icons
    assert named_icons - {"accent", "claim"} <= drawn  # the kinds of a badge are no icons


def test_style_script_and_icons_stay_small():
    sent = sum(
        len(brotli.compress((ROOT / "static" / name).read_bytes(), quality=5))
        for name in SENT_ON_A_FIRST_VISIT
    )
    assert sent <= 25_000


def test_the_licence_of_the_icons_stands_beside_them():
    assert "Lucide" in (ROOT / "static/lucide-license.txt").read_text()
    assert "lucide-license.txt" in (ROOT / "static/sprite.svg").read_text()


def test_templates_stay_short():
    lengths = {named(path): len(path.read_text().splitlines()) for path in TEMPLATES}
    assert {name: n for name, n in lengths.items() if n > 120} == {}
