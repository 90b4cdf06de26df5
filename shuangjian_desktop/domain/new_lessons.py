"""Whether the name of an after-school activity reads as new lessons, which clause 7 rules out.

Looks at words only; knows no table and no screen.
"""

import re

_SAYS_SO = re.compile("新授|讲?新课(?!标|程标准|改)|上课|授课|讲授|补课|赶进度|赶课")


def new_lesson_words(title: str) -> str:
    """Return the words by which a title reads as new lessons; "" for any other [§7]."""
    found = _SAYS_SO.search("".join(title.split()))
    return found.group() if found else ""
