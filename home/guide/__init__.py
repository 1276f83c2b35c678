"""The guide in Finnish inside the admin, and as one page to print (docs/guide.md)."""
