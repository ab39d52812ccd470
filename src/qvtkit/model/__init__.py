"""The records of the folder as frozen models, the values they hold, and the snapshot of a project."""
