"""The project's own files, as the contracts look at them: what a checkout holds, nothing made."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "shuangjian_desktop"
NOT_OURS = {".git", ".venv", "build", "dist", "demo-out", "__pycache__"}
MADE_BY_TOOLS = {
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}


def project_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the checkout, in a stable order."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in NOT_OURS | MADE_BY_TOOLS:
                yield from project_files(path)
        else:
            yield path


def python_files(folder: Path = ROOT) -> list[Path]:
    return [path for path in project_files(folder) if path.suffix == ".py"]


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    """How a message calls a file: from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()
