"""What a command is: a label a person recognises and a function that writes through the journal.

Knows nothing of any particular command.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from shuangjian_desktop.store.journal import Writer


class Command(NamedTuple):
    """One act of a person.

    `kind` "setup" marks the making of a school: undo stops before it; "fixed" what no undo takes
    back, as a sheet on the wall. `asks_policy` is False for tables read in: they record what was.
    """

    label: str
    apply: "Callable[[Writer], None]"
    kind: str = "do"
    asks_policy: bool = True
