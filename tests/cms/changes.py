"""Which generations a test has raised."""

from cms.models import Generation


def numbers() -> dict[str, int]:
    return dict(Generation.objects.values_list("key", "number"))


class Changes:
    """`with Changes() as changed: …` then `changed.keys`: whose numbers another value has."""

    def __enter__(self):
        self.before = numbers()
        return self

    def __exit__(self, *error):
        after = numbers()
        self.keys = {key for key in after if after[key] != self.before.get(key)}
