"""Demonstration content: how parts are declared, run and drawn. Loaded by `manage.py load_demo`."""
