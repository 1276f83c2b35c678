"""A few words in four languages on a model that is not a page: a role's title, a region's name.

Pages have translations of their own; a row that all languages share keeps its few words in one
JSON object by language code. What is missing in a language is read in Finnish.
"""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.forms.renderers import TemplatesSetting
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

FINNISH_MISSING = _("Write this in Finnish at least.")


def language_codes() -> list[str]:
    """The codes of the site's languages in their order, Finnish first."""
    return [code for code, _name in settings.LANGUAGES]


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
            {code: forms.TextInput(attrs={"lang": code}) for code in language_codes()}, attrs
        )

    def decompress(self, value) -> list[str]:
        value = value or {}
        return [value.get(code, "") for code in language_codes()]

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        for subwidget, (_code, label) in zip(
            context["widget"]["subwidgets"], self.languages, strict=True
        ):
            subwidget["label"] = label
        return context

    def render(self, name, value, attrs=None, renderer=None):
        # A form's own renderer looks into the apps only, not into the site's folder of templates.
        return super().render(name, value, attrs, TemplatesSetting())


class TranslatedTextFormField(forms.MultiValueField):
    """The inputs of all languages; Finnish is needed as soon as there is any other."""

    widget = TranslatedTextWidget

    def __init__(self, *, max_length: int = 255, required: bool = True, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [
            forms.CharField(
                max_length=max_length,
                required=required and code == settings.LANGUAGE_CODE,
                error_messages={"incomplete": FINNISH_MISSING},
            )
            for code in language_codes()
        ]
        super().__init__(fields, require_all_fields=False, required=required, **kwargs)

    def compress(self, data_list) -> TranslatedText:
        words = zip(language_codes(), data_list or [], strict=False)
        return TranslatedText({code: text.strip() for code, text in words if text and text.strip()})

    def has_changed(self, initial, data) -> bool:
        return TranslatedText(initial or {}) != self.compress(list(data or []))


class TranslatedTextAttribute(DeferredAttribute):
    """Gives a TranslatedText whatever was assigned: a dict, or a string meant in Finnish."""

    def __set__(self, instance, value) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class TranslatedTextField(models.JSONField):
    """A model field of TranslatedText: ``{"fi": "…", "sv": "…"}``, each up to `max_words` letters.

    Empty words are not kept. Validation wants Finnish wherever there is any other language.
    """

    descriptor_class = TranslatedTextAttribute

    def __init__(self, *args, max_words: int = 255, **kwargs):
        self.max_words = max_words
        kwargs.setdefault("default", TranslatedText)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.max_words != 255:
            kwargs["max_words"] = self.max_words
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        # A look-up of one language (name__sv) gives a string.
        return TranslatedText(value) if isinstance(value, dict) else value

    def to_python(self, value):
        if isinstance(value, str):
            value = {settings.LANGUAGE_CODE: value}
        if value is None or isinstance(value, dict):
            return TranslatedText({code: words for code, words in (value or {}).items() if words})
        # A query expression, or what validation will refuse.
        return value

    def validate(self, value, model_instance) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, dict) or not all(isinstance(w, str) for w in value.values()):
            raise ValidationError(_("Give words by the codes of their languages."))
        unknown = set(value) - set(language_codes())
        if unknown:
            raise ValidationError(
                _("Unknown language: %(codes)s"), params={"codes": ", ".join(sorted(unknown))}
            )
        if value and not value.get(settings.LANGUAGE_CODE):
            raise ValidationError(FINNISH_MISSING)
        longest = max(map(len, value.values()), default=0)
        if longest > self.max_words:
            raise ValidationError(
                _("At most %(limit)d letters; here are %(length)d."),
                params={"limit": self.max_words, "length": longest},
            )

    def formfield(self, **kwargs):
        # JSONField's own formfield adds encoder and decoder, which words do not need. With a
        # function as default Django compares with a hidden input, which Wagtail does not draw.
        defaults = {
            "form_class": TranslatedTextFormField,
            "max_length": self.max_words,
            "show_hidden_initial": False,
        }
        return models.Field.formfield(self, **{**defaults, **kwargs})
