"""Alembic's entry: migrates the connection that ``cop.kernel.schema`` hands over, or the configured database."""

from alembic import context

from config import from_environment
from cop.app import create_app
from cop.kernel.db import db
from cop.kernel.schema import is_a_models


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_name=is_a_models,
        user_module_prefix="cop.kernel.db.",
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    app = create_app(from_environment())
    with app.app_context(), db.engine.connect() as connection:
        run(connection)
