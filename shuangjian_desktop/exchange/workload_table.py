"""What everybody has served, as a table to work out credit or pay with.

Knows nothing of how it was counted; it is not read in again.
"""

from collections.abc import Sequence
from pathlib import Path

from shuangjian_desktop.exchange.table_writer import Column, Value, write_table

COLUMNS = (
    Column("姓名", 16),
    Column("来源", 14),
    Column("天数", 8),
    Column("次数", 8),
    Column("分钟", 8),
    Column("代课次数", 10),
    Column("缺的次数", 10),
    Column("最晚结束", 12),
    Column("弹性上下班", 24),
)


def write_workload(path: Path, title: str, rows: Sequence[Sequence[Value]]) -> None:
    """Write the table with a title row above its head; UserError when it cannot be written."""
    write_table(path, "课后服务工作量", COLUMNS, rows, title)
