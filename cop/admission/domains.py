"""What the domain of an address says about a person, and what it only seems to say.

Domains are compared whole and in ASCII: ``evil-moh.gov.sg`` ends like ``moh.gov.sg`` and has nothing to do with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FREE = """
126.com 163.com aol.com daum.net fastmail.com gmail.com gmx.com gmx.de gmx.net googlemail.com hanmail.net
hotmail.co.id hotmail.co.th hotmail.com hotmail.my hotmail.ph hotmail.sg icloud.com inbox.com live.com live.com.my
live.com.ph live.com.sg mac.com mail.com mail.ru me.com msn.com naver.com outlook.co.id outlook.co.th outlook.com
outlook.my outlook.ph outlook.sg pm.me proton.me protonmail.com qq.com rediffmail.com rocketmail.com sina.com
tutanota.com windowslive.com yahoo.co.id yahoo.co.th yahoo.com yahoo.com.my yahoo.com.ph yahoo.com.sg yahoo.com.vn
yandex.com ymail.com zoho.com
"""
PUBLIC = frozenset(FREE.split())
"""Where anybody gets an address: it says nothing of an employer."""


@dataclass(frozen=True)
class Standing:
    """What is known of a domain. ``members``: how many have an address there, or in the domain it is ``part_of``.

    ``ends_like`` is a domain of members that this one ends like without being part of it, "" where there is none.
    """

    domain: str
    public: bool = False
    members: int = 0
    part_of: str = ""
    ends_like: str = ""

    @property
    def disguised(self) -> bool:
        """Written with letters of other scripts, some of which look like Latin ones."""
        return any(label.startswith("xn--") for label in self.domain.split("."))


def endings(domain: str) -> list[str]:
    """Every shorter ending that is a domain itself, the longest first."""
    shorter = (domain[begin:] for begin in range(1, len(domain)))
    return [ending for ending in shorter if "." in ending.strip(".") and not ending.startswith(".")]


def standing(domain: str, known: Mapping[str, int]) -> Standing:
    """What ``known`` (members by domain) tells of ``domain``."""
    if domain in PUBLIC:
        return Standing(domain, public=True)
    if domain in known:
        return Standing(domain, members=known[domain])
    familiar = [ending for ending in endings(domain) if ending in known and ending not in PUBLIC]
    for ending in familiar:
        if domain.endswith(f".{ending}"):
            return Standing(domain, members=known[ending], part_of=ending)
    return Standing(domain, ends_like=familiar[0] if familiar else "")
