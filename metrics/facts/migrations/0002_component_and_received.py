from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_facts")]

    operations = [
        migrations.AddField("fact", "component_id", models.BigIntegerField(null=True)),
        migrations.AddField("stay", "component_id", models.BigIntegerField(null=True)),
        migrations.AlterField(
            "fact",
            "what",
            models.CharField(
                choices=[
                    ("created", "A ticket was opened"),
                    ("acknowledged", "Somebody first took notice"),
                    ("first_response", "First substantial reply by a person"),
                    ("promise", "A promise ended"),
                    ("promises", "The promises of a ticket, once the last of them ended"),
                    ("resolved", "Resolved for good, as far as one knows"),
                    ("settled", "A resolution, whether or not it held"),
                    ("first_contact", "How the resolution came about"),
                    ("handled", "A ticket that the desk resolved or escalated"),
                    ("handed_on", "A ticket changed hands"),
                    ("packet", "An escalation was submitted"),
                    ("decided", "An escalation was accepted or declined"),
                    ("rated", "An escalation was rated"),
                    ("received", "An escalation was decided on, rated or not"),
                    ("judged", "Whether an escalation was avoidable"),
                    ("related", "One of several reports of the same thing"),
                    ("asked", "A requester was asked how it went"),
                    ("answered", "A requester said how it went"),
                    ("documented", "What a resolution left behind"),
                    ("knowledge", "Whether a resolution used an article"),
                    ("contributed", "Something to read was published"),
                    ("taken", "An incident was acknowledged"),
                    ("restored", "A service is back"),
                    ("diagnosed", "The cause of an incident was named"),
                    ("cause", "An incident with a known cause"),
                    ("update", "An update of an incident that was due"),
                    ("fixed", "The fix of a problem was deployed"),
                ],
                max_length=16,
            ),
        ),
    ]
