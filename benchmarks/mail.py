"""Mail: four servers of the house hand over as fast as they are let, then one hands over twenty a second; from
the yes at the socket to the ticket, by the real listener and the real worker. Then one mail of fifty megabytes."""

import base64
import smtplib
import time
from concurrent.futures import ThreadPoolExecutor

from . import load, meters, place

ADDRESS = "help@bench.example"
AT_ONCE, EACH = 4, 250
A_SECOND, SECONDS = 20, 30
PEOPLE = 2_000
PORT = place.FIRST_PORT + 70
ASKED_AFTER = 2.0  # what waits is looked for each second; asking costs a process, so not more often


def measure():
    load.prototypes()
    here = place.Place(0, "bench_mail", more={"MAIL_PORT": str(PORT)})
    place.copy(load.PROTOTYPES, here.name)
    try:
        here.inside("open_mailbox", ADDRESS, EVENT_NUDGE="0")
        with here.desk():
            time.sleep(15)  # what the copy has still to tell is told
            yield from taken(here, "as fast as they are taken", all_at_once)
            yield from taken(here, f"{A_SECOND} a second", steadily)
            yield from taken(here, "one of 50 MB", large)
    finally:
        place.drop(here.name)


def taken(here, what, send):
    before = newest(here)
    pids = {name: meters.children(here.pid(name)) for name in ("mail", "worker")}
    begun = {name: meters.cpu(each) for name, each in pids.items()} | {"db": meters.cpu(backends())}
    began = time.monotonic()
    number = send()
    kept = time.monotonic() - began
    while (told := here.inside("arrived", before, EVENT_NUDGE="0"))[0] < number:
        if time.monotonic() - began > 300:
            raise RuntimeError(f"{told} of {number} mails became tickets")
        time.sleep(ASKED_AFTER)
    now = {name: meters.cpu(meters.children(here.pid(name))) for name in pids}
    cpu = sum(now[name] - begun[name] for name in pids) / number
    database = (meters.cpu(backends()) - begun["db"]) / number
    spent = {"app_cpu_ms": round(cpu, 2), "db_cpu_ms": round(database, 2)} if number > 1 else {}
    waits = {"p50_ms": round(1000 * told[2]), "p95_ms": round(1000 * told[3])}
    yield {"step": "mail", "what": f"{what}: yes at the socket", "per_second": round(number / kept, 1), "n": number}
    yield {
        "step": "mail",
        "what": f"{what}: a ticket",
        "per_second": round(number / told[4], 1) if number > 1 else None,
        "pss_mb": round(meters.memory(meters.children(here.pid("worker"))), 1),
        "n": number,
        **waits,
        **spent,
    }


def backends():
    return meters.children(place.postmaster())


def newest(here):
    with here.connect() as connection:
        return connection.execute("SELECT coalesce(max(id), 0) FROM intake_incomingmail").fetchone()[0]


def all_at_once():
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(hand_over, range(AT_ONCE)))
    return AT_ONCE * EACH


def hand_over(turn):
    with smtplib.SMTP("127.0.0.1", PORT, timeout=60) as client:
        for number in range(EACH):
            send(client, turn * EACH + number)


def steadily():
    began = time.monotonic()
    with smtplib.SMTP("127.0.0.1", PORT, timeout=60) as client:
        for number in range(A_SECOND * SECONDS):
            time.sleep(max(0, began + number / A_SECOND - time.monotonic()))
            send(client, AT_ONCE * EACH + number)
    return A_SECOND * SECONDS


def send(client, number):
    sender = f"user{number % PEOPLE}@bench.example"
    words = "\r\n".join(f"Line {line} of what does not work here." for line in range(20))
    head = f"From: {sender}\r\nTo: {ADDRESS}\r\nSubject: Mail {number}\r\nMessage-ID: <{number}@bench.example>\r\n"
    client.sendmail(sender, ADDRESS, f"{head}\r\n{words}\r\n")


def large():
    head = (
        f"From: user0@bench.example\r\nTo: {ADDRESS}\r\nSubject: Large\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the file.\r\n--b\r\n"
        "Content-Type: text/plain\r\n"
        "Content-Disposition: attachment; filename=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    content = base64.encodebytes(b"a line of a log\n" * 2_250_000).replace(b"\n", b"\r\n")
    with smtplib.SMTP("127.0.0.1", PORT, timeout=120) as client:
        client.sendmail("user0@bench.example", ADDRESS, head.encode() + content + b"--b--\r\n")
    return 1
