"""Whether an open school file is whole: what is looked at behind the window after opening.

Reads only; offering a backup is the window's.
"""

from shuangjian_desktop.app.project import Project
from shuangjian_desktop.errors import Damaged
from shuangjian_desktop.store import inspection, steps

_MOST_STEPS = 20_000  # walking a longer journal would be felt; doctor walks it
_MOST_BYTES = 150 * 1024 * 1024
"""While SQLite looks a file over nobody can save; a larger one is proven by each day's copy."""


def damage_of(project: Project) -> str:
    """Return one sentence about what is damaged, "" for a sound file."""
    name = project.path.name
    try:
        is_small = project.path.stat().st_size <= _MOST_BYTES
        fault = inspection.integrity_fault(project.database) if is_small else None
        is_short = steps.count(project.database) <= _MOST_STEPS
        broken = steps.broken_link(project.database) if fault is None and is_short else None
    except Damaged as error:
        return str(error)
    except OSError:
        return ""  # gone for a moment: whoever writes next is told
    if fault is not None:
        return f"学校文件“{name}”有损坏（{fault}），再写下去可能丢失内容；请用最近的备份恢复。"
    if broken is not None:
        return (
            f"学校文件“{name}”的操作记录从第{broken}步起对不上，可能被别的程序改动过；"
            "请与备份核对，必要时恢复。"
        )
    return ""
