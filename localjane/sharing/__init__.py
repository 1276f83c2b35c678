"""What local JANEs and the province share with each other, and suggest."""
