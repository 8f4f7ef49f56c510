"""What is said to a person, in Thai or in English; the words are in `outputs/wording.py`.

The language is one for the whole program, chosen once by the command line before the commands are read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from outputs.wording import MESSAGES
from pipeline.errors import UseError

LANGUAGES = ("th", "en")
_chosen = "th"


def choose(arguments: Sequence[str]) -> list[str]:
    """Choose the language: `--lang` wherever it stands, else SARABAN_LANG, else Thai; gives the other arguments."""
    rest = list(arguments)
    wanted = os.environ.get("SARABAN_LANG") or "th"
    for place, word in enumerate(rest):
        if word == "--lang" and place + 1 < len(rest):
            wanted = rest[place + 1]
            del rest[place : place + 2]
            break
        if word.startswith("--lang="):
            wanted = rest.pop(place).removeprefix("--lang=")
            break
    if wanted not in LANGUAGES:
        raise UseError("bad-language", say("bad-language", name=wanted), say("one-of", offered=", ".join(LANGUAGES)))
    use(wanted)
    return rest


def use(name: str) -> None:
    """Speak this language from now on."""
    global _chosen  # noqa: PLW0603 -- one language for the whole program
    _chosen = name


def language() -> str:
    """The language that is spoken: th or en."""
    return _chosen


def say(key: str, **values: object) -> str:
    """The message `key` in the chosen language, with its blanks filled in."""
    return MESSAGES[key][LANGUAGES.index(_chosen)].format(**values)
