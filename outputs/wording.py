"""The words of all messages, in Thai (the wording of government saraban offices) and in English, by their keys."""

from __future__ import annotations

from outputs.wording_commands import COMMANDS
from outputs.wording_letter import LETTER
from outputs.wording_papers import PAPERS
from outputs.wording_work import WORK

MESSAGES: dict[str, tuple[str, str]] = {**PAPERS, **COMMANDS, **LETTER, **WORK}
