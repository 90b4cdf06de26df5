"""The window's commands and queries without a window; stable from its first version."""
