"""The words of all messages: each key once, and the same blanks in both languages."""

from string import Formatter

from outputs.wording import MESSAGES
from outputs.wording_commands import COMMANDS
from outputs.wording_letter import LETTER
from outputs.wording_papers import PAPERS
from outputs.wording_work import WORK


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_no_key_stands_in_two_of_the_parts():
    assert len(MESSAGES) == sum(map(len, (PAPERS, COMMANDS, LETTER, WORK)))


def test_thai_and_english_have_the_same_blanks():
    assert [key for key, (thai, english) in MESSAGES.items() if _blanks(thai) != _blanks(english)] == []
