"""What the writer of a mail wrote, apart from what the mail program added: the letter quoted, signature, "sent from".

Pure. Our own mark is looked for first; then what programs put before a quoted letter, in the region's languages: a
line that ends in "wrote:", a block of From, Sent, To and Subject, a line of dashes. Answers between quoted lines stay
with those lines.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MARKED = re.compile(r"^[>\s]*##-.*-##\s*$")
WROTE = (
    r"wrote|writes|menulis|telah menulis|đã viết|viết|เขียนว่า|เขียน|ได้เขียนว่า|ຂຽນວ່າ|ຂຽນ|បានសរសេរ(?:ថា)?|"
    r"សរសេរ|ရေးသားခဲ့သည်|ရေးခဲ့သည်|ရေးသည်|sinulat ni.*|isinulat ni.*|ay sumulat|sumulat|写道|寫道|escreveu|a écrit|schrieb|"
    r"escribió|hakerek"
)
ATTRIBUTION = re.compile(
    rf"^\W*(?P<words>.{{0,400}}?(?:{WROTE}).{{0,160}}?)\s*[:：៖-]\s*$", re.IGNORECASE | re.DOTALL
)
DATED = re.compile(r"\d{1,2}\D{1,3}\d{2}\b|\b\d{4}\b")  # an hour or a year
ADDRESSED = re.compile(r"[^<>\n]{0,300}<[^<>\s]+@[^<>\s]+>[^\n]{0,60}[:：៖]\s*$")
FROM = re.compile(
    r"^[*_\s]*(?:From|Dari|Daripada|Từ|Người gửi|จาก|ຈາກ|ពី|មកពី|မှ|Mula (?:kay|sa)|De|Von|Husi|发件人|寄件者|差出人)"
    r"\s*[*_]*\s*[:：៖]",
    re.IGNORECASE,
)
HEAD = re.compile(
    r"^[*_\s]*(?:Sent|Date|To|Cc|Subject|Dikirim|Dihantar|Tanggal|Tarikh|Kepada|Ke|Perihal|Subjek|Đã gửi|Ngày(?: gửi)?|"
    r"Gửi(?: lúc)?|Tới|Đến|Chủ đề|Tiêu đề|ส่ง(?:เมื่อ)?|วันที่|ถึง|เรื่อง|หัวเรื่อง|ສົ່ງ|ວັນທີ|ເຖິງ|ຫົວຂໍ້|បានផ្ញើ|កាលបរិច្ឆេទ|"
    r"ទៅ|ប្រធានបទ|ပို့သည်|ရက်စွဲ|သို့|အကြောင်းအရာ|Ipinadala|Petsa|Para(?: kay)?|Paksa|Enviado|Enviada em|Assunto|Envoyé|À|Objet|"
    r"Gesendet|An|Betreff|发送时间|收件人|主题|寄件日期|傳送時間|收件者|主旨|日期|送信日時|宛先|件名)\s*[*_]*\s*[:：៖]",
    re.IGNORECASE,
)
DASHES = re.compile(r"^\s*-{5,}[^-\n]{2,60}-{5,}\s*$|^\s*_{20,}\s*$")
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
WRAPPED = 3  # lines over which an attribution may run


class Parts(NamedTuple):
    """What is kept, and what was cut away."""

    kept: str
    cut: str


def parts(text: str) -> Parts:
    """The writer's own words, and the rest of the mail."""
    lines = [line.rstrip() for line in text.split("\n")]
    end, begin = _begin_of_quote([_spaced(line) for line in lines])
    own, rest = lines[:end], lines[begin:]
    if not any(map(_says, own)) or _answered_below(rest):
        own, rest = _between(own, rest)
    own, signature = _without_signature(own)
    kept = "\n".join(own).strip("\n").strip()
    return Parts(kept, "\n".join([*signature, *lines[end:begin], *rest]).strip("\n") if kept != text else "")


def _spaced(line: str) -> str:
    """Without the breaks that Khmer and Burmese are written with."""
    return line.replace("\u200b", "")


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(">")


