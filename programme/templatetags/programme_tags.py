"""Tags of the programme's templates."""

from django import template

from programme import onward
from programme import stones as drawing

register = template.Library()

register.simple_tag(drawing.stone, name="stone")
register.simple_tag(drawing.row, name="stones")
register.simple_tag(onward.later, name="goes_on")
register.simple_tag(onward.earlier, name="comes_from")
