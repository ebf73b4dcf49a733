"""Who may do what about people's profiles."""

from __future__ import annotations

from cop.kernel.permits import MEMBER, permit, public

may_see_directory = permit(MEMBER)
may_see_person = public
"""What is seen there is for ``rules.visible_fields`` to say; who may see nothing finds nothing at the address."""
