"""The command line: parse, ask, call one operation, show. No business here."""
