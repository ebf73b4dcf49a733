"""``check`` finds what is wrong and says it."""

from sqlalchemy import update

from cop import checks
from cop.kernel import clock, ledger, outbox, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from tests.people import member


def found(app) -> str:
    return "\n".join(checks.troubles(app.extensions["cop"].config))


def test_a_sound_community_has_no_trouble_of_the_record(app):
    member()
    worker.tick()
    assert "seal" not in found(app)
    assert "attempts" not in found(app)


def test_a_changed_seal_is_found(app):
    worker.tick()
    with transaction():
        db.session.execute(update(ledger.Seal).values(hash="f" * 64))
    assert "does not match its rows" in found(app)


def test_items_out_of_attempts_are_found(app):
    with transaction():
        outbox.put("mail", {}, key="stuck", due=clock.now())
        db.session.execute(
            update(outbox.Item).where(outbox.Item.key == "stuck").values(attempts=outbox.ATTEMPTS)
        )
    assert "1 items of the outbox" in found(app)
