"""Numbers that carry their own check: payment cards and bank accounts. Pure."""

import re
from collections.abc import Iterator

CARD = re.compile(r"(?<![\d.,#-])\d(?:[ -]?\d){12,18}(?!\d)")
GROUPED = re.compile(r"(?<!\d)(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{1,7}|\d{4}[ -]\d{6}[ -]\d{4,5})(?!\d)")
ISSUERS = re.compile(r"4|5[1-5]|2[2-7]|3[47]|3[068]|6011|64[4-9]|65|35")
ACCOUNT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ A-Za-z0-9])")
REST = re.compile(r"(?: ?[A-Za-z0-9]){11,30}")
LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "FO", "GL", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "KZ", "LT", "LU"), 20),
    **dict.fromkeys(("CH", "CR", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "BH", "DE", "GB", "GE", "IE", "ME", "RS"), 22),
    **dict.fromkeys(("AE", "GI", "IL", "IQ"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN", "VG"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("AL", "CY", "DO", "GT", "HU", "LB", "PL"), 28),
    **dict.fromkeys(("BR", "EG", "PS", "QA", "UA"), 29),
    **dict.fromkeys(("JO", "KW", "MU"), 30),
    **dict.fromkeys(("MT", "SC"), 31),
}


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Whole card numbers, by issuer and check sum; also one in its usual groups beside other digits."""
    for pattern in (CARD, GROUPED):
        for match in pattern.finditer(text):
            digits = re.sub(r"\D", "", match[0])
            if ISSUERS.match(digits) and luhn(digits):
                yield match.span()


def luhn(digits: str) -> bool:
    """The check sum of card numbers: from the right every second digit counts twice, as the sum of its digits."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def ibans(text: str) -> Iterator[tuple[int, int]]:
    """Account numbers of a country's own length whose remainder by 97 is one, with single spaces or without."""
    for match in ACCOUNT.finditer(text):
        end = account_end(text, match)
        if end:
            yield match.start(), end


def account_end(text: str, begin: re.Match) -> int:
    """Where it ends, or nought if it is none."""
    wanted = LENGTHS.get(begin[0][:2].upper())
    rest = REST.match(text, begin.end())
    if wanted is None or rest is None:
        return 0
    said, place = begin[0], begin.end()
    while len(said) < wanted and place < rest.end():
        said += text[place].strip()
        place += 1
    ends = not text[place : place + 1].isalnum()
    return place if ends and len(said) == wanted and remainder(said) == 1 else 0


def remainder(account: str) -> int:
    """By 97, the first four put last and each letter as the number of its place after nine."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97
