"""What people can do to a school: each function builds one undoable Command for `project.run`."""
