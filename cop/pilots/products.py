"""Products and their versions, made when they are first named; in the caller's transaction."""

from __future__ import annotations

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.text import sort_key
from cop.pilots.models import Product, ProductVersion

NAMED = ("product", "developer", "product_version")


def version_id(product: str, developer: str, product_version: str) -> int | None:
    """The id of that version, made if it is new; None until all three are known."""
    if not (product and developer and product_version):
        return None
    key = {"name_key": sort_key(product), "developer_key": sort_key(developer)}
    made = db.session.scalar(select(Product).filter_by(**key))
    if made is None:
        made = Product(name=product, developer=developer, **key)
        db.session.add(made)
        db.session.flush()
    same = {"product_id": made.id, "label": product_version}
    found = db.session.scalar(select(ProductVersion).filter_by(**same)) or ProductVersion(**same)
    db.session.add(found)
    db.session.flush()
    return found.id
