"""Filters of the contacts' templates."""

from django import template

from contacts import phones

register = template.Library()

register.filter("tel_link", phones.tel_link)
