"""Replies in the shapes that mail programs give them, in the region's languages; each with what its writer wrote."""

import sys
import unicodedata
from dataclasses import dataclass
from html import escape

from cop.mail import quoting, reading

MARK = "##- Please write your answer above this line -##"
LETTER = f"{MARK}\n\nMalee answered in “Local data”:\n\nWe test on our own images.\n\nRead and answer:\nhttps://cop.example.org/p/7"
QUOTED = "\n".join(f"> {line}".rstrip() for line in LETTER.split("\n"))
UNMARKED = "\n".join(f"> {line}".rstrip() for line in LETTER.split("\n")[2:])
ADDRESS = "<reply+3e8.p7.5194.abcdefghijklmnopqrstuvwxyz@cop.example.org>"


@dataclass(frozen=True)
class Tongue:
    """How programs set in a language announce what they quote; ``words``: an answer in it."""

    words: str
    gmail: str
    apple: str
    thunderbird: str
    outlook: str
    phone: str


def _outlook(from_, sent, to, subject):
    return f"{from_} Community <cop@example.org>\n{sent} 20 2026 09:15\n{to} Dara\n{subject} Answer in “Local data”"


TONGUES = {
    "English": Tongue(
        "We do the same, with images of two scanners.\n\nOne question: who keeps them?",
        f"On Fri, 20 Nov 2026 at 09:15, Community {ADDRESS} wrote:",
        f"On 20 Nov 2026, at 09:15, Community {ADDRESS} wrote:",
        "On 20/11/2026 09:15, Community wrote:",
        _outlook("From:", "Sent:", "To:", "Subject:"),
        "Sent from my iPhone",
    ),
    "Indonesian": Tongue(
        "Kami juga menguji dengan gambar sendiri.\n\nSiapa yang menyimpannya?",
        f"Pada Jum, 20 Nov 2026 pukul 09.15 Community {ADDRESS} menulis:",
        f"Pada 20 Nov 2026, pukul 09.15, Community {ADDRESS} menulis:",
        "Pada 20/11/2026 09.15, Community menulis:",
        _outlook("Dari:", "Dikirim:", "Kepada:", "Perihal:"),
        "Dikirim dari iPhone saya",
    ),
    "Malay": Tongue(
        "Kami pun begitu: ujian dengan imej hospital sendiri.",
        f"Pada Jum, 20 Nov 2026 pada 09:15 Community {ADDRESS} menulis:",
        f"Pada 20 Nov 2026, jam 9:15 PG, Community {ADDRESS} menulis:",
        "Pada 20/11/2026 09:15, Community telah menulis:",
        _outlook("Daripada:", "Dihantar:", "Kepada:", "Subjek:"),
        "Dihantar daripada iPhone saya",
    ),
    "Vietnamese": Tongue(
        "Chúng tôi cũng kiểm tra bằng ảnh của bệnh viện.\n\nAi lưu giữ chúng?",
        f"Vào Th 6, 20 thg 11, 2026 vào lúc 09:15 Community {ADDRESS} đã viết:",
        f"Vào 09:15, 20 thg 11, 2026, Community {ADDRESS} đã viết:",
        "Vào 20/11/2026 09:15, Community đã viết:",
        _outlook("Từ:", "Đã gửi:", "Đến:", "Chủ đề:"),
        "Đã gửi từ iPhone của tôi",
    ),
    "Thai": Tongue(
        "เราก็ทดสอบด้วยภาพของโรงพยาบาลเอง\n\nใครเป็นผู้เก็บข้อมูล",
        f"ในวันที่ ศ. 20 พ.ย. 2026 เวลา 09:15 Community {ADDRESS} เขียนว่า:",
        f"เมื่อ 20 พ.ย. 2569 เวลา 09:15 Community {ADDRESS} เขียนว่า:",
        "เมื่อ 20/11/2569 09:15, Community เขียนว่า:",
        _outlook("จาก:", "ส่ง:", "ถึง:", "เรื่อง:"),
        "ส่งจาก iPhone ของฉัน",
    ),
    "Lao": Tongue(
        "ພວກເຮົາກໍທົດສອບດ້ວຍຮູບຂອງໂຮງໝໍ",
        f"ໃນວັນສຸກ, 20 ພຈ 2026 ເວລາ 09:15 Community {ADDRESS} ຂຽນວ່າ:",
        f"ວັນທີ 20 ພຈ 2026, 09:15, Community {ADDRESS} ຂຽນ:",
        "ວັນທີ 20/11/2026 09:15, Community ຂຽນວ່າ:",
        _outlook("ຈາກ:", "ສົ່ງ:", "ເຖິງ:", "ຫົວຂໍ້:"),
        "ສົ່ງຈາກ iPhone ຂອງຂ້ອຍ",
    ),
    "Khmer": Tongue(
        "យើងក៏សាកល្បងដោយរូបភាពរបស់មន្ទីរពេទ្យ",
        f"នៅ\u200bថ្ងៃ\u200bសុក្រ ទី20 ខែ\u200bវិច្ឆិកា ឆ្នាំ2026 វេលា\u200bម៉ោង 09:15 Community {ADDRESS} បាន\u200bសរសេរ៖",
        f"នៅ\u200bថ្ងៃទី20 ខែវិច្ឆិកា 2026 Community {ADDRESS} សរសេរ៖",
        "នៅ\u200bថ្ងៃ 20/11/2026 09:15 Community បាន\u200bសរសេរ៖",
        _outlook("ពី៖", "បាន\u200bផ្ញើ៖", "ទៅ៖", "ប្រធានបទ៖"),
        "ផ្ញើ\u200bចេញ\u200bពី iPhone របស់ខ្ញុំ",
    ),
    "Burmese": Tongue(
        "ကျွန်ုပ်တို့လည်း ကိုယ်ပိုင်ပုံများဖြင့် စမ်းသပ်ပါသည်။",
        f"သောကြာ၊ 2026 နို 20 09:15 တွင် Community {ADDRESS} က ရေးခဲ့သည်-",
        f"2026 နိုဝင်ဘာ 20၊ 09:15 တွင် Community {ADDRESS} ရေးသည်-",
        "20/11/2026 09:15 တွင် Community ရေးသားခဲ့သည်-",
        _outlook("မှ:", "ပို့သည်:", "သို့:", "အကြောင်းအရာ:"),
        "ကျွန်ုပ်၏ iPhone မှ ပေးပို့သည်",
    ),
    "Filipino": Tongue(
        "Sinusubok din namin ito sa sariling mga larawan.",
        f"Noong Biy, Nob 20, 2026 nang 9:15 AM, sinulat ni Community {ADDRESS}:",
        f"Noong Nob 20, 2026, 9:15 AM, isinulat ni Community {ADDRESS}:",
        "Noong 20/11/2026 09:15, sinulat ni Community:",
        _outlook("Mula kay:", "Ipinadala:", "Para kay:", "Paksa:"),
        "Ipinadala mula sa aking iPhone",
    ),
    "Chinese": Tongue(
        "我们也用本院的影像测试。\n\n由谁保存？",
        f"Community {ADDRESS} 于2026年11月20日周五 09:15写道：",
        f"2026年11月20日 09:15，Community {ADDRESS} 写道：",
        "在 2026/11/20 09:15, Community 写道:",
        _outlook("发件人:", "发送时间:", "收件人:", "主题:"),
        "发自我的 iPhone",
    ),
    "Portuguese": Tongue(
        "Também testamos com imagens nossas.",
        f"Community {ADDRESS} escreveu (sexta, 20/11/2026 à(s) 09:15):",
        f"No dia 20/11/2026, às 09:15, Community {ADDRESS} escreveu:",
        "Em 20/11/2026 09:15, Community escreveu:",
        _outlook("De:", "Enviado:", "Para:", "Assunto:"),
        "Enviado do meu iPhone",
    ),
    "Tetum": Tongue(
        "Ami mós koko ho ami-nia imajen rasik.\n\nSé mak rai?",
        f"Iha loron-sesta 20 Nov 2026 tuku 09:15 Community {ADDRESS} hakerek:",
        f"Iha 20 Nov 2026, 09:15, Community {ADDRESS} hakerek:",
        "Iha 20/11/2026 09:15, Community hakerek:",
        _outlook("De:", "Enviada em:", "Para:", "Assunto:"),
        "Enviado do meu Galaxy",
    ),
    "Japanese": Tongue(
        "当院の画像でも試験しています。\n\n誰が保管しますか。",
        f"2026年11月20日(金) 9:15 Community {ADDRESS}:",
        f"2026/11/20 9:15、Community {ADDRESS}のメール:",
        f"On 2026/11/20 9:15, Community {ADDRESS} wrote:",
        _outlook("差出人:", "送信日時:", "宛先:", "件名:"),
        "iPhoneから送信",
    ),
}  # fmt: skip


