"""What the window and the command line both call: commands write, queries read.

Knows the engines below it; nothing of Qt or of argv.
"""
