"""The WSGI application, for any server: ``wsgi:app``."""

from config import from_environment
from cop.app import create_app

app = create_app(from_environment())
