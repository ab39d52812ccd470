"""One file per noun: options, questions, one operation, what to show."""
