"""A page of a text file (.txt): the marks that another reader set about the words are taken out (ข้อความจากโปรแกรมอื่น).

Readers of pictures hand on their text as Markdown or with tags: bold, headings, escaped stops, breaks, cells. None of
these is a word of the letter.
"""

from __future__ import annotations

import html
import re

from pipeline.text import normalise

_DESCRIBED = re.compile(r"[<‹]::(.{1,2000}?)::[>›]", re.DOTALL)
"""A part of the page that a reader describes in words of its own, the letter's among them."""
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<(?:br|/tr|/p|/div|/h[1-6]|/li)\b[^<>\n]{0,60}>[ \t]*\n?", re.IGNORECASE), "\n"),
    (re.compile(r"</t[dh]>", re.IGNORECASE), " "),
    (re.compile(r"</?[a-z][a-z0-9_-]{0,20}(?:\s[^<>\n@]{0,80})?/?>", re.IGNORECASE), ""),
    (re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*```.*$", re.MULTILINE), ""),
    (re.compile(r"\*\*"), ""),
    (re.compile(r"\\(?=[.()\[\]*_#+-])"), ""),
    # Typists set two spaces between sentences; a gap of three and more parts two columns and stays.
    (re.compile(r"(?<=\S)  (?=\S)"), " "),
)


def unmarked(raw: str) -> str:
    """The page's words as they were printed, normalised.

    >>> unmarked("## **ที่** มท ๐๒๑๑.๑/ว  ๕๐๖<br>**เรื่อง**  การประชุม")
    'ที่ มท ๐๒๑๑.๑/ว ๕๐๖\\nเรื่อง การประชุม'
    """
    text = _DESCRIBED.sub(_printed, raw)
    for pattern, plain in _MARKS:
        text = pattern.sub(plain, text)
    text = normalise(html.unescape(text))
    return re.sub(r"\n(\n+)", r"\1", text) if _doubled(text) else text


def _printed(described: re.Match[str]) -> str:
    """The lines of a description that were printed: the reader's own words have no Thai letter in them."""
    return "\n".join(line for line in described[1].split("\n") if re.search("[ก-๛]", line))


def _doubled(text: str) -> bool:
    """Whether a blank line stands after every line, wrapped ones too: then it parts no paragraphs."""
    written = [line for line in text.split("\n") if line]
    if len(written) < _FEW or re.search(r"\S\n\S", text):
        return False
    widest = max(map(len, written))
    full = [_WRAPPED * widest <= len(line) for line in written]
    return widest <= _WIDEST and any(all(full[at : at + 3]) for at in range(len(full) - 2))


_FEW = 8
"""Fewer lines tell nothing of how they are parted."""
_WIDEST = 130
"""Characters of the widest line of a page; a longer one is a paragraph that was never wrapped."""
_WRAPPED = 0.75
"""Of the widest line: three lines in a row as long as this were wrapped."""
