import django.db.models.deletion
from django.db import migrations, models

from tickets.sla.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0015_life_of_a_clock"),
        ("sla", "0007_ladder_steps"),
    ]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="response_seconds",
            field=models.PositiveIntegerField(help_text="How long the one asked took (SLA-14).", null=True),
        ),
        migrations.CreateModel(
            name="InquiryClock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "goal",
                    models.CharField(
                        choices=[
                            ("acknowledge", "Acknowledge"),
                            ("first_response", "First Response"),
                            ("next_reply", "Next Reply"),
                            ("next_update", "Next Update"),
                            ("resolution", "Resolution"),
                            ("ownership", "Ownership"),
                            ("ask", "Ask"),
                        ],
                        max_length=20,
                    ),
                ),
                ("target_seconds", models.PositiveIntegerField()),
                ("pauses", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField()),
                ("spent", models.FloatField(default=0.0)),
                ("since", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("cancelled", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(null=True)),
                ("alarm_at", models.DateTimeField(null=True)),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("breached_at", models.DateTimeField(null=True)),
                ("held_reason", models.CharField(blank=True, default="", max_length=60)),
                ("promised_at", models.DateTimeField(null=True)),
                ("override_due", models.DateTimeField(null=True)),
                ("override_until", models.DateTimeField(null=True)),
                ("excepted_until", models.DateTimeField(null=True)),
                (
                    "calendar",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sla.calendar"
                    ),
                ),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clocks", to="desk.inquiry"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sla.policy"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("alarm_at__isnull", False)), fields=["alarm_at"], name="inquiryclock_alarm"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("since__isnull", True), ("stopped_at__isnull", True), _connector="OR"),
                        name="inquiryclock_stopped_is_still",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alarm_at__isnull", True), ("stopped_at__isnull", True), _connector="OR"),
                        name="inquiryclock_rings_while_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("override_due__isnull", True), ("override_until__isnull", True)),
                            models.Q(("override_due__isnull", False), ("override_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="inquiryclock_override_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InquiryMoment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("run", "Run"),
                            ("hold", "Hold"),
                            ("warned", "Warned"),
                            ("breached", "Breached"),
                            ("stop", "Stop"),
                            ("cancel", "Cancel"),
                            ("retarget", "Retarget"),
                            ("promise", "Promise"),
                            ("override", "Override"),
                            ("revoke", "Revoke"),
                            ("except", "Except"),
                            ("unexcept", "Unexcept"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("cause", models.CharField(blank=True, default="", max_length=120)),
                ("share", models.PositiveSmallIntegerField(null=True)),
                ("data", models.JSONField(default=dict)),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moments", to="desk.inquiryclock"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sla.policy",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        append_only("desk_inquirymoment"),
    ]
