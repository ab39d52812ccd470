"""The builders: one file or family of files a document, from the masked context to blocks."""
