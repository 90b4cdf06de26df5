"""双减桌面: homework totals, after-school service and public notices for schools."""

__version__ = "0.3.0"
