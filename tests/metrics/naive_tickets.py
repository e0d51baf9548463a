"""The naive count of one ticket: once through its events. See naive.py."""

from datetime import timedelta

TAKES_NOTICE = {
    "ticket.triaged",
    "ticket.assigned",
    "ticket.accepted",
    "ticket.replied",
    "ticket.moved",
    "ticket.resolved",
}
IS_WORK = {
    "ticket.triaged",
    "ticket.moved",
    "ticket.resolved",
    "ticket.noted",
    "ticket.assigned",
    "ticket.accepted",
    "ticket.transferred",
}
LINKS = {"ticket.merged", "ticket.joined_incident", "ticket.problem_linked", "ticket.known_error_linked"}


def whole(delta):
    return max(0, int(delta.total_seconds()))


class Notes(list):
    def add(self, kpi, variant, event, *, good=False, measure=None, out=(), person=None, **more):
        entry = {"kpi": kpi, "variant": variant, "at": event["at"], "good": good, "measure": measure}
        self.append(entry | {"out": set(out), "person": person} | more)


def ticket(history):
    while history and history[0]["kind"] != "ticket.opened":
        history = history[1:]
    return Walk(history).through() if history else []


class Walk:
    """Once through a ticket's history, remembering what is asked at the end."""

    def __init__(self, history):
        self.history, self.opened = history, history[0]
        self.requester, self.now = self.opened["data"]["requester"], dict(self.opened["data"]["standing"])
        self.notes, self.stays, self.resolutions, self.ends, self.related = Notes(), [], [], [], []
        self.noticed = self.answered = self.worked_on = self.restricted = self.joined = self.reopened = False
        self.handoffs, self.rounds, self.cancelled = 0, 0, None
        self.spent, self.sent_on, self.packets, self.asked, self.said = {}, {}, {}, {}, {}
        self.cited, self.returned, self.decided = set(), set(), set()
        self.verdicts = {"escalation.rated": {}, "escalation.judged": {}}

    def through(self):
        for event in self.history:
            self.meet(event)
        return self.over()

    def meet(self, event):
        kind, data = event["kind"], event["data"]
        human = event["actor_kind"] == "person"
        person = event["actor_id"] if human else None
        self.now = dict(data["standing"]) if "standing" in data else self.now
        if not self.stays or self.stays[-1][1] != self.now:
            self.stays.append((event["at"], self.now))
        at = {"queue": self.now["queue"]}
        if kind == "ticket.opened":
            who = {"who": self.requester, "category": self.now["category"]}
            self.notes.add("ARRIVED", "", event, **who, **at)
        if kind in ("sla.met", "sla.missed", "sla.ended_excepted"):
            self.clock_ends(event, kind, data, person, at)
        self.heed(event, kind, data, human, person, at)
        self.hand_over(event, kind, data, person, at)
        self.incident(kind)
        self.finish(event, kind, data, human, person, at)
        self.relate(event, kind, data, person, at)
        if kind.startswith("escalation."):
            self.escalate(event, kind, data, person, at)
        if kind == "ticket.survey_sent":
            self.asked[data["survey"]] = list(self.resolutions)
        if kind == "ticket.survey_answered":
            self.said[data["survey"]] = (event, at)

    def clock_ends(self, event, kind, data, person, at):
        goal, good, out = data["goal"], kind == "sla.met", {"X8"} if kind == "sla.ended_excepted" else set()
        self.spent[goal] = (data.get("spent"), good)
        number = {"first_response": "KPI-05", "resolution": "KPI-06", "next_update": "KPI-07"}.get(goal)
        if number:
            self.notes.add(number, goal, event, good=good, out=out, person=person, **at)
            self.notes.add("KPI-08", "each", event, good=good, out=out, person=person, **at)
            self.ends.append((event, good, out, person, at))

    def heed(self, event, kind, data, human, person, at):
        """Work, notice and answers."""
        from_desk, replied = data.get("from_desk", False), kind == "ticket.replied"
        other = human and event["actor_id"] != self.requester
        self.worked_on = self.worked_on or (other and (kind in IS_WORK or (replied and from_desk)))
        counts = (not replied or from_desk) and (kind != "ticket.assigned" or data["owner"])
        if other and kind in TAKES_NOTICE and counts and not self.noticed:
            self.noticed = True
            took(self.notes, "KPI-02", event, self.opened, self.spent.get("acknowledge"), person, at)
        substantial = replied and from_desk and human and data.get("substantial", True)
        if substantial and not self.answered:
            took(self.notes, "KPI-01", event, self.opened, self.spent.get("first_response"), person, at)
        self.rounds += replied and not from_desk and self.answered
        self.answered = self.answered or substantial

    def hand_over(self, event, kind, data, person, at):
        both = data.get("giver") and data.get("owner") and data["giver"] != data["owner"]
        if kind in ("ticket.assigned", "ticket.accepted") and both:
            self.handoffs += 1
            self.notes.add("S-14", "", event, person=person, **at)

    def incident(self, kind):
        if kind in ("ticket.joined_incident", "ticket.left_incident"):
            self.joined = kind == "ticket.joined_incident"
        if kind in ("ticket.restricted", "ticket.unrestricted"):
            self.restricted = kind == "ticket.restricted"

    def finish(self, event, kind, data, human, person, at):
        if kind == "ticket.resolved":
            flowed = self.joined and (event["operation"] or event["via"] in ("rule", "clock"))
            out = ({"X7"} if flowed else set()) | (set() if human else {"bots"})
            lasts = {"rounds": self.rounds, "handoffs": self.handoffs, "reopened": self.reopened, "at": at}
            lasts |= {"sent": bool(self.packets), "cited": bool(self.cited), "person": person}
            self.resolutions.append((event, out, lasts | {"spent": self.spent.get("resolution")}))
        for resolution, out, lasts in self.resolutions:
            if kind == "ticket.closed" and "closed" not in lasts:
                lasts["closed"] = True
                out.update({"X6"} if data["basis"] == "silence" else ())
            if kind == "ticket.reopened":
                lasts.setdefault("back", event["at"] - resolution["at"])
        self.reopened = self.reopened or kind == "ticket.reopened"
        if kind == "ticket.cancelled":
            self.cancelled = data.get("reason")
        if kind in ("ticket.merged", "ticket.called_off"):
            self.cancelled = "duplicate"

    def relate(self, event, kind, data, person, at):
        alike = kind == "ticket.linked" and data["kind"] in ("duplicate_of", "related")
        link = kind in LINKS or (alike and not data.get("from_other"))
        if link or kind in ("ticket.flagged", "ticket.flagged_recurring"):
            self.related.append((event, link, person, at))
        used = data.get("role") in ("solved", "sent") and (data["article"], data["role"])
        if used and kind == "ticket.article_cited":
            self.cited.add(used)
        if used and kind == "ticket.article_uncited":
            self.cited.discard(used)

    def escalate(self, event, kind, data, person, at):
        number = data["escalation"]
        if kind == "escalation.submitted":
            self.packets[number] = person
            for goal, targets in (("any", ("tier", "engineering")), ("engineering", ("engineering",))):
                if data["target"] in targets:
                    self.sent_on.setdefault(goal, (event, person, at))
            measured = {"good": data["percent"] == 100 and not data["gaps"], "measure": 100 * data["percent"]}
            self.notes.add("KPI-14", "whole", event, **measured, person=person, **at)
            self.notes.add("KPI-14", "mean", event, **measured, person=person, **at)
        if kind == "escalation.returned":
            self.returned.add(number)
        if kind in ("escalation.accepted", "escalation.declined") and number not in self.decided:
            self.decided.add(number)
            passed = kind == "escalation.accepted" and number not in self.returned
            self.notes.add("KPI-16", "", event, good=passed, person=self.packets.get(number), **at)
        if kind in self.verdicts:
            self.verdicts[kind][number] = (event, at)

    def over(self):
        for event, out, lasts in self.resolutions:
            good = "back" in lasts and lasts["back"] <= timedelta(days=14)
            self.notes.add("KPI-11", "", event, good=good, out=out, person=lasts["person"], **lasts["at"])
        stands = self.now["status"] in ("resolved", "closed") and self.resolutions
        if stands:
            final(self.notes, self.opened, *self.resolutions[-1], self.requester)
        self.handled(stands)
        self.together()
        self.judged()
        for number, before in self.asked.items():
            if number in self.said:
                satisfied(self.notes, *self.said[number], before)
        out = apart(self.cancelled, self.worked_on) if self.now["status"] == "cancelled" else set()
        for entry in self.notes:
            entry["out"] |= out
        stayed = {"stays": self.stays, "opened": self.opened["at"], "out": out, "kpi": "KPI-10"}
        return [*self.notes, stayed]

    def handled(self, stands):
        for goal, kpi in (("any", "KPI-12"), ("engineering", "KPI-13")):
            if goal in self.sent_on:
                event, person, at = self.sent_on[goal]
                self.notes.add(kpi, goal, event, good=True, person=person, **at)
            elif stands:
                event, out, lasts = self.resolutions[-1]
                self.notes.add(kpi, goal, event, out=out, person=lasts["person"], **lasts["at"])

    def together(self):
        if self.ends:
            event, _, _, person, at = self.ends[-1]
            kept = [good for _, good, out, _, _ in self.ends if not out]
            self.notes.add("KPI-08", "all", event, good=all(kept), out=() if kept else {"X8"}, person=person, **at)
        if self.related:
            event, _, person, at = self.related[0]
            linked = any(link for _, link, _, _ in self.related)
            self.notes.add("KPI-19", "", event, good=linked, person=person, **at)

    def judged(self):
        for number, (event, at) in self.verdicts["escalation.rated"].items():
            points = round(100 * event["data"]["rating"])
            sender = self.packets.get(number, event["data"].get("sender"))
            self.notes.add("KPI-15", "points", event, good=points >= 400, measure=points, person=sender, **at)
        for number, (event, at) in self.verdicts["escalation.judged"].items():
            sender = self.packets.get(number, event["data"].get("sender"))
            self.notes.add("KPI-17", "", event, good=event["data"]["avoidable"], person=sender, **at)


