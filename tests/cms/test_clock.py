"""Periodic jobs: when they are due, one runner at a time, and what an error leaves behind."""

import datetime as dt

import pytest
import time_machine

from cms.models import ClockJob, FailedTask
from cms.worker import clock as clock_module
from cms.worker.clock import Clock
from cms.worker.leases import PUT_BACKS, LeaseKeeper
from cms.worker.registry import JobRun, PeriodicJob, all_jobs, periodic

START = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def time(settings):
    settings.WORKER_LEASE_SECONDS = 60
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def runs():
    """The runs of the job "noting", oldest first."""
    return []


@pytest.fixture
def jobs(monkeypatch, runs):
    """The jobs that a new clock finds; a test adds its own."""

    def noting(run: JobRun) -> str:
        runs.append(run)
        return "noted"

    found = [PeriodicJob("noting", noting, every=MINUTE)]
    monkeypatch.setattr(clock_module, "all_jobs", lambda: found)
    return found


def a_clock(worker_id: str = "this-worker") -> Clock:
    return Clock(worker_id, LeaseKeeper())


def job(**times) -> PeriodicJob:
    return PeriodicJob("job", lambda run: None, **times)


# --- When -----------------------------------------------------------------------------------------


def test_a_job_of_every_minute_is_due_at_first_and_then_after_a_minute():
    every = job(every=MINUTE)
    assert every.is_due(START, None, START)
    assert not every.is_due(START + MINUTE - dt.timedelta(seconds=1), START, START)
    assert every.is_due(START + MINUTE, START, START)


def test_a_machine_whose_clock_is_set_back_does_not_wait_for_the_old_time():
    assert job(every=MINUTE).is_due(START, START + dt.timedelta(days=1), START)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-03T00:09:59+00:00", False),
        ("2026-03-03T00:10:00+00:00", True),  # 2.10 in Helsinki
        ("2026-03-03T09:00:00+00:00", True),
    ],
)
def test_a_new_daily_job_waits_for_its_time_in_helsinki(now, due):
    daily = job(at=dt.time(2, 10))
    assert daily.is_due(dt.datetime.fromisoformat(now), None, START) is due


def test_a_daily_job_runs_once_a_day_and_catches_up_after_a_pause():
    daily = job(at=dt.time(2, 10))
    ran = dt.datetime(2026, 3, 3, 0, 10, 1, tzinfo=dt.UTC)
    assert not daily.is_due(ran + dt.timedelta(hours=23, minutes=59), ran, START)
    assert daily.is_due(ran + dt.timedelta(hours=24), ran, START)
    assert daily.is_due(ran + dt.timedelta(days=5, hours=7), ran, START)


@pytest.mark.parametrize("at", [dt.time(2, 10), dt.time(3, 30), dt.time(4, 0)])
@pytest.mark.parametrize("change", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])
def test_a_daily_job_runs_once_on_each_day_when_summer_time_begins_and_ends(at, change):
    daily = job(at=at)
    now = dt.datetime.combine(change, dt.time(10), tzinfo=dt.UTC) - dt.timedelta(days=1)
    last, ran = now, 0
    for _ in range(3 * 24 * 12):
        now += dt.timedelta(minutes=5)
        if daily.is_due(now, last, now):
            last, ran = now, ran + 1
    assert ran == 3


# --- Declaring ------------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [{}, {"every": MINUTE, "at": dt.time(1)}, {"every": -MINUTE}])
def test_a_job_needs_one_sensible_time(times):
    with pytest.raises(ValueError, match="'odd'"):
        periodic(name="odd", **times)


def test_two_jobs_may_not_share_a_name():
    taken = all_jobs()[0].name
    with pytest.raises(ValueError, match=taken):
        periodic(name=taken, every=MINUTE)(lambda run: None)


def test_every_app_brings_its_jobs():
    assert {"publish-on-time", "raise-generations", "repair-search-index"} <= {
        job.name for job in all_jobs()
    }


