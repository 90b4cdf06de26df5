"""What people can do to the after-school service: each function builds one undoable Command."""
