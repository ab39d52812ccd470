"""One function per user action: from a snapshot and answers to an `Outcome`. Nothing is written here."""
