"""Proof that local JANEs are apart: docs/apart.md, "The walk"."""
