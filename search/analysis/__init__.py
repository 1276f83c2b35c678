"""Words as people mean them: base forms and compound parts, by the language of a text."""

from search.analysis.analyser import Analyser, Analysis, Forms, analyser, every_analyser

__all__ = ["Analyser", "Analysis", "Forms", "analyser", "every_analyser"]
