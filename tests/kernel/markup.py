"""Texts that keep a Markdown renderer busy, each as large as the guard lets through; and texts that carry scripts."""

from cop.kernel.errors import Invalid
from cop.kernel.markup import LONGEST, guard

UNITS = [
    "[", "![", "[a](", "[a][b]", "[a]:\n", "[a]: b\n", "[![a](b)](c)", '[a](b "', "[a](b(c",
    "*a", "**a", "***a", "*a* ", "*a **b ", "_a", "*_a", "`a", "``a`", "\\*", "~a",
    "<a ", "<a>", "<!--", "<http://a", "<a@b", "&#", "http://a.b ", "a@b.c ", "www.a ",
    "a|b\n-|-\n", "|-", "|", "# a\n", "a\n=\n", "---\n", "* * *\n", "a\n\n", "a  \n", "    a\n",
    "- a\n", "1. a\n", "- a\n\n", "- - - - - - a\n", "> a\n", "> - 1. a\n", ">", " ",
    "[^a]", "[^a]: b\n", "x[^1]\n\n[^1]: y\n\n", "- [x] a\n", "@a ", "thread:1 ", "/a/b ",
]  # fmt: skip

# Measured on an ordinary machine before there was a guard: these took from half a second to more than a minute, or
# overflowed the stack.
ONCE_SLOW = [
    "[" * 20_000,
    "[a](" * 8_000,
    "[" * 1_000 + "x" * 49_000,
    "``a`" * 12_000,
    "<a " * 16_000,
    "a\n=\n" * 10_000,
    "---\n" * 12_000,
    "* * *\n" * 8_000,
    "1. " * 15_000,
    "+ " * 20_000,
    "> - " * 10_000,
    "\n".join("  " * depth + "- a" for depth in range(200)),
    "a|b\n-|-\n" + "`|" * 20_000,
    "*a" * 20_000,
    "&#~a<!-- " * 1_000,
]

SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:alert(1))",
    '[a](http://x "onmouseover=alert(1) x=")',
    '[a](http://x" onmouseover="alert(1))',
    "![a](javascript:alert(1))",
    "![a](http://tracker.example/a.png)",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "<style>body{display:none}</style>",
    "<form action=//evil.example><button>Sign in",
    '<a href="//evil.example" style="position:fixed">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "a|b\n-|-\n<script>|<b onclick=alert(1)>",
    "# <script>alert(1)</script>",
    "https://x.example/<script>alert(1)</script>",
    '"><script>alert(1)</script>@example.org',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


def allowed(source: str) -> bool:
    try:
        guard(source)
    except Invalid:
        return False
    return len(source) <= LONGEST


def largest(unit: str) -> str:
    """``unit`` as often as the guard lets it through."""
    low, high = 1, LONGEST // len(unit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if allowed(unit * middle) else (low, middle - 1)
    return unit * low


def padded(text: str) -> str:
    """The same before as much plain text as the guard lets through."""
    rest = LONGEST - len(text)
    return next((t for share in (1, 2, 4, 16) if allowed(t := text + "x" * (rest // share))), text)
