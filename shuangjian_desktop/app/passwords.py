"""Passwords: hashed with argon2id, checked, and waited for after wrong ones.

Knows no person and no file. Hashing takes some 0.1 s: the window does it on another thread.
"""

import unicodedata
from collections.abc import Callable, Hashable
from time import monotonic

from shuangjian_desktop.errors import UserError

SHORTEST, LONGEST = 6, 100
WRONG = "密码不对，请再输入一次；忘记密码请找教务清除。"
_FREE_TRIES = 2
_LONGEST_WAIT = 60.0


def hashed(password: str, again: str) -> str:
    """Return the argon2id hash of a new password typed twice; UserError says why not."""
    if password != again:
        raise UserError("两次输入的密码不一样，没有改动；请重新输入。")
    if not SHORTEST <= len(_plain(password)) <= LONGEST:
        raise UserError(f"密码要有{SHORTEST}到{LONGEST}个字符，没有改动；请重新输入。")
    from argon2 import PasswordHasher  # late: start-up time

    return PasswordHasher().hash(_plain(password))


def is_right(kept: str, password: str) -> bool:
    """Return whether a password is the one a hash was made of; a damaged hash fits none."""
    from argon2 import PasswordHasher  # late: start-up time, as is the next
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, _plain(password)[:LONGEST])
    except (InvalidHashError, VerificationError, UnicodeError):
        return False


def _plain(password: str) -> str:
    """Full-width letters of an input method left on are the same password; halves of none go."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "ignore").decode("utf-8")


class Patience:
    """After the second wrong password the next one waits: 1, 2, 4 … seconds, at most a minute."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._wrong: dict[Hashable, int] = {}
        self._until: dict[Hashable, float] = {}

    def failed(self, who: Hashable) -> None:
        """Remember a wrong password."""
        self._wrong[who] = count = self._wrong.get(who, 0) + 1
        if count >= _FREE_TRIES:
            wait = min(2.0 ** (count - _FREE_TRIES), _LONGEST_WAIT)
            self._until[who] = self._now() + wait

    def succeeded(self, who: Hashable) -> None:
        self._wrong.pop(who, None)
        self._until.pop(who, None)

    def seconds_left(self, who: Hashable) -> float:
        """Return how long the next try still has to wait; 0 = not at all."""
        return max(0.0, self._until.get(who, 0.0) - self._now())
