"""Errors in one clear sentence. Whoever starts the portal sees words, never a traceback."""

import errno
import sys
from collections.abc import Callable


class Refused(Exception):
    """What cannot be done, in one sentence that says what to do instead."""


def in_words(problem: BaseException) -> str | None:
    """The sentence for a problem of the machine; None when it is a mistake in the code and needs its traceback."""
    if isinstance(problem, Refused):
        return str(problem)
    # Django wraps the database's own error: walk down to what happened first.
    seen: BaseException | None = problem
    while seen is not None:
        text = str(seen).lower()
        number = getattr(seen, "errno", None)
        if number in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in text or "no space left" in text:
            return "The disk is full. Free some space, then start again: nothing is lost."
        if isinstance(seen, PermissionError) or number == errno.EROFS or "readonly database" in text:
            where = getattr(seen, "filename", None) or "the data folder"
            return f"No permission to write {where}. Choose another folder with --data, or change its owner."
        seen = seen.__cause__ or seen.__context__
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename} cannot be used: {problem.strerror}."
    return None


def spoken(main: Callable[[], int]) -> int:
    """Run `main`; a known problem becomes one sentence on stderr and exit code 1."""
    try:
        return main()
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except Exception as problem:
        sentence = in_words(problem)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1
