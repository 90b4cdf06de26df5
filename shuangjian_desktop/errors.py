"""The few errors a person is meant to read.

Knows nothing of where it is shown: the window, the command line and the tests all print `str(error)`.
"""


class UserError(Exception):
    """Bad input, a full disk, a locked file: what happened, where, what to do next.

    The message is one clear Chinese sentence; nothing has been changed when it is raised.
    """


class Conflict(UserError):
    """A row is no longer what the command or the undo step expects; both values are in the message."""


class Cancelled(Exception):
    """The person stopped a long task; silent, nothing was changed."""
