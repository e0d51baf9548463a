"""manage.py import_incidents FILE --zone ZONE: a ServiceNow audit export becomes tickets (INT-22)."""

import sys
from argparse import ArgumentTypeError
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from django.core.management.base import BaseCommand, CommandError

from supportdesk.accounts.actor import system
from tickets.intake.actions.import_incident import import_incident
from tickets.intake.servicenow.log import SHOWN, BadFile, before, read
from tickets.intake.servicenow.places import Places
from tickets.intake.servicenow.report import report

SAID = {True: "kept", False: "missed"}


def day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day like 2016-03-15") from None


class Command(BaseCommand):
    help = "Import a ServiceNow audit export: every row becomes what happened at its own instant."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--zone", required=True, help="the zone of the file's local times, e.g. Europe/London")
        parser.add_argument("--organisation", default="ServiceNow", help="the customer the tickets belong to")
        parser.add_argument("--until", type=day, help="the last day to import, e.g. 2016-03-15; the rest is left out")
        parser.add_argument("--dry-run", action="store_true", help="read and check the file; store nothing")

    def handle(self, *, file, zone, organisation, until, dry_run, **options):
        incidents = self.read(file, zone)
        if until is not None:
            incidents = before(incidents, datetime.combine(until + timedelta(days=1), time(), ZoneInfo(zone)))
        rows = sum(len(incident.rows) for incident in incidents)
        self.stdout.write(f"{len(incidents)} incidents in {rows} rows: the file is sound.")
        if dry_run:
            self.stdout.write("Dry run: nothing was stored.")
            return
        by = system("import")
        places = Places(organisation, by=by)
        known = self.take_in(incidents, by, places)
        self.stdout.write(f"{len(incidents) - known} incidents imported, {known} known already.")
        self.tell(report(incidents, places.key))

    def read(self, file, zone):
        if zone not in available_timezones():
            raise CommandError(f"“{zone}” is no time zone; write one like Europe/London.")
        try:
            return read(file.read_bytes(), ZoneInfo(zone))
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}.") from problem
        except BadFile as bad:
            for line, reason in bad.problems[:SHOWN]:
                self.stderr.write(f"line {line}: {reason}")
            if len(bad.problems) > SHOWN:
                self.stderr.write(f"… and {len(bad.problems) - SHOWN} more")
            raise CommandError(str(bad)) from bad

    def take_in(self, incidents, by, places):
        known = 0
        for done, incident in enumerate(incidents, start=1):
            known += import_incident(incident, by=by, places=places) is None
            self.progress(done, len(incidents))
        return known

    def progress(self, done, total):
        if not sys.stderr.isatty():
            return
        filled = 30 * done // total
        self.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", ending="\n" * (done == total))

    def tell(self, found):
        write = self.stdout.write
        write(f"{found.events} events, of these {found.inferred} inferred; {found.gated} passed a gate with gaps.")
        write("                 ours   file")
        write(f"reassignments  {found.reassignments[0]:6} {found.reassignments[1]:6}")
        write(f"reopenings     {found.reopenings[0]:6} {found.reopenings[1]:6}")
        for number, what, ours, theirs, reasons in found.differences:
            why = "; ".join(f"{count:+d} {reason}" for reason, count in reasons.items())
            write(f"  {number} {what}: {ours} here, {theirs} in the file: {why}")
        for line in found.unexplained:
            self.stderr.write(f"unexplained: {line}")
        write("resolution      ours kept  ours missed")
        for theirs in (True, False):
            counts = [found.kept[(theirs, ours)] for ours in (True, False)]
            write(f"file {SAID[theirs]:10} {counts[0]:9} {counts[1]:12}")
