"""Where a quoted letter begins: our own mark, or what programs write before it, in the region's languages. Pure.

A line that ends in "wrote:", a block of From, Sent, To and Subject, a line of dashes.
"""

from __future__ import annotations

import re

from cop.mail.lines import MARKED, is_quoted

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
WRAPPED = 3  # lines over which an attribution may run


def begin_of_quote(lines: list[str]) -> tuple[int, int]:
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
    return is_quoted(following) or bool(MARKED.match(following))
