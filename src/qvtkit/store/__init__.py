"""Reading and writing the folder: the only layer that touches a project's files."""
