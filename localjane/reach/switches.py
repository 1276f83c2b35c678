"""Every guard by its name, so that a test can switch one off and see that the walk notices.

There is no setting for it: nothing but a test adds to `OFF`.
"""

from collections.abc import Callable
from functools import wraps

GUARDS: dict[str, Callable] = {}
OFF: set[str] = set()


def refuses(guard: Callable) -> Callable:
    """Register a guard that gives a refusal, or None to let through."""
    GUARDS[guard.__name__] = guard

    @wraps(guard)
    def switchable(*args, **kwargs):
        return None if guard.__name__ in OFF else guard(*args, **kwargs)

    return switchable


def narrows(guard: Callable) -> Callable:
    """Register a guard whose first argument is a list or a form, which it gives back narrowed."""
    GUARDS[guard.__name__] = guard

    @wraps(guard)
    def switchable(first, *args, **kwargs):
        return first if guard.__name__ in OFF else guard(first, *args, **kwargs)

    return switchable
