"""The form of a page whose facts come from its Finnish page: a translation asks for words only."""

from wagtail.admin.panels import HelpPanel, InlinePanel

from cms.page_form import BasePageForm


class FactsPageForm(BasePageForm):
    """Set as `base_form_class`; the page class names its `fact_fields`, inline children among them.

    What is not in the form is not drawn, and keeps what it held. Inline children need a
    `FactsInlinePanel`.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.locale_id and self.instance.facts is not self.instance:
            for name in self.instance.fact_fields:
                self.fields.pop(name, None)
                self.formsets.pop(name, None)


class FactsNotice(HelpPanel):
    """Tells the editor of a translation where the facts are."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.locale_id) and self.instance.facts is not self.instance


class FactsInlinePanel(InlinePanel):
    """Inline children that are facts: not drawn where the form does not ask for them."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, *, panel, form, **kwargs):
            asked = form is not None and panel.relation_name in form.formsets
            super().__init__(panel=panel, form=form if asked else None, **kwargs)

        def is_shown(self) -> bool:
            return self.form is not None and super().is_shown()
