from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from supportdesk import packing, postgres


class Command(BaseCommand):
    help = "Read a backup into the database, all or nothing. A database that holds something is refused."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="first throw away what the database holds")

    def handle(self, *, file, replace, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if connection.introspection.table_names() and not replace:
            raise CommandError("The database is not empty. Name an empty one, or say --replace.")
        if strange := packing.strange(file):
            raise CommandError(f"{packing.beside(file).name} has an entry that no backup writes: {strange[0]}")
        words = ["--clean", "--if-exists"] if replace else []
        connection.close()
        postgres.load(file, *words)
        packing.unpack(file)
        self.stdout.write("Restored. `manage.py migrate` brings it to this release.")
