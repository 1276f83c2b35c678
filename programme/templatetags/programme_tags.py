"""Tags of the programme's templates."""

from django import template

from programme import stones as drawing

register = template.Library()

register.simple_tag(drawing.stone, name="stone")
register.simple_tag(drawing.row, name="stones")
