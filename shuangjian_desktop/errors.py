"""The few errors a person is meant to read.

Knows nothing of where it is shown: window, command line and tests print `str(error)`.
"""


class UserError(Exception):
    """Bad input, a full disk, a locked file: what happened, where, what to do next.

    The message is one clear Chinese sentence; nothing has been changed when it is raised.
    """


class StorageError(UserError):
    """The school file could not be read or written: the only error that means 未能保存."""


class Damaged(StorageError):
    """What lies where a school file should is none, or not whole: a backup is the way on."""


class Conflict(UserError):
    """A row is no longer what a command or an undo step expects; the message has both values."""


class Cancelled(Exception):
    """The person stopped a long task; silent, nothing was changed."""


class NotAllowed(UserError):
    """The person acting may not do this; the message says who may."""
