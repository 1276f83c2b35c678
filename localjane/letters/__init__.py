"""The weekly letter to volunteers."""
