"""How much longer a programme of 400 actions takes to show than one of 4, in the same run.

    python -m tests.benchmarks.programme_overview

Makes two programmes in a database of its own (in memory, on SQLite) and asks for the pages that
show all of one, in turn and without the page cache. Prints the queries, the median and the ratio.
"""

import os
import statistics
import time

import django

# Rounds that count, after some that do not.
ROUNDS, WARM_UP = 15, 3
ADDRESSES = ("", "kokonaan/", "toimenpiteet/", "rinnalla/")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()

    from django.conf import settings
    from django.db import connection

    # Without the environment of tests, whose client keeps a copy of every template's context.
    settings.ALLOWED_HOSTS = ["testserver"]
    connection.creation.create_test_db(verbosity=0)
    small, large = _programmes()
    print(f"Median of {ROUNDS} answers without the page cache; no more than 2.00 is asked of the")
    print("programme's own page, the overview.")
    print(f"{'address':>16} {'4 actions':>20} {'400 actions':>20} {'ratio':>6}")
    for address in ADDRESSES:
        _compare(address or "(the overview)", small.url + address, large.url + address)


def _programmes() -> tuple:
    """A programme of 1 priority, 1 goal and 4 actions, and one of 5, 40 and 400."""
    from django.core.management import call_command

    from tests import factories

    factories.default_site()
    small = _programme(2026, priorities=1, goals=1, actions=4)
    large = _programme(2031, priorities=5, goals=8, actions=10)
    # So that both are beside a small one.
    _programme(2021, priorities=1, goals=1, actions=4)
    call_command("update_index", verbosity=0)
    return small, large


def _programme(year: int, *, priorities: int, goals: int, actions: int):
    """A programme whose actions have everything that an action can have."""
    from cms.generations import writing
    from programme.models import ActionStatus, ProgrammeState, ProgrammeStatus
    from tests import factories

    statuses = list(ActionStatus)
    municipality = factories.MunicipalityFactory()
    responsible, partner = factories.OrganisationFactory(), factories.OrganisationFactory()
    with writing():
        programme = factories.ProgrammePageFactory(start_year=year, end_year=year + 4)
        ProgrammeState.objects.create(
            programme_key=programme.translation_key, status=ProgrammeStatus.FOLLOW_UP
        )
        for _priority in range(priorities):
            priority = factories.PriorityPageFactory(parent=programme)
            for _goal in range(goals):
                goal = factories.GoalPageFactory(parent=priority, why="<p>Siksi.</p>")
                for number in range(actions):
                    action = factories.ActionPageFactory(
                        parent=goal, description="<p>Teemme sen yhdessä.</p>", schedule="syksyllä"
                    )
                    action.responsible.set([responsible])
                    action.partners.set([partner])
                    action.municipalities.set([municipality] if number % 2 else [])
                    action.save()
                    _say(action, statuses[number % len(statuses)])
    return programme


def _say(action, status) -> None:
    from cms.dates import helsinki_today
    from programme.models import ActionState

    ActionState.objects.create(
        action_key=action.translation_key, status=status, updated_on=helsinki_today()
    )


def _compare(name: str, small_url: str, large_url: str) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    times: dict[str, list[float]] = {small_url: [], large_url: []}
    queries = {}
    for number in range(WARM_UP + ROUNDS):
        # In turn, so that a busy moment of the machine slows both.
        for url in times:
            started = time.perf_counter()
            response = client.get(url)
            took = time.perf_counter() - started
            if response.status_code != 200:
                raise SystemExit(f"{url}: {response.status_code}")
            if number >= WARM_UP:
                times[url].append(took)
    for url in times:
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        queries[url] = len(captured)
    small, large = (statistics.median(times[url]) * 1000 for url in (small_url, large_url))
    told = [
        f"{queries[u]} queries {m:6.1f} ms" for u, m in ((small_url, small), (large_url, large))
    ]
    print(f"{name:>16} {told[0]:>20} {told[1]:>20} {large / small:6.2f}")


if __name__ == "__main__":
    main()