def took(notes, kpi, event, opened, ended, person, at):
    good = bool(ended and ended[1])
    notes.add(kpi, "wall", event, good=good, measure=whole(event["at"] - opened["at"]), person=person, **at)
    if ended and ended[0] is not None:
        notes.add(kpi, "promised", event, good=good, measure=ended[0], person=person, **at)


def final(notes, opened, event, out, lasts, requester):
    own = {"out": out, "person": lasts["person"], **lasts["at"]}
    ended = lasts["spent"]
    kept = bool(ended and ended[1])
    notes.add("KPI-04", "wall", event, good=kept, measure=whole(event["at"] - opened["at"]), **own)
    if ended and ended[0] is not None:
        notes.add("KPI-04", "promised", event, good=kept, measure=ended[0], **own)
    standing = event["data"]["standing"]
    notes.add("KPI-09", "", event, good=kept, who=requester, category=standing["category"], **own)
    once = not lasts["reopened"]
    notes.add("KPI-18", "a", event, good=once and not lasts["handoffs"] and not lasts["sent"], **own)
    notes.add("KPI-18", "b", event, good=once and not lasts["rounds"], **own)
    notes.add("KPI-18", "c", event, good=once and not lasts["sent"] and lasts["rounds"] <= 2, **own)
    notes.add("KPI-23", "", event, good=not event["data"].get("lacking"), **own)
    notes.add("KPI-24", "", event, good=lasts["cited"], **own)


def satisfied(notes, answer, at, before):
    score, stars = answer["data"]["score"], answer["data"]["scale"] == 5
    out, person = (before[-1][1], before[-1][2]["person"]) if before else (set(), None)
    own = {"out": out, "person": person, **at}
    if stars:
        notes.add("KPI-20", "stars", answer, good=score >= 4, measure=100 * score, **own)
        notes.add("KPI-20", "positive", answer, good=score >= 4, **own)
    else:
        notes.add("KPI-20", "thumbs", answer, good=score == 1, **own)


def apart(reason, worked_on):
    if reason in ("spam", "mistake"):
        return {"X1"}
    if reason == "duplicate":
        return {"X2"}
    return set() if worked_on else {"X3"}
