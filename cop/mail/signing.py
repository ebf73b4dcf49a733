"""What stands under somebody's words: a signature, and the line by which a program names itself or its device. Pure."""

from __future__ import annotations

import re

from cop.mail.lines import is_quoted, says, spaced

SIGNATURE = re.compile(r"^(?:--|—)\s*$")
DEVICE = (
    r"iPhone|iPad|Android|Samsung|Galaxy|Huawei|HONOR|Xiaomi|Redmi|OPPO|vivo|realme|Nokia|Pixel|Outlook|Yahoo|BlackBerry|"
    r"Windows|Mail|smartphone|mobile|phone|ponsel|điện thoại|มือถือ|โทรศัพท์|手机"
)
SENT = (
    r"Sent from|Sent with|Get Outlook|Dikirim dari|Dihantar dar(?:i|ipada)|Dapatkan|Được gửi từ|Đã gửi từ|Gửi từ|Tải|"
    r"ส่งจาก|รับ|ดาวน์โหลด|ສົ່ງຈາກ|ផ្ញើ(?:ចេញ)?ពី|ပေးပို့သည်|Ipinadala mula|Kunin ang|Enviado do|Envoyé de|发自|發自|傳送自|"
    r"Von meinem|Obtenha|Télécharger"
)
FOOTER = re.compile(
    rf"^\s*(?:(?:{SENT}).{{0,60}}(?:{DEVICE}).{{0,40}}|.{{0,60}}(?:{DEVICE}).{{0,30}}(?:ပေးပို့သည်|から送信))\s*\.?\s*$",
    re.IGNORECASE,
)
LONGEST_SIGNATURE = 12  # lines


def without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    end = next((at for at, line in enumerate(lines) if SIGNATURE.match(line)), len(lines))
    if len(lines) - end > LONGEST_SIGNATURE or not any(map(says, lines[:end])):
        end = len(lines)
    end = _without_footer(lines, end)
    while end and is_quoted(lines[end - 1]) and any(map(says, lines[: end - 1])):
        end -= 1  # quoted lines to which nothing more is said
        end = _without_footer(lines, end)
    return lines[:end], lines[end:]


def _without_footer(lines: list[str], end: int) -> int:
    while end and (not lines[end - 1].strip() or FOOTER.match(spaced(lines[end - 1]))):
        end -= 1
    return end
