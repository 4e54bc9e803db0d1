"""Where curators write the templates; nothing here shows a workbook."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from swot.admin.prompts import PromptAdmin
from swot.admin.sections import SectionAdmin
from swot.admin.templates import TemplateAdmin
from swot.admin.versions import VersionAdmin

__all__ = ["PromptAdmin", "SectionAdmin", "TemplateAdmin", "VersionAdmin"]

admin.site.site_header = _("Cluster workbook: templates")
admin.site.site_title = _("Cluster workbook: templates")
admin.site.index_title = _("Templates")
admin.site.enable_nav_sidebar = False
admin.site.empty_value_display = "–"
