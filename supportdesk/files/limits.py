"""How much of everything. One list, so that pages, API and papers say the same."""

from datetime import timedelta

from django.conf import settings

MEGABYTE = 1024 * 1024
FILE = settings.FILE_MAX_MB * MEGABYTE  # bytes of one file
MESSAGE = 2 * FILE  # of all files sent together
BODY = MESSAGE + MEGABYTE  # of a whole request: the files, what was written beside them, and the wrapping
NUMBER = 10  # files sent together
HOUR_NUMBER = 100  # files a person may send within an hour
HOUR_BYTES = 10 * MESSAGE

PIXELS = 36_000_000  # of a picture: a screen of 8K has 33 million
PREVIEW = 1600  # pixels on the longer side of what is shown on a page

UNPACKED = 512 * MEGABYTE  # all that an archive would become
RATIO = 200  # unpacked to packed, beyond RATIO_FROM
RATIO_FROM = 10 * MEGABYTE
ENTRIES = 10_000
DEPTH = 2  # an archive, and archives in it

RATE_SPAN = timedelta(hours=1)
LOOSE = timedelta(hours=24)  # how long a file waits for whatever it was sent for
LINK = timedelta(minutes=10)  # how long a link to a file lives


def megabytes(count):
    return f"{count // MEGABYTE} MB"
