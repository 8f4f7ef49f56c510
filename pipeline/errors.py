"""Errors that a person can do something about: each knows what is wrong, the remedy, and its exit code.

Exit codes of the command line (stable):

    0  done
    1  done, but some files or pages have issues, each named in the summary
    2  wrong use: an unknown command, option or value
    3  the input cannot be read (a file given by name, not one of a batch), or the letter asked for is not there
    4  the database cannot be used
    5  this machine lacks something: Tesseract, its model, a font
  130  stopped by the user; a run goes on where it stopped when it is given again
"""

from __future__ import annotations

DONE = 0
DONE_WITH_ISSUES = 1
WRONG_USE = 2


class SarabanError(Exception):
    """Something to be told in Thai: `code` is stable, `what` names the file, `remedy` says what to do."""

    exit_code = 3

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(f"{what} ({code}): {remedy}")
        self.code = code
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[SarabanError], tuple[str, str, str]]:
        # An error crosses from a worker process to the parent; the default would lose two of its three parts.
        return type(self), (self.code, self.what, self.remedy)


class UseError(SarabanError):
    """A value on the command line that cannot be meant, or a place that cannot be written to."""

    exit_code = WRONG_USE


class InputError(SarabanError):
    """A file that cannot be read: empty, broken, encrypted, too large, of no known kind."""

    exit_code = 3


class DatabaseError(SarabanError):
    """A database that cannot be opened, is busy, or was written by a newer release."""

    exit_code = 4


class MachineError(SarabanError):
    """This machine lacks a program, a model or a font."""

    exit_code = 5