# --- Running --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_run_answers_for_the_time_since_the_last_one_that_ended_well(time, jobs, runs):
    fails = []

    def failing(run: JobRun) -> None:
        runs.append(run)
        if fails:
            raise RuntimeError(fails.pop())

    jobs[:] = [PeriodicJob("failing", failing, every=MINUTE)]
    clock = a_clock()
    clock.run_due()
    time.shift(MINUTE)
    fails.append("once")
    clock.run_due()
    time.shift(MINUTE)
    clock.run_due()
    assert [run.since for run in runs] == [START, START, START]
    time.shift(MINUTE)
    clock.run_due()
    assert runs[-1] == JobRun(now=START + 3 * MINUTE, since=START + 2 * MINUTE)


@pytest.mark.django_db
def test_an_error_is_kept_and_shown_and_stops_no_other_job(time, jobs, runs):
    broken = [True]

    def failing(run: JobRun) -> None:
        if broken:
            raise RuntimeError("no such\ntable")

    jobs.insert(0, PeriodicJob("failing", failing, every=MINUTE))
    clock = a_clock()
    assert clock.run_due() == 2
    assert len(runs) == 1
    row = ClockJob.objects.get(name="failing")
    assert "RuntimeError: no such\ntable" in row.last_error
    assert row.last_finished_at == START
    assert row.covered_until is None
    time.shift(MINUTE)
    clock.run_due()
    failure = FailedTask.objects.get()
    assert (failure.source, failure.name, failure.times) == ("clock", "failing", 2)
    assert failure.reason == "RuntimeError: no such table"

    broken.clear()
    time.shift(MINUTE)
    clock.run_due()
    assert ClockJob.objects.get(name="failing").last_error == ""
    assert not FailedTask.objects.exists()


@pytest.mark.django_db
def test_two_workers_that_find_the_same_job_due_run_it_once(time, jobs, runs):
    first, second = a_clock("first"), a_clock("second")
    [(found, seen_by_first)] = first._due()
    [(_, seen_by_second)] = second._due()
    assert first._take(found, seen_by_first, START)
    assert second._take(found, seen_by_second, START) is None


@pytest.mark.django_db
def test_a_job_that_another_worker_is_running_is_left_alone_however_long_it_takes(time, jobs, runs):
    first, second = a_clock("first"), a_clock("second")
    [(found, row)] = first._due()
    first._take(found, row, START)
    lease = clock_module.HeldJob(found.name, "first")
    for _ in range(5):
        time.shift(40)
        assert lease.renew()
        assert second.run_due() == 0
    assert runs == []


@pytest.mark.django_db
def test_a_job_whose_worker_died_begins_anew_when_the_lease_lapses(time, jobs, runs):
    dead, live = a_clock("dead"), a_clock("live")
    jobs[:] = [PeriodicJob("nightly", jobs[0].function, at=dt.time(2, 10))]
    dead.jobs = live.jobs = jobs
    dead.run_due()
    time.shift(dt.timedelta(days=1))
    [(found, row)] = dead._due()
    dead._take(found, row, START + dt.timedelta(days=1))
    time.shift(59)
    assert live.run_due() == 0
    time.shift(2)
    assert live.run_due() == 1
    assert runs[-1].since == START
    row = ClockJob.objects.get()
    assert (row.lease_holder, row.interruptions) == ("", 0)


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_given_up_until_its_next_time(time, jobs, runs):
    clock = a_clock("dying")
    for _ in range(1 + PUT_BACKS):
        [(found, row)] = clock._due()
        clock._take(found, row, clock_module.timezone.now())
        time.shift(61)
    assert clock.run_due() == 0
    failure = FailedTask.objects.get()
    assert failure.interrupted
    assert "died 4 times" in failure.reason
    assert clock.run_due() == 1
    assert len(runs) == 1


@pytest.mark.django_db
def test_a_late_worker_does_not_overwrite_what_the_next_one_kept(time, jobs, runs):
    slow, live = a_clock("slow"), a_clock("live")
    [(found, row)] = slow._due()
    taken = slow._take(found, row, START)
    time.shift(61)
    live.run_due()
    slow._finish(taken, last_error="late")
    assert ClockJob.objects.get().last_error == ""
