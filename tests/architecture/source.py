"""The project's own source as the rules about it read it."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "cop"


def modules() -> dict[str, Path]:
    """Dotted name of every module of ours, and its file."""
    files = [*PACKAGE.rglob("*.py"), ROOT / "config.py", ROOT / "wsgi.py"]
    return {".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): f for f in files}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def imports(node: ast.AST) -> list[str]:
    """Dotted names that an import statement brings, of ours only; ``from a import b`` brings ``a.b``."""
    if isinstance(node, ast.Import):
        found = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        found = [f"{node.module}.{alias.name}" for alias in node.names]
    else:
        return []
    return [name for name in found if name.split(".")[0] in ("cop", "config", "wsgi")]


def functions(module: ast.AST):
    return [n for n in ast.walk(module) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def called(node: ast.AST) -> set[str]:
    """Names called anywhere inside ``node``: ``f`` for f(), ``g`` for x.g()."""
    calls = [n.func for n in ast.walk(node) if isinstance(n, ast.Call)]
    return {
        c.id if isinstance(c, ast.Name) else c.attr for c in calls if isinstance(c, ast.Name | ast.Attribute)
    }
