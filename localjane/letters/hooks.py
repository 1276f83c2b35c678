"""The choice of the weekly mail on the admin's screen of one's account."""

from wagtail import hooks

from localjane.letters.screens import WeeklyMailPanel

hooks.register("register_account_settings_panel", WeeklyMailPanel)
