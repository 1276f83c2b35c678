"""The queue: django-tasks-db's own worker, with a lease for each task that it runs."""

import logging
import time

from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from cms.worker.failures import summary
from cms.worker.leases import WORK, HeldTask, LeaseKeeper, keep_failure

logger = logging.getLogger(__name__)


class Queue(Worker):
    """Runs the tasks that are ready, one at a time, until none is left or `running` is False."""

    def __init__(self, worker_id: str, keeper: LeaseKeeper) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name=WORK,
            worker_id=worker_id,
            batch=True,
            max_tasks=None,
            interval=0,
            startup_delay=False,
        )
        self.keeper = keeper

    def run_ready(self) -> int:
        """Run all that is ready; gives how many tasks ran.

        The stock loop takes SQLite's write lock at each look, so it is asked only when it will find
        something.
        """
        before = self._run_tasks
        if DBTaskResult.objects.ready().filter(backend_name=WORK).exists():
            self.run()
        return self._run_tasks - before

    def run_task(self, db_task_result: DBTaskResult) -> None:
        result = db_task_result
        what = f"task={result.task_path} id={result.pk}"
        logger.info("%s started (try %d)", what, len(result.worker_ids))
        began = time.monotonic()
        lease = HeldTask(result, self.worker_id)
        # On the instance, for the stock loop calls them and offers no other way in.
        result.set_successful = lease.ends(result.set_successful)
        result.set_failed = lease.ends(result.set_failed)
        with self.keeper.holding(lease):
            super().run_task(result)
        took = time.monotonic() - began
        if result.status == TaskResultStatus.FAILED:
            keep_failure(result, lease.error)
            logger.error("%s failed after %.1f s: %s", what, took, summary(lease.error))
        elif result.status == TaskResultStatus.SUCCESSFUL:
            logger.info("%s done in %.1f s", what, took)
