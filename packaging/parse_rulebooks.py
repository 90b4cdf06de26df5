"""Keep the parsed values of every shipped rulebook beside it, for a quicker start.

Run after each change of a rulebook: `python3 dev.py rulebooks`; tests tell when it was not.
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from shuangjian_desktop.rules.parsed import parsed_path, write_parsed  # noqa: E402 - our own root
from shuangjian_desktop.rules.rulebook import load_rulebook  # noqa: E402


def main() -> None:
    """Prove each book first: what is wrong is refused with its line."""
    for path in sorted((ROOT / "resources" / "rulebooks").glob("*.toml")):
        load_rulebook(path)
        text = path.read_text(encoding="utf-8")
        write_parsed(path, text, tomllib.loads(text))
        print(parsed_path(path).name)


if __name__ == "__main__":
    main()
