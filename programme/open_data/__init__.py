"""Programmes as open data: JSON and CSV at addresses that stay (docs/open-data.md)."""
