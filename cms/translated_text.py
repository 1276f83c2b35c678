"""A few words in four languages on a model that is not a page: a role's title, a region's name.

Pages have translations of their own; a row that all languages share keeps its few words in one
JSON object by language code. What is missing in a language is read in Finnish.
"""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TranslatedText(dict):
    """Words by language code; as a string, those of the active language, else the Finnish ones."""

    def in_language(self, code: str | None) -> str:
        """The words in one language; Finnish stands in for what is missing."""
        return self.get(code or "") or self.get(settings.LANGUAGE_CODE) or ""

    def __str__(self) -> str:
        return self.in_language(get_language())


class TranslatedTextWidget(forms.MultiWidget):
    """One labelled input a language."""

    template_name = "components/translated_text_widget.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        self.languages = settings.LANGUAGES
        super().__init__(
            {code: forms.TextInput(attrs={"lang": code}) for code, _name in self.languages}, attrs
        )

    def decompress(self, value) -> list[str]:
        value = value or {}
        return [value.get(code, "") for code, _name in self.languages]

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        for subwidget, (_code, label) in zip(
            context["widget"]["subwidgets"], self.languages, strict=True
        ):
            subwidget["label"] = label
        return context


class TranslatedTextFormField(forms.MultiValueField):
    """The inputs of all languages; only the Finnish one can be required."""

    widget = TranslatedTextWidget

    def __init__(self, *, max_length: int = 255, required: bool = True, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [
            forms.CharField(
                max_length=max_length, required=required and code == settings.LANGUAGE_CODE
            )
            for code, _name in settings.LANGUAGES
        ]
        super().__init__(fields, require_all_fields=False, required=required, **kwargs)

    def compress(self, data_list) -> TranslatedText:
        codes = [code for code, _name in settings.LANGUAGES]
        words = dict(zip(codes, data_list or [], strict=False))
        return TranslatedText({code: text.strip() for code, text in words.items() if text})

    def has_changed(self, initial, data) -> bool:
        return TranslatedText(initial or {}) != self.compress(list(data or []))


class TranslatedTextField(models.JSONField):
    """A model field of TranslatedText: ``{"fi": "…", "sv": "…"}``."""

    def __init__(self, *args, max_words: int = 255, **kwargs):
        self.max_words = max_words
        kwargs.setdefault("default", TranslatedText)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.max_words != 255:
            kwargs["max_words"] = self.max_words
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection) -> TranslatedText | None:
        value = super().from_db_value(value, expression, connection)
        return None if value is None else TranslatedText(value)

    def to_python(self, value) -> TranslatedText:
        if isinstance(value, str):
            return TranslatedText({settings.LANGUAGE_CODE: value})
        return TranslatedText(value or {})

    def pre_save(self, model_instance, add):
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def validate(self, value, model_instance) -> None:
        super().validate(value, model_instance)
        known = {code for code, _name in settings.LANGUAGES}
        unknown = set(value) - known
        if unknown:
            raise ValidationError(
                _("Unknown language: %(codes)s"), params={"codes": ", ".join(sorted(unknown))}
            )
        if not self.blank and not value.get(settings.LANGUAGE_CODE):
            raise ValidationError(_("Write this in Finnish at least."))

    def formfield(self, **kwargs):
        # JSONField's own formfield adds encoder and decoder, which words do not need.
        return models.Field.formfield(
            self,
            **{"form_class": TranslatedTextFormField, "max_length": self.max_words, **kwargs},
        )
