"""The application: the one place that knows every feature; it loops over their manifests."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config
from cop.access.feature import feature as access
from cop.access.sso_feature import feature as sso
from cop.admission.feature import feature as admission
from cop.alerts.feature import feature as alerts
from cop.almanac.feature import feature as almanac
from cop.attachments.feature import feature as attachments
from cop.audit.feature import feature as audit
from cop.ballots.feature import feature as ballots
from cop.calendars.feature import feature as calendars
from cop.calls.feature import feature as calls
from cop.clearance.feature import feature as clearance
from cop.delivery.feature import feature as delivery
from cop.discussions.feature import feature as discussions
from cop.enquiries.feature import feature as enquiries
from cop.facilitation.feature import feature as facilitation
from cop.home.feature import feature as home
from cop.incidents.feature import feature as incidents
from cop.kernel import db, http, kept, keys, words
from cop.kernel.features import Feature, House
from cop.kernel.health import feature as health
from cop.mail.feature import feature as mail
from cop.meetings.feature import feature as meetings
from cop.members import sessions
from cop.members.feature import feature as members
from cop.moderation.feature import feature as moderation
from cop.oversight.feature import feature as oversight
from cop.panels.feature import feature as panels
from cop.pilots.feature import feature as pilots
from cop.polls.feature import feature as polls
from cop.privacy.feature import feature as privacy
from cop.profiles.feature import feature as profiles
from cop.search.feature import feature as search
from cop.spaces.feature import feature as spaces
from cop.statements.feature import feature as statements
from cop.writing.feature import feature as writing

ROOT = Path(__file__).parent.parent
FEATURES: tuple[Feature, ...] = (
    members,
    access,
    profiles,
    sso,
    spaces,
    clearance,
    delivery,
    attachments,
    writing,
    mail,
    moderation,
    admission,
    health,
    home,
    discussions,
    facilitation,
    meetings,
    calendars,
    polls,
    almanac,
    ballots,
    statements,
    pilots,
    panels,
    oversight,
    calls,
    enquiries,
    incidents,
    alerts,
    privacy,
    search,
    audit,
)
LARGEST_POST = 1_000_000  # bytes
A_YEAR = 365 * 24 * 3600


def create_app(config: Config) -> Flask:
    """The application for ``config``. Raises RuntimeError when a route declares no permit."""
    app = Flask("cop", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(_flask_settings(config))
    app.extensions["cop"] = House(config, FEATURES)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for part in (db, sessions, words):
        part.init_app(app)
    http.init_app(app)
    kept.init_app(app)
    if config.proxies:
        hops = dict.fromkeys(("x_for", "x_proto", "x_host"), config.proxies)
        app.wsgi_app = ProxyFix(app.wsgi_app, **hops)  # type: ignore[method-assign]
    for feature in FEATURES:
        for blueprint in feature.blueprints + (feature.demo_blueprints if config.demo else ()):
            app.register_blueprint(blueprint)
    _demand_permits(app)
    return app


def _flask_settings(config: Config) -> dict[str, object]:
    prefix = "__Host-" if config.secure else ""
    return {
        "SECRET_KEY": keys.kept_secret(config.data_dir, "cookies"),
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": db.engine_options(config.database_url),
        "SESSION_COOKIE_NAME": f"{prefix}cop",
        "SESSION_COOKIE_SECURE": config.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": sessions.ABSOLUTE,
        "SESSION_REFRESH_EACH_REQUEST": False,  # the session's row says how long it lasts
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_I18N_ENABLED": False,  # it would read its catalogue again for each request: forms say their languages
        "SEND_FILE_MAX_AGE_DEFAULT": A_YEAR,  # an asset's address carries a hash of its content
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
        "COMPRESS_LEVEL": 4,
        "MAX_CONTENT_LENGTH": LARGEST_POST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_POST,
        "MAX_FORM_PARTS": 2_000,
    }


def _demand_permits(app: Flask) -> None:
    """A route that nobody declared is a hole: refuse to start."""
    bare = [r.rule for r in app.url_map.iter_rules() if not hasattr(app.view_functions[r.endpoint], "permit")]
    if bare := [rule for rule in bare if not rule.startswith("/static/")]:
        raise RuntimeError(f"routes without a permit: {bare}")
