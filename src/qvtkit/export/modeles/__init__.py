"""The establishment’s own Word files: read, checked, filled."""
