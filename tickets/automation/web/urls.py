from django.urls import path

from . import pages, staffing, told

urlpatterns = [
    path("administration/routing", pages.routing, name="administration-routing"),
    path("administration/routing/rules", pages.new_rule, name="routing-rules"),
    path("administration/routing/rules/<int:number>", pages.one_rule, name="routing-rule"),
    path("administration/routing/rules/<int:number>/end", pages.rule_end, name="routing-rule-end"),
    path("administration/routing/queues/<int:pk>", staffing.strategy, name="routing-strategy"),
    path("administration/routing/skills", staffing.skills, name="routing-skills"),
    path("administration/routing/skills/<int:skill_pk>/end", staffing.skill_end, name="routing-skill-end"),
    path("administration/routing/limits", staffing.limits, name="routing-limits"),
    path("availability", staffing.availability, name="availability"),
    path("availability/<int:pk>", staffing.availability, name="person-availability"),
    path("tickets/<int:pk>/routing", told.why_here, name="ticket-routing"),
    path("reports/misroutes", told.misroutes, name="misroutes"),
]
