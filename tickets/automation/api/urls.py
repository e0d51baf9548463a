from django.urls import path

from . import reports, rules, staffing

urlpatterns = [
    path("routing/rules", rules.RoutingRules.as_view(), name="api-routing-rules"),
    path("routing/rules/<int:number>", rules.OneRoutingRule.as_view(), name="api-routing-rule"),
    path("routing/preview", rules.RoutingPreview.as_view(), name="api-routing-preview"),
    path("routing/strategies", staffing.Strategies.as_view(), name="api-strategies"),
    path("queues/<int:pk>/strategy", staffing.OneStrategy.as_view(), name="api-strategy"),
    path("routing/skills", staffing.Skills.as_view(), name="api-skills"),
    path("routing/skills/<int:skill_pk>", staffing.OneSkill.as_view(), name="api-skill"),
    path("routing/limits", staffing.WipLimits.as_view(), name="api-wip-limits"),
    path("people/<int:pk>/availability", staffing.PersonAvailability.as_view(), name="api-availability"),
    path("tickets/<int:pk>/routing", reports.TicketRouting.as_view(), name="api-ticket-routing"),
    path("reports/misroutes", reports.Misroutes.as_view(), name="api-misroutes"),
]
