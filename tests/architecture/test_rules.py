"""What every write, verb, route and template must be."""

import ast
import re

from cop.kernel.features import SILENT
from tests.architecture.source import PACKAGE, ROOT, called, functions, modules, tree

RECORDS = {"record"}


def action_files():
    return {
        n: f
        for n, f in modules().items()
        if re.search(r"(^|[._])actions$", n) and not n.startswith("cop.kernel")
    }


def decorators(function: ast.FunctionDef) -> set[str]:
    names = [d.func if isinstance(d, ast.Call) else d for d in function.decorator_list]
    return {n.id for n in names if isinstance(n, ast.Name)}


def public(file):
    return [n for n in tree(file).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def test_every_public_function_among_the_actions_is_one():
    bare = [
        f"{n}.{f.name}"
        for n, file in action_files().items()
        for f in public(file)
        if not decorators(f) & {"action", "upkeep"}
    ]
    assert bare == []


def test_every_action_takes_its_actor_and_the_time():
    wrong = [
        f"{name}.{function.name}"
        for name, file in action_files().items()
        for function in public(file)
        if not {"actor", "now"} <= {a.arg for a in function.args.kwonlyargs}
    ]
    assert wrong == []


def test_every_action_records():
    """By itself, or through a function of ours that does (followed by name to any depth)."""
    bodies = {f.name: called(f) for file in modules().values() for f in functions(tree(file))}
    recording = set(RECORDS)
    while more := {name for name, calls in bodies.items() if calls & recording} - recording:
        recording |= more
    silent = [
        f"{name}.{function.name}"
        for name, file in action_files().items()
        for function in public(file)
        if "action" in decorators(function) and function.name not in recording
    ]
    assert silent == []


def verbs() -> set[str]:
    """Every verb that the source records, where it is written out."""
    found = set()
    for file in modules().values():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
                first = node.args[0]
                found |= {
                    c.value
                    for c in ast.walk(first)
                    if isinstance(c, ast.Constant) and isinstance(c.value, str)
                }
    return found


def test_every_verb_is_known_to_a_manifest(whole_app):
    told = whole_app.extensions["cop"].notices
    assert {v for v in verbs() if re.fullmatch(r"[a-z]+(_[a-z]+)+", v)} - told.keys() == set()


def test_notices_are_functions_or_silent(whole_app):
    house = whole_app.extensions["cop"]
    assert [v for v, tell in house.notices.items() if tell is not SILENT and not callable(tell)] == []


def test_every_verb_has_a_sentence_for_who_reads_the_ledger(whole_app):
    bare = [
        f"{feature.name}: {sorted(missing)}"
        for feature in whole_app.extensions["cop"].features
        if (missing := feature.notices.keys() ^ feature.verbs.keys())
    ]
    assert bare == [], "write each verb's sentence into the manifest's verbs (see cop/kernel/features.py)"


def test_every_route_declares_a_permit(whole_app):
    bare = [
        rule.rule
        for rule in whole_app.url_map.iter_rules()
        if rule.endpoint != "static" and not hasattr(whole_app.view_functions[rule.endpoint], "permit")
    ]
    assert bare == []


def test_no_get_route_is_also_told_to_write_without_a_token(whole_app):
    """Every POST passes the one guard that checks the token: it is the guard that carries the permit."""
    for rule in whole_app.url_map.iter_rules():
        if "POST" in rule.methods:
            assert whole_app.view_functions[rule.endpoint].__wrapped__


def templates() -> dict[str, str]:
    return {
        f.relative_to(ROOT / "templates").as_posix(): f.read_text() for f in (ROOT / "templates").rglob("*.*")
    }


def test_every_template_is_used():
    sources = "\n".join([*templates().values(), *(f.read_text() for f in PACKAGE.rglob("*.py"))])
    unused = [
        name
        for name in templates()
        if f'"{name}"' not in sources and f"'{name}'" not in sources and not _mail_used(name, sources)
    ]
    assert unused == []


def _mail_used(name: str, sources: str) -> bool:
    """A mail's template is named without its folder and ending."""
    return name.startswith("mail/") and f'"{name.removeprefix("mail/").removesuffix(".txt")}"' in sources
