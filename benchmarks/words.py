"""What the benchmark's tickets say. Seeded: the same number makes the same texts."""

PROTOTYPES = 500
RARE, COMMON = "quokkaflux", "printer"
COMMON_SHARE = 0.098
THINGS = ("laptop", "monitor", "headset", "badge reader", "desk phone", "tablet", "scanner", "router", "access point")
PROGRAMS = ("the mail client", "the VPN", "the payroll portal", "the CRM", "the time sheet", "the booking system")
PLACES = ("building A", "the Leeds office", "floor 3", "the warehouse", "home office", "the lab", "reception")
FAULTS = ("does not start", "keeps crashing", "is extremely slow", "asks for the password again", "lost its connection")
SENTENCES = (
    "Since this morning {program} {fault} on my {thing} in {place}.",
    "I restarted the {thing} twice and nothing changed.",
    "A colleague in {place} has the same with {program}.",
    "It worked until the update, then the {thing} showed error {number}.",
    "We need this for the month end, so the whole team is waiting.",
    "The inventory label of the {thing} is AST-{number}.",
    "When I open {program} it {fault}, and after a while the {thing} stops answering.",
    "Please call me on extension {number} before noon.",
)
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "no", "pi", "ro", "su", "ta", "vel", "wor", "xan", "zet")


def sentence(draw):
    return draw.choice(SENTENCES).format(
        program=draw.choice(PROGRAMS),
        thing=draw.choice(THINGS),
        place=draw.choice(PLACES),
        fault=draw.choice(FAULTS),
        number=draw.randrange(1000, 60_000),
    )


def body(draw, low=2, high=8):
    return " ".join(sentence(draw) for _ in range(draw.randint(low, high)))


def title(draw):
    text = f"{draw.choice(PROGRAMS)} {draw.choice(FAULTS)} in {draw.choice(PLACES)}"
    return text[0].upper() + text[1:]


def phrase(draw, length=6):
    """Words of no language, so that each copy of a text is a text of its own."""
    return " ".join("".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4))) for _ in range(length))
