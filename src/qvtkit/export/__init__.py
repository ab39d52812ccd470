"""Documents: from a masked context to a document model, and from it to each format."""
