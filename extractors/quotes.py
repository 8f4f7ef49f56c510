"""What a letter quotes (“...”): the words of a law or of another letter, which order nothing here.

A quotation of a law may open in one paragraph and close some paragraphs on, with the law's own numbers between; where
no closing mark is found within a few paragraphs it was lost, and nothing is left out.
"""

from __future__ import annotations

import re

from extractors.paragraphs import Paragraph

_OPEN, _SHUT = "“", "”"
_LONGEST = 12
"""How many paragraphs on a quotation may close."""


def in_quotes(head: str) -> bool:
    """Whether a quotation is open at the end of these words."""
    return head.rfind(_OPEN) > head.rfind(_SHUT)


def blanked(text: str) -> str:
    """The text with what it quotes blanked out, the same length; behind ว่า a quotation may go on to the text's end."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text) if _OPEN in text else text


_QUOTED = re.compile(f"{_OPEN}[^{_OPEN}{_SHUT}]*{_SHUT}|(?<=ว่า)\\s?{_OPEN}[^{_OPEN}{_SHUT}]*$")


def shut_before(text: str) -> int:
    """Where a quotation ends in a paragraph that was opened in one before it; 0 where there is none."""
    shut = text.find(_SHUT)
    return shut + 1 if shut >= 0 and _OPEN not in text[:shut] else 0


def unquoted(paras: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without those that stand within a quotation begun before them."""
    kept: list[Paragraph] = []
    closes = -1
    for index, para in enumerate(paras):
        if index > closes:
            kept.append(para)
            closes = _closing(paras, index)
    return kept


def _closing(paras: list[Paragraph], index: int) -> int:
    """The paragraph in which the quotation closes that this one leaves open; -1 where there is none."""
    if not in_quotes(paras[index].flow.text):
        return -1
    for later in range(index + 1, min(index + 1 + _LONGEST, len(paras))):
        text = paras[later].flow.text
        shut, opened = text.find(_SHUT), text.find(_OPEN)
        if shut >= 0 and (opened < 0 or shut < opened):
            return later if in_quotes(text) or len(text) - shut < _REST else later - 1
        if opened >= 0:
            return -1
    return -1


_REST = 40
"""A closing paragraph with more than this behind the mark says something of its own too."""
