"""What everybody but superusers may reach in the admin, and nothing else (docs/apart.md).

`allowed.py` is the list to read and to change; `guard.py` is the middleware that keeps it.
"""
