"""What a letter tells of the one that it cites, as often as letters do, and as readers read it.

Rates, with their reasons; none was counted on a large body of real letters, since none is at hand:
- Who cites: 35 % pass a letter on, 35 % follow up their own, 15 % answer, 15 % cite in passing. The first three cite
  what their receiver or they themselves were sent, as ข้อ ๑๑.๖ has it; the last whatever they like.
- The subject is the cited letter's in 80 % of letters passed on or answered (ข้อ ๑๑.๔ makes it the usual one), half of
  those that follow up, 5 % of the others: 59 % in all. Where it is not, half of them keep its matter alone.
- The first sentence tells the matter in 80 % (of five real citations four do; the composed letters all do), in its own
  words: the head of the subject is in it in 6 of 10, the tail in 4 of 10, another matter besides in 2 of 10. In
  passing, เรื่อง and the subject follow the number in 3 of 10, nothing in the others.
- The urgency is in the phrase in 85 % where the letter has one (in all five real citations).
- What readers lose (`saraban eval --ocr`): a letter's urgency in 12 %, its addressees in 2 %, its subject in 1 %; one
  letter in two is a scan of which 1 % of the characters are misread. Of the addressees read on scans, 15 % were none of
  the letter's: to the names read one that is not there is added in 18 %, every other time that of another group.
- The reader marks 5 % of the numbers that it read rightly and half of those that it misread (`saraban eval ocr`); one
  that was typed wrongly is as little marked as a right one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from math import exp
from random import Random

from corpus.subjects import head, matter, tail
from pipeline.citation import Cited, Known
from pipeline.misread import digit_costs

_LETTERS = "กขคจชดตทนบปพมยรลวสหอ"
_BELOW = ("นายอำเภอ ทุกอำเภอ", "องค์กรปกครองส่วนท้องถิ่น", "หัวหน้าส่วนราชการประจำจังหวัด", "หน่วยงานในสังกัด")
_MEMBERS = {"นายอำเภอ": "อำเภอ", "หัวหน้าส่วนราชการประจำจังหวัด": "สำนักงานเกษตรจังหวัด", "องค์กรปกครองส่วนท้องถิ่น": "เทศบาลตำบล",
            "ผู้อำนวยการโรงเรียน": "โรงเรียนบ้าน", "อธิบดี": "กรม", "ปลัดกระทรวง": "กระทรวง", "ผู้ว่าราชการจังหวัด": "จังหวัด",
            "หัวหน้ารัฐวิสาหกิจ": "รัฐวิสาหกิจ", "อธิการบดี": "มหาวิทยาลัย", "ผู้อำนวยการโรงพยาบาล": "โรงพยาบาล"}  # fmt: skip
"""The name of an office that a letter to this group reaches begins so."""
_WRONG = ("ผู้ว่าราชการจังหวัด ทุกจังหวัด", "อธิบดีทุกกรม", "นายอำเภอ ทุกอำเภอ", "องค์กรปกครองส่วนท้องถิ่น", "หัวหน้าส่วนราชการประจำจังหวัด")
"""Groups that a reader finds where none is addressed."""
_PLACES = ("ชัยภูมิ", "เลย", "น่าน", "ตราด", "สตูล", "พังงา", "แพร่", "หนองคาย", "สระแก้ว", "ระนอง")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as the paper has it, and the letter meant (None where it never came).

    `tells`: the subject, the first sentence or the bundle tell of the letter; else number, day, agency, urgency and
    addressees stand alone.
    """

    cited: Cited
    letter: str | None
    tells: bool


