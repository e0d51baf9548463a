"""The figures as a table for people and as JSON for programs."""

import json
import os
import platform
from pathlib import Path

COLUMNS = (
    ("p50_ms", "p50 ms"),
    ("p95_ms", "p95 ms"),
    ("app_cpu_ms", "app CPU ms"),
    ("db_cpu_ms", "db CPU ms"),
    ("statements", "SQL"),
    ("per_second", "per s"),
    ("seconds", "s"),
    ("outbox_empty_s", "outbox empty s"),
    ("pss_mb", "PSS MB"),
    ("micros", "µs"),
    ("p99_ms", "p99 ms"),
    ("per_core", "per s of CPU"),
    ("times", "times"),
    ("answer_ms", "answer p50 ms"),
)
WAYS = ("mail", "webhooks", "once")
PER_SECOND = ("by REST", "relay", "sweep", "open queues", "bulk", "replay", "retarget", "figures", *WAYS)


def machine():
    processors = Path("/proc/cpuinfo").read_text().split("\n\n")
    words = dict(line.split(":", 1) for line in processors[0].splitlines() if ":" in line)
    model = next((value.strip() for name, value in words.items() if name.strip() == "model name"), "")
    gigabytes = round(int(Path("/proc/meminfo").read_text().split()[1]) / 1024**2)
    return {"cpu": model, "cores": os.cpu_count(), "memory_gb": gigabytes, "python": platform.python_version()}


def table(rows):
    """Markdown; a column without a figure in a row stays empty."""
    heads = ["step", "tickets", "what", *(label for _, label in COLUMNS)]
    lines = ["| " + " | ".join(heads) + " |", "|---|--:|---|" + "--:|" * len(COLUMNS)]
    for row in rows:
        size = f"{row['size']:,}" if row.get("size") else ""
        figures = [spoken(row, name) for name, _ in COLUMNS]
        lines.append("| " + " | ".join([row["step"], size, row["what"], *figures]) + " |")
    return "\n".join(lines)


def spoken(row, name):
    value = row.get(name)
    if value is None or (name == "per_second" and not any(word in row["step"] for word in PER_SECOND)):
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def growth(rows, small, large):
    """CPU of each page at the larger size, as a multiple of the smaller one."""
    cpu = {(row["step"], row["size"]): row["app_cpu_ms"] + row["db_cpu_ms"] for row in rows if row["what"] == "page"}
    steps = dict.fromkeys(step for step, _ in cpu)
    return {
        step: round(cpu[step, large] / cpu[step, small], 2)
        for step in steps
        if (step, large) in cpu and (step, small) in cpu
    }


def write(path, rows, **more):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"machine": machine(), **more, "rows": rows}, indent=1))
