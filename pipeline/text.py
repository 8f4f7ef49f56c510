"""A page's text as a person would have typed it: normalised, its words' places kept (ข้อความของหน้า)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.model import Box, Other, Word

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TONES = "\u0e48-\u0e4b"


def _tones_last(run: re.Match[str]) -> str:
    """A tone stands after the vowel above or below that it sits on."""
    return re.sub(f"[{_TONES}]", "", run[0]) + re.sub(f"[^{_TONES}]", "", run[0])


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]"), ""),
    (re.compile("\r\n?"), "\n"),
    (re.compile("[\u00a0\u2000-\u200a\u202f\u3000]"), " "),
    (re.compile(f"[ \t]+(?=[{_MARKS}])"), ""),
    (re.compile("\u0e40\u0e40"), "\u0e41"),
    (re.compile(f"[{_TONES}\u0e31\u0e34-\u0e3a]{{2,}}"), _tones_last),
    (re.compile(f"\u0e4d([{_TONES}]*) ?\u0e32"), "\\1\u0e33"),
    (re.compile(f"\u0e33([{_TONES}]+)"), "\\1\u0e33"),
    (re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+"), r"\1"),
    (re.compile("[ \t]+$", re.MULTILINE), ""),
)


def normalise(raw: str) -> str:
    """NFC, sara am whole, marks in order, no zero-width signs, no space before a mark. Digits are never touched."""
    text = unicodedata.normalize("NFC", raw)
    for _ in range(4):  # one rule may make room for another; four rounds settle any text met
        before = text
        for pattern, made in _RULES:
            text = pattern.sub(made, text)
        if text == before:
            break
    return text


@dataclass(frozen=True, slots=True)
class Token:
    """A word as a reader gave it: its text, place and confidence (0 to 1), and the spaces typed before it."""

    text: str
    box: Box
    confidence: float
    spaces: int = 1
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of tokens from left to right; `gap` where a blank line stands above it."""

    tokens: tuple[Token, ...]
    gap: bool = False


def assemble(lines: Sequence[TextLine]) -> tuple[str, tuple[Word, ...]]:
    """The page's text and its words: `text[word.start:word.end]` is the word's own text, normalised."""
    parts: list[str] = []
    words: list[Word] = []
    at = 0
    for line in lines:
        cleaned = [(token, normalise(token.text).strip()) for token in line.tokens]
        kept = [(token, text) for token, text in cleaned if text]
        if not kept:
            continue
        if parts:
            parts.append("\n\n" if line.gap else "\n")
            at += len(parts[-1])
        for index, (token, text) in enumerate(kept):
            lead = " " * token.spaces if index else ""
            parts += [lead, text]
            at += len(lead)
            words.append(Word(at, at + len(text), token.box, token.confidence, token.others))
            at += len(text)
    return "".join(parts), tuple(words)


def lines_of(text: str, words: Sequence[Word]) -> list[TextLine]:
    """The way back from `assemble`: the lines that a page's text and words were made of."""
    lines: list[list[Token]] = []
    gaps: list[bool] = []
    before = 0
    for word in words:
        between = text[before : word.start]
        if not lines or "\n" in between:
            lines.append([])
            gaps.append("\n\n" in between)
        spaces = len(between) if len(lines[-1]) else 1
        lines[-1].append(Token(text[word.start : word.end], word.box, word.confidence, spaces, word.others))
        before = word.end
    return [TextLine(tuple(line), gap) for line, gap in zip(lines, gaps, strict=True)]
