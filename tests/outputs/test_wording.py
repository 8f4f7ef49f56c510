"""The words of all messages stand in four files, by what they are about."""

from outputs.wording import MESSAGES
from outputs.wording_commands import COMMANDS
from outputs.wording_letter import LETTER
from outputs.wording_papers import PAPERS
from outputs.wording_work import WORK


def test_no_key_stands_in_two_of_them():
    assert len(MESSAGES) == sum(map(len, (PAPERS, COMMANDS, LETTER, WORK)))
