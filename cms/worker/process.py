"""The worker's process: the queue in the main thread, clock and leases in threads beside it.

Queued tasks run in the main thread, because that is where signals arrive and where a task finishes
before the process ends.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.conf import settings
from django.db import connections
from django.utils.crypto import get_random_string

from cms.worker import failures
from cms.worker.clock import Clock
from cms.worker.leases import LeaseKeeper, put_back_lapsed
from cms.worker.queue import Queue

logger = logging.getLogger(__name__)

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
LONGEST_BACKOFF_SECONDS = 30
# Ctrl-C reaches every process of the terminal, and a parent often passes it on at once: that is one
# wish to stop, not two.
SAME_WISH_SECONDS = 1


class WorkerProcess:
    """One worker: `run()` until it is told to stop, or `run_once()` for what is due now."""

    def __init__(self) -> None:
        host = socket.gethostname()[:30]
        self.worker_id = f"{host}-{os.getpid()}-{get_random_string(8)}"
        self.keeper = LeaseKeeper()
        self.queue = Queue(self.worker_id, self.keeper)
        self.clock = Clock(self.worker_id, self.keeper)
        # Plain values, for a signal may arrive while a lock is held.
        self._stopping = False
        self._told_at = 0.0

    def run(self) -> None:
        """Run the queue and the clock until SIGTERM or SIGINT; ends with the running work done."""
        logger.info(
            "worker=%s started, %d periodic jobs, leases of %g s",
            self.worker_id,
            len(self.clock.jobs),
            settings.WORKER_LEASE_SECONDS,
        )
        clock = threading.Thread(target=self._run_clock, name="clock", daemon=True)
        with self._stoppable(), self.keeper.at_work():
            clock.start()
            self._repeat(self.queue.run_ready, "queue")
            clock.join()
            self.clock.wait()
        logger.info("worker=%s stopped", self.worker_id)

    def run_once(self) -> tuple[int, int]:
        """Run every job and task that is due, then end: gives how many jobs and tasks ran.

        Jobs come first, for they may queue tasks. What fails is logged and kept, not raised.
        """
        with self._stoppable(), self.keeper.at_work():
            put_back_lapsed()
            jobs = self.clock.run_due()
            tasks = 0 if self._stopping else self.queue.run_ready()
        logger.info("worker=%s ran %d jobs and %d tasks", self.worker_id, jobs, tasks)
        return jobs, tasks

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """End when the running work is done; told again, end at once and let the leases lapse."""
        now = time.monotonic()
        if not self._stopping:
            self._stopping = True
            self._told_at = now
            self.queue.running = False
            logger.info("worker=%s stopping (%s)", self.worker_id, signal.strsignal(signum))
        elif now - self._told_at >= SAME_WISH_SECONDS:
            logger.warning("worker=%s ends at once; running work is put back", self.worker_id)
            os._exit(1)

    def _run_clock(self) -> None:
        between = settings.WORKER_LEASE_SECONDS / 3
        looked_at = float("-inf")

        def tick() -> None:
            nonlocal looked_at
            self.clock.start_due()
            if time.monotonic() - looked_at >= between:
                put_back_lapsed(self.keeper.task_ids())
                looked_at = time.monotonic()

        try:
            self._repeat(tick, "clock")
        finally:
            connections.close_all()

    def _repeat(self, step: Callable[[], object], name: str) -> None:
        """Do it again and again until told to stop; a fault of the database only delays."""
        faults = 0
        while not self._stopping:
            try:
                step()
            except Exception as error:
                pause = min(2**faults, LONGEST_BACKOFF_SECONDS)
                faults += 1
                logger.warning(
                    "%s: %s; again in %d s",
                    name,
                    failures.summary(error),
                    pause,
                    exc_info=logger.isEnabledFor(logging.DEBUG),
                )
                connections.close_all()
            else:
                faults = 0
                pause = settings.WORKER_INTERVAL_SECONDS
            self._sleep(pause)

    def _sleep(self, seconds: float) -> None:
        # Python sleeps on after a signal's handler, so in short naps.
        end = time.monotonic() + seconds
        while not self._stopping and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.5))

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        before = {it: signal.signal(it, self.stop) for it in STOP_SIGNALS}
        try:
            yield
        finally:
            for it, handler in before.items():
                signal.signal(it, handler)
