"""Reads the environment. `env` remembers what was asked for: docs/settings.md lists all of it."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]


class Environment(environ.Env):
    """django-environ, with the names asked for in `names` and a plain message for a bad value."""

    def __init__(self, **scheme):
        super().__init__(**scheme)
        self.names: set[str] = set()

    def get_value(self, var, *args, **kwargs):
        self.names.add(var)
        try:
            return super().get_value(var, *args, **kwargs)
        except ValueError as error:
            value = os.environ.get(var)
            raise ImproperlyConfigured(f"{var} cannot be {value!r}: {error}.") from error


env = Environment()
# A file named by ENV_FILE, else .env beside manage.py; real environment variables win over both.
env_file = Path(env.str("ENV_FILE", default=str(BASE_DIR / ".env")))
if env_file.is_file():
    environ.Env.read_env(str(env_file))
