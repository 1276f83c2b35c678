"""The history of actions' states begins: each state that there is, from the day it was said."""

import datetime as dt

from django.db import migrations, models

NOT_STARTED = "not_started"


def begin_history(apps, schema_editor):
    states = apps.get_model("programme", "ActionState").objects.exclude(status=NOT_STARTED)
    change = apps.get_model("programme", "ActionStateChange")
    today = dt.date.today()
    change.objects.bulk_create(
        (
            change(action_key=key, status=status, on=min(day or today, today))
            for key, status, day in states.values_list("action_key", "status", "updated_on")
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_steps_and_failures")]

    operations = [
        migrations.CreateModel(
            name="ActionStateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action_key", models.UUIDField(db_index=True, editable=False)),
                ("status", models.CharField(choices=[("not_started", "Not started"), ("under_way", "Under way"), ("done", "Done"), ("continuous", "Goes on all the time"), ("dropped", "Dropped")], editable=False, max_length=20, verbose_name="status")),
                ("on", models.DateField(editable=False, verbose_name="date")),
            ],
            options={
                "verbose_name": "change of an action's state",
                "verbose_name_plural": "changes of actions' states",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.RunPython(begin_history, migrations.RunPython.noop),
    ]
