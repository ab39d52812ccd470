"""Tables for spreadsheets: the workbook of the indicators and the CLACT grid, in plain data."""