def _wrapped(line: str) -> str:
    """As Gmail breaks a long line before the address."""
    return line.replace(f" {ADDRESS}", f"\n{ADDRESS}", 1)


def _shapes(tongue: Tongue):
    words = tongue.words
    yield "Gmail", f"{words}\n\n{tongue.gmail}\n\n{QUOTED}\n", words
    yield "Gmail, line broken", f"{words}\n\n{_wrapped(tongue.gmail)}\n\n{UNMARKED}\n", words
    yield "Gmail, mark cut off", f"{words}\n\n{tongue.gmail}\n{UNMARKED}", words
    yield "Apple Mail", f"{words}\n\n{tongue.apple}\n\n{QUOTED}", words
    yield "iPhone", f"{words}\n\n{tongue.phone}\n\n{_wrapped(tongue.apple)}\n\n{UNMARKED}", words
    yield "Thunderbird", f"{words}\n\n{tongue.thunderbird}\n{UNMARKED}\n", words
    yield "Thunderbird, under the quote", f"{tongue.thunderbird}\n{UNMARKED}\n\n{words}\n", words
    yield "Outlook", f"{words}\n\n{tongue.outlook}\n\n{LETTER[len(MARK) :].strip()}", words
    yield "Outlook, with its line", f"{words}\n\n{'_' * 32}\n{tongue.outlook}\n\n{LETTER}", words
    yield "Outlook, bold heads", f"{words}\n\n{_bold(tongue.outlook)}\n\n{LETTER}", words
    yield (
        "signature",
        f"{words}\n\n-- \nDara Sok\nMinistry of Health\n+855 12 345 678\n\n{tongue.gmail}\n{QUOTED}",
        words,
    )
    yield "phone alone", f"{words}\n\n{tongue.phone}", words


