"""Founding a local JANE: its pages, its host and its first people."""
