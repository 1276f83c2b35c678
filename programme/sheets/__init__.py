"""The programme as a spreadsheet: going out, coming in, and what would change."""