def _begin_of_quote(lines: list[str]) -> tuple[int, int]:
    """The lines from which on a program wrote what announces the quoted letter, and where that ends."""
    found = next(
        (span for at in range(len(lines)) if (span := _announced(lines, at))), (len(lines), len(lines))
    )
    marked = next((at for at, line in enumerate(lines) if MARKED.match(line)), len(lines))
    return found if found[0] <= marked else (marked, marked)


def _announced(lines: list[str], at: int) -> tuple[int, int] | None:
    line = lines[at]
    if not line.strip():
        return None
    if DASHES.match(line):
        return at, at + 1
    if FROM.match(line) and sum(bool(HEAD.match(after)) for after in lines[at + 1 : at + 7]) >= 2:
        return at, at + 1
    return _attributed(lines, at)


def _attributed(lines: list[str], at: int) -> tuple[int, int] | None:
    """ "On Friday, Malee wrote:", also where a program broke the line, and only with a day, an hour or an address."""
    for many in range(1, WRAPPED + 1):
        said = [line.lstrip("> ") for line in lines[at : at + many]]
        if len(said) < many or not all(said) or any(len(line) > 400 for line in said):
            return None
        whole = " ".join(said)
        dated = bool(DATED.search(whole))
        if (dated and ADDRESSED.fullmatch(whole)) or (
            (dated or "@" in whole) and ATTRIBUTION.match(whole) and _quotes_follow(lines[at + many :])
        ):
            return at, at + many
    return None


def _quotes_follow(rest: list[str]) -> bool:
    """Whether what comes next is a quotation, or nothing: a sentence of the writer's own may end in "wrote:" too."""
    following = next((line for line in rest if line.strip()), ">")
    return following.lstrip().startswith(">") or bool(MARKED.match(following))


def _answered_below(rest: list[str]) -> bool:
    """Whether the writer's words stand under, or between, the quoted lines."""
    quoted = [at for at, line in enumerate(rest) if line.lstrip().startswith(">")]
    return bool(quoted) and any(map(_says, rest[quoted[0] :]))


def _between(own: list[str], rest: list[str]) -> tuple[list[str], list[str]]:
    """Answers under the whole quotation lose it; those between its lines keep what they answer."""
    blocks = _blocks(rest)
    spoken = [at for at, (quoted, _lines) in enumerate(blocks) if not quoted]
    if not spoken or not any(quoted for quoted, _lines in blocks):
        return own, rest
    last = spoken[-1]
    first = 1 if len(spoken) == 1 and blocks[0][0] and last == 1 and len(blocks[0][1]) > 3 else 0
    kept = [line for _quoted, lines in blocks[first : last + 1] for line in [*lines, ""]]
    cut = [line for _quoted, lines in [*blocks[:first], *blocks[last + 1 :]] for line in lines]
    said = "\n".join(own).rstrip("\n")
    return [*said.split("\n"), "", *kept] if said.strip() else kept, cut


def _blocks(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Runs of lines quoted and not, without empty lines around them; our mark and what it announces left out."""
    made: list[tuple[bool, list[str]]] = []
    for line in lines:
        quoted = line.lstrip().startswith(">")
        if MARKED.match(line):
            continue
        if made and (made[-1][0] == quoted or not line.strip()):
            made[-1][1].append(line)
        elif line.strip():
            made.append((quoted, [line]))
    return [(quoted, "\n".join(run).strip("\n").split("\n")) for quoted, run in made]


def _without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    end = next((at for at, line in enumerate(lines) if SIGNATURE.match(line)), len(lines))
    if len(lines) - end > LONGEST_SIGNATURE or not any(map(_says, lines[:end])):
        end = len(lines)
    end = _without_footer(lines, end)
    while end and lines[end - 1].lstrip().startswith(">") and any(map(_says, lines[: end - 1])):
        end -= 1  # quoted lines to which nothing more is said
        end = _without_footer(lines, end)
    return lines[:end], lines[end:]


def _without_footer(lines: list[str], end: int) -> int:
    while end and (not lines[end - 1].strip() or FOOTER.match(_spaced(lines[end - 1]))):
        end -= 1
    return end
