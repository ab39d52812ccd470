"""Pure statistics on the records: no file, no clock, no verdict that the data cannot bear."""
