from pathlib import Path

from django.core.management.base import BaseCommand

from supportdesk import packing, postgres


class Command(BaseCommand):
    help = "Write the whole database of one instant into FILE, and the files into FILE.files, while people work."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        part = file.with_name(f"{file.name}.part")
        part.touch(mode=0o600)
        postgres.call("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
        part.replace(file)
        packing.pack(file)
        files = packing.beside(file).name
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes, and what people attached in {files}")
