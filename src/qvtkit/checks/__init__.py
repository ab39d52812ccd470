"""Rules over the whole project: pure functions from a snapshot to issues. Nothing is changed."""
