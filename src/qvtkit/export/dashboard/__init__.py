"""The dashboard: one page that a steering group looks at together."""
