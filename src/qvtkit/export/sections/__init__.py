"""The sections of the fiche: each takes the context and returns blocks."""
