"""Start the program from a checkout; checks the Python version and knows nothing else."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  a person on an older Python must be able to read this
    sys.exit("本程序需要 Python 3.11 或更新的版本，请先安装（This program needs Python 3.11+）。")

if __name__ == "__main__":
    from shuangjian_desktop.__main__ import main

    sys.exit(main(sys.argv))