def cite(random: Random, letter: Known, came: bool, here: list[Known]) -> Citation:
    """What a letter written some weeks later says of this one."""
    assert letter.date is not None
    how = random.choices(("pass on", "follow up", "answer", "in passing"), (35, 35, 15, 15))[0]
    subject = _subject(random, letter, how, here)
    opening = _opening(random, letter, how, here)
    urgency = letter.urgency if random.random() < 0.85 else ""
    cited = Cited(
        replace(letter.number, year=None),
        letter.date if random.random() < 0.95 else None,
        scanned(random, subject),
        letter.files if came and random.random() < 0.15 else frozenset({"citing"}),
        letter.sender if random.random() < 0.85 else "",
        letter.date + timedelta(days=random.randrange(0, 90)),
        scanned(random, opening),
        _read_names(random, _parties(random, letter, how, here)),
        urgency,
        False,
    )
    tells = letter.subject == subject or matter(letter.subject) in opening or bool(cited.files & letter.files)
    return Citation(cited, letter.letter if came else None, tells)


def dull(random: Random, letter: Known) -> Known:
    """A letter as it is read."""
    return replace(
        letter,
        subject=scanned(random, letter.subject) if random.random() < 0.99 else "",
        addressees=_read_names(random, letter.addressees),
        urgency=letter.urgency if random.random() < 0.88 else "",
    )


def scanned(random: Random, text: str) -> str:
    """A text with one in a hundred characters misread, in one letter of two."""
    if random.random() < 0.5:
        return text
    return "".join(random.choice(_LETTERS) if random.random() < 0.01 else sign for sign in text)


def _read_names(random: Random, names: tuple[str, ...]) -> tuple[str, ...]:
    if random.random() < 0.02:
        return ()
    wrong = (random.choice(("ผู้รับหนังสือ", random.choice(_WRONG))),) if random.random() < 0.18 else ()
    return tuple(dict.fromkeys((*(scanned(random, name) for name in names), *wrong)))


def other_digit(random: Random, digit: str, typed: bool) -> str:
    """A digit that this one is misread as: any where it was typed, else as readers have been seen to."""
    others = [d for d in "0123456789" if d != digit]
    if typed:
        return random.choice(others)
    return random.choices(others, [exp(-digit_costs()[digit, d]) for d in others])[0]


def _subject(random: Random, letter: Known, how: str, here: list[Known]) -> str:
    if random.random() < {"pass on": 0.8, "follow up": 0.5, "answer": 0.8, "in passing": 0.05}[how]:
        return letter.subject
    other = random.choice(here).subject
    if random.random() < 0.5 and how != "in passing":
        return f"{head(other)}{matter(letter.subject)}"
    return other


def _opening(random: Random, letter: Known, how: str, here: list[Known]) -> str:
    """The first sentence, as far as it tells of the letter cited; empty where it does not."""
    besides = matter(random.choice(here).subject) if random.random() < 0.2 else ""
    if how == "in passing":
        return f"เรื่อง {letter.subject} {besides}" if random.random() < 0.3 else besides
    if random.random() > 0.8:
        return f"ตามหนังสือที่อ้างถึง {letter.sender}ได้แจ้งให้ทราบ {besides} ความละเอียดแจ้งแล้ว นั้น"
    first = head(letter.subject) if random.random() < 0.6 else ""
    last = tail(letter.subject) if random.random() < 0.4 else ""
    told = f"{first}{matter(letter.subject)}{last}"
    return f"ตามหนังสือที่อ้างถึง {letter.sender}ได้แจ้ง{told}{besides} ความละเอียดแจ้งแล้ว นั้น"


def _parties(random: Random, letter: Known, how: str, here: list[Known]) -> tuple[str, ...]:
    """The sender of the citing letter, and its addressees."""
    got = random.choice(letter.addressees)
    if how == "pass on":
        return _member(random, got), random.choice(_BELOW)
    if how == "follow up":
        return letter.sender, got if random.random() < 0.9 else random.choice(random.choice(here).addressees)
    if how == "answer":
        return _member(random, got), letter.sender
    return random.choice(here).sender, random.choice(random.choice(here).addressees)


def _member(random: Random, addressee: str) -> str:
    """An office among those addressed: itself where one is addressed."""
    for group, start in _MEMBERS.items():
        if addressee.startswith(group):
            own = addressee.removeprefix(group)
            return f"{start}{own}" if own and "ทุก" not in own else f"{start}{random.choice(_PLACES)}"
    return addressee
