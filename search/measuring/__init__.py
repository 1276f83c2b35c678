"""How good the search is: a set of queries with what they should find (`search_check`)."""
