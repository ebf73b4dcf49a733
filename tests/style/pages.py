"""The living style page: every macro on sample pages, served by an application of its own.

Run by hand: `python -m tests.style.pages`, then open http://127.0.0.1:5099/sample/.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace as Thing

from flask import Flask, render_template, url_for
from flask_babel import Babel
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, FileSystemLoader

from tests.style import samples

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in (HERE / "templates").glob("*.html") if path.stem != "index")
ERRORS = (400, 403, 404, 409, 422, 429, 500, 503)
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


def make_app(root: Path) -> Flask:
    """Return an application with the project's templates and static files and sample data only."""
    app = Flask("style", root_path=str(root), template_folder="templates", static_folder="static")
    app.config.update(SECRET_KEY="style page only", WTF_CSRF_ENABLED=False)
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(root / "templates"), FileSystemLoader(HERE / "templates")]
    )
    Babel(app)
    _add_globals(app, root / "static")
    app.context_processor(_frame)
    app.add_url_rule("/sample/", "index", lambda: render_template("index.html", names=NAMES))
    app.add_url_rule("/sample/<name>", "sample", _sample)
    app.add_url_rule("/error/<int:code>", "error", _error)
    app.add_url_rule("/resend", "resend", lambda: render_template("errors/resend.html", typed=samples.TYPED))
    app.after_request(_with_policy)
    return app


def _add_globals(app: Flask, static: Path) -> None:
    def asset(name: str) -> str:
        digest = hashlib.sha256((static / name).read_bytes()).hexdigest()[:8]
        return url_for("static", filename=name, v=digest)

    app.jinja_env.globals.update(asset=asset, csrf_token=generate_csrf, form_key=lambda: "sample-key")
    app.jinja_env.filters.update(
        when=lambda at: at.strftime("%-d %B %Y, %H:%M Vientiane time"),
        day=lambda at: at.strftime("%-d %B %Y"),
        ago=lambda at: "three days ago",
        country=lambda code: code,
    )


def _frame() -> dict:
    return {
        "viewer": Thing(is_member=True, name="Dr Mali S.", zone="Asia/Vientiane"),
        "nav": samples.NAV,
        "account_nav": samples.ACCOUNT,
        "footer_nav": samples.FOOTER,
        "demo": True,
        "site_name": "Healthcare AI",
        "languages": [("en", "English"), ("th", "ไทย"), ("lo", "ລາວ"), ("km", "ភាសាខ្មែរ"), ("my", "မြန်မာ")],
        "viewer_zone_label": "Vientiane, UTC+7",
        "now": datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
    }


def _sample(name: str) -> str:
    return render_template(f"{name}.html", **samples.data(name))


def _error(code: int) -> tuple[str, int]:
    page = "errors/down.html" if code in (500, 503) else "errors/error.html"
    return render_template(page, code=code), code


def _with_policy(answer):
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


if __name__ == "__main__":
    make_app(HERE.parents[1]).run(port=5099)
