"""What screens and the command line ask of the after-school service; nothing here writes."""