def _bold(heads: str) -> str:
    lines = []
    for line in heads.split("\n"):
        sign = next(sign for sign in (":", "៖") if sign in line)
        name, _sign, rest = line.partition(sign)
        lines.append(f"*{name}{sign}*{rest}")
    return "\n".join(lines)


OTHERS = [
    ("plain words", "Just this.", "Just this."),
    ("Outlook's original message", f"Agreed.\n\n-----Original Message-----\nFrom: Community\n{LETTER}", "Agreed."),
    ("Outlook for Android", f"Yes.\n\nGet Outlook for Android<https://aka.ms/x>\n{'_' * 32}\n"
     f"From: Community <c@example.org>\nSent: Friday, 20 November 2026 09:15\nTo: Dara\n"
     f"Subject: Answer\n\n{LETTER}", "Yes."),
    ("Samsung", f"Fine.\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: Community\n"
     f"Date: 20/11/2026\n{LETTER}", "Fine."),
    ("QQ", f"同意。\n\n------------------ 原始邮件 ------------------\n发件人: Community\n{LETTER}", "同意。"),
    ("Yahoo", f"Good.\n\n    On Friday, 20 November 2026 at 09:15:00 am GMT+7, Community {ADDRESS} wrote:"
     f"\n\n {LETTER}", "Good."),
    ("answers between lines",
     "Hello Malee,\n\nOn 20/11/2026 09:15, Community wrote:\n> We test on our own images.\nWe too.\n"
     "\n> Read and answer:\nI did.\n",
     "Hello Malee,\n\n> We test on our own images.\n\nWe too.\n\n> Read and answer:\n\nI did."),
    ("a quotation of one's own", "The law says:\n\n> Data stays at home.\n\nSo we asked.",
     "The law says:\n\n> Data stays at home.\n\nSo we asked."),
    ("a sentence that ends in wrote", "In 2024 the ministry wrote:\nno transfer without consent.\n\nThat holds.",
     "In 2024 the ministry wrote:\nno transfer without consent.\n\nThat holds."),
    ("a list with From", "From: where the data comes.\n\nThen we look at who holds it.",
     "From: where the data comes.\n\nThen we look at who holds it."),
    ("a rule between parts", "Part one.\n\n---\n\nPart two.", "Part one.\n\n---\n\nPart two."),
    ("a table", "| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
    ("nothing but the letter", f"\n\nOn Fri, 20 Nov 2026 at 09:15, Community {ADDRESS} wrote:\n{QUOTED}", ""),
    ("mark alone", f"Yes, please.\n\n{LETTER}", "Yes, please."),
    ("mark quoted twice", "Yes.\n\n> > " + LETTER.replace("\n", "\n> > "), "Yes."),
    ("left to the footer", "Kami setuju.\n\nDapatkan Outlook untuk iOS", "Kami setuju."),
    ("Japanese", f"賛成です。\n\n2026年11月20日(金) 9:15 Community {ADDRESS}:\n\n{QUOTED}", "賛成です。"),
]  # fmt: skip


def _html(text: str, begin="<p>", end="</p>") -> str:
    return "".join(f"{begin}{escape(part)}{end}" for part in text.split("\n\n"))


def _rich(tongue: Tongue):
    """HTML alone, as programs send it who leave out plain text."""
    words, letter = (
        _html(tongue.words, "<div>", "<br></div><div><br></div>"),
        _html(LETTER[len(MARK) :].strip()),
    )
    yield (
        "Gmail, HTML",
        (
            f'<div dir="ltr">{words}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
            f'class="gmail_attr">{escape(tongue.gmail)}<br></div><blockquote class="gmail_quote">{letter}'
            "</blockquote></div>"
        ),
    )
    yield (
        "Outlook on the web",
        (
            f'<div class="elementToProof">{words}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">'
            f"{escape(tongue.outlook)}</div><div>{letter}</div>"
        ),
    )
    heads = "<br>".join(f"<b>{escape(line)}</b>" for line in tongue.outlook.split("\n"))
    yield (
        "Outlook, HTML",
        (
            f"<html><head><style>p.MsoNormal{{margin:0}}</style></head><body>{_html(tongue.words, '<p class=MsoNormal>')}"
            f"<div style='border-top:solid 1pt'><p class=MsoNormal>{heads}</p></div>{letter}</body></html>"
        ),
    )
    yield (
        "Apple Mail, HTML",
        (
            f'<body>{words}<br><div><blockquote type="cite"><div>{escape(tongue.apple)}</div>{letter}'
            "</blockquote></div></body>"
        ),
    )
    yield (
        "Thunderbird, HTML",
        (
            f'{_html(tongue.words)}<div class="moz-cite-prefix">{escape(tongue.thunderbird)}<br></div>'
            f'<blockquote type="cite" cite="mid:1@x">{letter}</blockquote>'
        ),
    )


def _as_mail(kind: str, body: bytes) -> str:
    """What is read of a mail of that type of content."""
    head = f"From: bob@example.org\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return reading.read(head.encode() + body.replace(b"\n", b"\r\n")).text


CODED = {"Thai": "TIS-620", "Vietnamese": "windows-1258", "Chinese": "GB18030", "Japanese": "ISO-2022-JP"}
CODECS = {"TIS-620": "cp874", "windows-1258": "cp1258", "GB18030": "gb18030", "ISO-2022-JP": "iso2022_jp"}
TONES = "\u0300\u0301\u0303\u0309\u0323"


def _encoded(text: str, codec: str) -> bytes:
    """In the set named; Windows-1258 writes tones apart, and what a set lacks is sent as "?"."""
    made = b""
    for char in text if codec == "cp1258" else [text]:
        apart = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in apart if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
        made += (base + tone if codec == "cp1258" else char).encode(codec, "replace")
    return made


def corpus():
    """(name, mail's text, what its writer wrote)"""
    for language, tongue in TONGUES.items():
        for shape, text, words in _shapes(tongue):
            yield f"{language}: {shape}", text, words
        for shape, html in _rich(tongue):
            yield f"{language}: {shape}", _as_mail("text/html; charset=utf-8", html.encode()), tongue.words
    for language, named in CODED.items():
        tongue = TONGUES[language]
        for shape, text, words in list(_shapes(tongue))[:6]:
            coded = _as_mail(f"text/plain; charset={named}", _encoded(text, CODECS[named]))
            yield f"{language}: {shape}, {named}", coded, words
    yield from OTHERS


def figures() -> str:
    """How many are trimmed right, by language and by shape."""
    found = [(name, quoting.parts(text).kept == words) for name, text, words in corpus()]
    groups: dict[str, list[bool]] = {}
    for name, right in found:
        language, _colon, shape = name.rpartition(": ")
        for group in (language or "others", shape if language else "others, one by one"):
            groups.setdefault(group, []).append(right)
    lines = [f"{group:32} {sum(rights):4} of {len(rights):4}" for group, rights in groups.items()]
    wrong = [f"wrong: {name}" for name, right in found if not right]
    return "\n".join(
        [*lines, *wrong, f"{sum(right for _name, right in found)} of {len(found)} trimmed right"]
    )


if __name__ == "__main__":
    sys.stdout.write(figures() + "\n")
