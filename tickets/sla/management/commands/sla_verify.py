import argparse
import re
from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from supportdesk import clock
from supportdesk.accounts.actor import system
from tickets.sla import verify
from tickets.sla.actions.conclude import conclude
from tickets.sla.actions.repair import repair

EVERY = 5  # seconds between two lines of progress


class Command(BaseCommand):
    help = (
        "Replay the ledger of every clock and compare all that its row says; name each difference, and fail if any is "
        "left. Stops at Ctrl-C between two batches and says how to go on. People may work meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="set rows from their ledgers; ledgers never change")
        parser.add_argument("--sample", type=percent, default=100, metavar="N%", help="another part of all every day")
        parser.add_argument("--after", type=place, metavar="PLACE", help="go on where an earlier run has stopped")
        for model in verify.clock_models():
            name = f"--{model.owner}"
            parser.add_argument(
                name, type=number, action="append", metavar="N", help=f"the clocks of this {model.owner}"
            )

    def handle(self, *, sample, after, **options):
        self.repairs, self.checked, self.began = options["repair"], 0, monotonic()
        self.found: list[verify.Difference] = []
        self.said, self.place = self.began, after or ""
        try:
            for scope, only in self.scopes(sample, options):
                for looked in verify.walk(scope, after or "", only):
                    self.take(looked)
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. {self.progress()} Go on with --after {self.place}", returncode=130) from None
        if sample == 100 and not after and not any(options.get(model.owner) for model in verify.clock_models()):
            conclude(by=system("clock"), checked=self.checked, found=self.found)
        self.stdout.write(self.progress())
        if self.found and not self.repairs:
            raise CommandError("Rows and ledgers differ. --repair sets the rows from their ledgers.")

    def scopes(self, sample, options):
        named = [(model, options.get(model.owner)) for model in verify.clock_models()]
        if any(owners for _, owners in named):
            return [(verify.Scope(owners=tuple(owners)), model) for model, owners in named if owners]
        return [(verify.sample(clock.now(), sample), None)]

    def take(self, looked):
        self.checked, self.place = self.checked + looked.checked, looked.place
        self.found += looked.found
        for one in looked.found:
            self.stdout.write(str(one))
        if self.repairs:
            for owner in sorted({one.owner for one in looked.found}):
                repair(owner, by=system("clock"), model=looked.model)
        if monotonic() - self.said > EVERY:
            self.said = monotonic()
            self.stderr.write(f"{self.progress()} At {self.place}.")

    def progress(self):
        many, speed = len(self.found), self.checked / max(monotonic() - self.began, 1e-3)
        verb = "put right" if self.repairs else "found"
        return f"{self.checked:,} clocks, {speed:,.0f} a second, {many} difference{'' if many == 1 else 's'} {verb}."


def percent(text):
    if not re.fullmatch(r"\d{1,3}%?", text) or not 1 <= int(text.rstrip("%")) <= 100:
        raise argparse.ArgumentTypeError("a whole number from 1% to 100%")
    return int(text.rstrip("%"))


def number(text):
    """1042, or T-1042 as people write it."""
    if not (digits := text.upper().removeprefix("T-")).isdecimal():
        raise argparse.ArgumentTypeError("a number")
    return int(digits)


def place(text):
    """Where a run has come to, as it was said."""
    table, _, last = text.partition(":")
    if table not in {model._meta.model_name for model in verify.clock_models()} or not last.isdecimal():
        raise argparse.ArgumentTypeError("a place that an earlier run has named")
    return text
