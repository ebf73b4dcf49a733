"""Every sentence can be translated: in templates, in refusals, in forms, in manifests."""

import ast
import re

import jinja2
import pytest

from cop.kernel import errors
from tests.architecture.source import ROOT, modules, tree

LEXER = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
SAME_EVERYWHERE = {
    "UTC",
    "SHA",
    "PDF",
    "JSON",
    "CSV",
    "BibTeX",
    "Markdown",
    "Ed25519",
    "verify",
    "py",
    "python",
    "json",
}
MARKUP = re.compile(r"<!--.*?-->|<code\b.*?</code>|<kbd\b.*?</kbd>|&\w+;|https?://\S+", re.DOTALL)
SPOKEN = re.compile(r'\b(?:aria-label|title|placeholder|alt|label)="([^"]*[A-Za-z]{2}[^"]*)"')
REFUSALS = {n for n, c in vars(errors).items() if isinstance(c, type) and issubclass(c, errors.Refused)}
LABELLED = {
    "Line",
    "Prose",
    "StringField",
    "TextAreaField",
    "SelectField",
    "RadioField",
    "BooleanField",
    "DateField",
}
LABELLED |= {"PasswordField", "IntegerField", "SelectMultipleField", "WallTime", "EmailField", "Place"}
MARKS = {"_", "_l", "N_", "gettext", "lazy_gettext", "ngettext"}


def bare_words(source: str) -> list[str]:
    """Words of a template that stand outside every expression, translation block, tag and code sample."""
    text, inside = [], 0
    for _line, kind, value in LEXER.lex(source):
        if kind == "name" and value in ("trans", "endtrans"):
            inside += 1 if value == "trans" else -1
        elif kind == "data" and not inside:
            text.append(value)
        elif kind == "variable_begin":
            text.append("\x00")
    whole = MARKUP.sub(" ", "".join(text))
    spoken = [words for words in SPOKEN.findall(whole) if "\x00" not in words]
    shown = re.sub(r"<[^>]*>", " ", whole, flags=re.DOTALL)
    without_ids = re.sub(r"\x00-\w+", " ", " ".join([shown, *spoken]))
    words = re.findall(r"[A-Za-z]{2,}", without_ids)
    return [w for w in words if w not in SAME_EVERYWHERE]


PAGES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))


@pytest.mark.parametrize("file", PAGES, ids=lambda f: f.relative_to(ROOT / "templates").as_posix())
def test_every_word_of_a_template_can_be_translated(file):
    assert bare_words(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted", ["<p>Hello there</p>", '<a title="Go on" href="/x">{{ y }}</a>', "{{ _('a') }} words"]
)
def test_a_planted_sentence_is_seen(planted):
    assert bare_words(planted)


def unmarked(name: str, file) -> list[str]:
    """Calls whose first argument is a sentence that no mark makes translatable."""
    found = []
    for node in ast.walk(tree(file)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in REFUSALS | LABELLED
        ):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant | ast.JoinedStr) and getattr(first, "value", "x"):
                found.append(f"{name}:{node.lineno}")
    return found


def test_refusals_labels_and_menus_are_marked():
    assert [
        line for name, file in modules().items() if name != "cop.verify" for line in unmarked(name, file)
    ] == []


def inside_a_formatted_string(module: ast.AST) -> list[str]:
    """Sentences that whoever gathers them for the translators does not find: no reader of them sees into an f-string."""
    return [
        call.args[0].value
        for formatted in ast.walk(module)
        if isinstance(formatted, ast.JoinedStr)
        for call in ast.walk(formatted)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in MARKS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]


def test_no_sentence_hides_in_a_formatted_string():
    assert [said for file in modules().values() for said in inside_a_formatted_string(tree(file))] == []


def test_a_planted_one_is_seen():
    assert inside_a_formatted_string(ast.parse("""f"# {gettext('Hidden')}" """)) == ["Hidden"]
