"""The worker: one process that runs queued tasks and the clock (docs/worker.md).

What other apps use of it is `cms.worker.registry.periodic`, in `<app>/schedule.py`. Queued tasks
are django-tasks' own: `@task(backend="work")`.
"""
