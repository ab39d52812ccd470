"""What the method says of a project: its history, its gates, its next steps. Pure functions."""
