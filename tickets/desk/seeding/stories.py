"""What happens at a service desk: the texts of the demo. Words in braces are drawn once for each ticket."""

from dataclasses import dataclass
from typing import NamedTuple


class Ending(NamedTuple):
    """The resolution record of a story (T-27), in the order of gate.RESOLUTION."""

    happened: str
    cause_class: str
    root_cause: str
    steps: str
    verification: str
    advice: str
    prevention: str
    code: str


@dataclass(frozen=True)
class Story:
    """One kind of trouble: where it belongs, what people write about it, and how it ends."""

    type: str
    category: str
    component: str
    queue: str
    weight: int
    levels: tuple[tuple[int, int], ...]
    titles: tuple[str, ...]
    bodies: tuple[str, ...]
    asks: tuple[str, ...]
    answers: tuple[str, ...]
    notes: tuple[str, ...]
    fix: str
    ending: Ending


USUAL = ((2, 2), (2, 3), (3, 2), (3, 3), (2, 2))
SERIOUS = ((1, 2), (2, 1), (2, 2), (1, 3))

STORIES = (
    Story(
        "incident", "network-vpn", "vpn-gateway", "network", 10, SERIOUS,
        ("VPN drops every {minutes} minutes from {place}", "VPN: connected, but nothing behind it answers",
         "No VPN since this morning ({person})"),
        ("Since {day} the VPN disconnects every {minutes} minutes. I have to sign in again each time, and my session in "
         "{app} is lost. Wi-Fi at home is fine, video calls without VPN work.\n\nClient 5.2.1, {device}.",
         "The client says *connected*, but {app} and the file share cannot be reached. I restarted the {device} twice. "
         "A colleague at {place} has the same."),
        ("Could you send us the log from Help > Diagnostics, and the time of the last disconnect?",
         "Does it also happen on a phone hotspot? That tells us whether your router plays a part."),
        ("Log attached. Last drop at 10:42, then again at 11:03.", "On the hotspot it holds. At home it does not."),
        ("Gateway {host} shows DPD timeouts for this user only; MTU on the home router is 1412.",
         "Same pattern as three others on the new client build. Checking the change of {day}."),
        "We lowered the tunnel's packet size for your profile. Please reconnect once and tell us whether it holds.",
        Ending("The tunnel was torn down whenever large packets were lost on the home router.", "configuration",
               "Tunnel MTU too large for the provider's line", "Set MTU 1360 in the profile, reconnected, watched an hour.",
               "One hour without a disconnect, file share copied 2 GB.", "Reconnect once so that the new profile is used.",
               "The new MTU is part of the standard profile now.", "fixed"),
    ),
    Story(
        "incident", "email-collaboration", "mail", "service-desk", 9, USUAL,
        ("Mail to {domain} comes back", "Shared mailbox \"{team}\" is missing in {app}", "Calendar shows meetings one hour late"),
        ("Every mail to {domain} comes back after a few minutes:\n\n> 550 5.7.1 message rejected\n\nOther customers get my "
         "mails. We have an offer to send by {day}.",
         "Since the update the shared mailbox of {team} is gone from my list. Others in the team still see it."),
        ("Could you forward one of the bounces as an attachment? We need its headers.",
         "Do you see it in the web version of the mailbox?"),
        ("Here it is. This one is from this morning.", "In the browser I can see it. Only the program does not show it."),
        ("SPF of our new relay {ip} is missing in the zone of the customer.", "Auto-mapping was removed by the licence change."),
        "The setting is corrected. Please restart the program and try again.",
        Ending("The receiving side refused mail from our new relay.", "configuration", "SPF record lacked the new relay",
               "Added the relay to SPF, waited for the zone, sent a test mail.", "Test mail delivered, headers show pass.",
               "Send the mail again.", "The relay list and SPF are now changed together.", "fixed"),
    ),
    Story(
        "access_request", "access-identity", "identity-provider", "access", 12, ((3, 2), (3, 3), (2, 2)),
        ("Access to {app} for {person}", "{person} joins {team} on {day}: accounts needed", "Please add me to the group {team}"),
        ("Hello,\n\nplease give {person} access to {app}, same rights as the rest of {team}. Start is {day}. The manager has "
         "agreed, approval is in the attachment.",
         "I moved to {team} and can open {app}, but I get *not authorised* in the reports."),
        ("Which of the two roles is needed: read only, or posting too?", "Who approves for {team}? We may not take it from the form."),
        ("Read only is enough.", "Approval is from our head of finance, in copy."),
        ("Role would break segregation of duties with the one from 2024. Asked the owner of the application.",
         "Group found, owner has confirmed by chat."),
        "Access is given. Please sign out and in again, then the menu appears.",
        Ending("A new colleague needed access.", "permission", "", "Checked the approval, added the group, synchronised.",
               "Signed in with the requester and opened a report.", "Sign out and in again.", "", "fulfilled"),
    ),
    Story(
        "incident", "access-identity", "identity-provider", "service-desk", 11, USUAL,
        ("Account locked again", "Second factor lost with my old phone", "Password reset mail does not arrive"),
        ("My account is locked for the third time this week. I type the right password. It starts when I open the {device} at "
         "{place}.",
         "I have a new phone and cannot confirm sign-ins any more. Call me on extension {extension}, I am at {place} until five."),
        ("Is there another device that still has the old password, a tablet or a phone?",
         "For the reset we must see you on video or at the desk. When would it suit you?"),
        ("Yes! My tablet at home still had the old one.", "Half past two would be good."),
        ("Lockouts come from {host}, an old mapped drive.", "Identity checked against the staff photo on video."),
        "The old session is removed and the lock lifted. Please sign in once now while we watch.",
        Ending("An old device tried an expired password until the account locked.", "user_error", "Stored credentials on an old device",
               "Found the source in the log, removed it, unlocked.", "No failed sign-in for 30 minutes.",
               "Remove the account from devices you no longer use.", "The self-service page lists devices now.", "fixed"),
    ),
    Story(
        "incident", "hardware", "print-service", "workplace", 9, USUAL,
        ("Printer at {place} prints only half pages", "Label printer {asset} offline", "Print jobs vanish from the queue"),
        ("The printer at {place} prints the first half and then stops with *{error}*. Paper is in, cover is closed. We need the "
         "delivery notes for the lorry at four.",
         "Jobs from {app} go to the queue and disappear. From other programs it prints."),
        ("Could you read us the number on the label, it starts with AST?", "Does a test page from the device's own menu come out complete?"),
        ("It says {asset}.", "The test page is fine, so it is not the toner."),
        ("Driver on {host} is the one with the known memory fault.", "Spare drum is in the storeroom, shelf 4."),
        "We replaced the driver on the server. Please print one page and tell us how it looks.",
        Ending("Large jobs were cut by a faulty driver.", "third_party", "Driver 7.1 truncates jobs over 8 MB",
               "Rolled the driver back to 7.0 on the print server.", "Printed a 40-page delivery note.", "Print again.",
               "7.1 is blocked until the vendor's fix.", "fixed"),
    ),
    Story(
        "service_request", "hardware", "laptop-fleet", "workplace", 10, ((3, 3), (3, 2), (2, 3)),
        ("New {device} for {person}", "Docking station for desk at {place}", "Battery of {asset} lasts twenty minutes"),
        ("{person} starts on {day} in {team} and needs a {device} with the usual programs and a headset.",
         "The battery of my {device} ({asset}) is flat after twenty minutes. Warranty until next spring, says the list."),
        ("Which keyboard layout, and delivered to {place} or home?", "Please send the battery report: powercfg /batteryreport."),
        ("UK layout, to the office please.", "Report attached: 41 % of the design capacity."),
        ("Ordered with the vendor, reference {vendor}.", "Imaging takes two hours, collected by the courier at 15:00."),
        "It is ready at the desk on the ground floor. Please bring your badge.",
        Ending("Equipment was needed.", "unknown", "", "Ordered, imaged, handed out.", "Signed in together with the person.",
               "Tell us within a week if something is missing.", "", "fulfilled"),
    ),
    Story(
        "incident", "software-apps", "erp", "business-apps", 10, SERIOUS,
        ("{app} very slow since the update on {day}", "Month-end posting stops with {error}", "{app}: {error} when saving an order"),
        ("Opening an order in {app} takes forty seconds since {day}. Before it was two. Everybody in {team} sees it, we are eight "
         "people and close the books this week.",
         "Posting stops at document {number} with\n\n```\n{error}: deadlock detected while updating LEDGER\n```\n\nA second try works, "
         "the third fails again."),
        ("Does it happen in the web client as well, or only in the installed one?", "Could you send the exact time of two slow saves?"),
        ("Both. 09:14 and 09:31.", "Only with orders of more than 50 lines."),
        ("Plan of the order query changed after the statistics job. Trace {trace}.", "Vendor confirms, patch {vendor} expected."),
        "We have put the old index back. Please try the same order again.",
        Ending("A query read the whole order table after the update.", "product_defect", "Missing index after update 24.3",
               "Recreated the index online, refreshed statistics.", "Order with 120 lines opens in 1.8 s.", "Work as usual.",
               "The update check compares indexes now.", "fixed"),
    ),
    Story(
        "defect", "software-apps", "web-shop", "engineering", 7, SERIOUS,
        ("Checkout fails with {error} for cards from {country}", "Export of {team} loses the last column", "Search finds nothing with an umlaut"),
        ("Customers with cards from {country} see *{error}* at the last step. About {minutes} an hour by the dashboard. Request id "
         "{request}.",
         "The CSV export from {app} has eleven columns, the screen twelve. The VAT column is missing since {day}."),
        ("Can you give us one order number and the time, so that we find the trace?", "Is it the same in a private window?"),
        ("Order {number}, 13:05.", "Yes, the same."),
        ("Reproduced on staging with trace {trace}.", "Regression of last week's release; fix is in review."),
        "The fix is live in release 24.{minutes}. Could you confirm with the same case?",
        Ending("A validation rejected valid input.", "product_defect", "Regression in address validation",
               "Fixed the pattern, added tests, released.", "Case of the report passes on production.", "No action needed.",
               "The cases are in the regression suite.", "fixed"),
    ),
    Story(
        "question", "how-to", "crm", "service-desk", 8, ((3, 3), (3, 2)),
        ("How do I share a report from {app}?", "Which form for a visitor's Wi-Fi?", "Can {app} remind me of open quotes?"),
        ("I would like {team} to see my report in {app} without exporting it each week. Is there a way?",
         "We have {minutes} visitors at {place} on {day}. Who gives them Wi-Fi, and how long before?"),
        ("Should they be able to change it, or only read?",),
        ("Only read.",),
        ("Article in the handbook is out of date, told the editors.",),
        "You can share it from the three dots > Share > With a group. Step by step in the handbook, page \"Reports\".",
        Ending("A question about daily use.", "user_error", "", "Explained the way with pictures.", "", "See the handbook.", "", "answered"),
    ),
    Story(
        "incident", "data-reporting", "data-warehouse", "business-apps", 6, USUAL,
        ("Figures of {day} missing in the sales report", "Report \"Stock by site\" shows negative numbers", "Data load stopped at {number} rows"),
        ("The sales report ends on {day}. The board meets tomorrow at nine and needs the week complete.",
         "Stock at {place} is shown as -{minutes}. In {app} it is right."),
        ("Do you see the same in the preview environment?",),
        ("Yes, both are wrong.",),
        ("Nightly load on {host} ended with {error}; rerun takes 50 minutes.",),
        "The load has run again. Please refresh the report.",
        Ending("The nightly load stopped half-way.", "data", "A row with an impossible date", "Corrected the row, ran the load again.",
               "Totals agree with the source.", "Refresh the report.", "Such rows are set aside and reported now.", "fixed"),
    ),
    Story(
        "incident", "security", "mail", "service-desk", 4, ((1, 2), (2, 1), (2, 2)),
        ("Strange invoice mail from {person}", "Clicked on a link, now worried", "Lost {device} on the train"),
        ("I received an invoice from {person}, but the address is at {domain}. I opened the attachment before I saw it. What now?",
         "I left my {device} ({asset}) on the train to {country} this morning. It was locked."),
        ("Please do not switch it off. Did you enter a password anywhere?",),
        ("No, I closed the page at once.",),
        ("Session revoked, device {asset} isolated, mail pulled from {minutes} mailboxes.",),
        "Your sessions are signed out everywhere and your password must be set anew. Well done for telling us quickly.",
        Ending("A phishing mail reached several people.", "third_party", "Look-alike domain", "Removed the mails, revoked sessions, blocked the domain.",
               "No sign-in from unknown places.", "Choose a new password.", "The domain is on the block list.", "fixed"),
    ),
    Story(
        "feedback", "other", "crm", "service-desk", 2, ((3, 3),),
        ("The new portal is hard to read on a phone", "Thank you to the team at {place}"),
        ("The buttons of the new portal are below the fold on my phone. I nearly gave up.",
         "Just a thank you: {person} drove to {place} on a Sunday so that we could open on Monday."),
        ("Thank you! Which phone is it?",), ("A three-year-old one, small screen.",), ("Passed on to the product team.",),
        "Passed on to the product team. It is on their list for the next release.",
        Ending("Feedback on the portal.", "intended_behaviour", "", "Passed on to the product team.", "", "Nothing to do.", "", "answered"),
    ),
)  # fmt: skip

APPS = (
    "Outlook",
    "the ERP",
    "SharePoint",
    "the CRM",
    "the time sheet",
    "Excel",
    "the warehouse app",
    "the booking system",
)
DEVICES = ("laptop", "docking station", "monitor", "headset", "desk phone", "tablet", "scanner", "thin client")
PLACES = (
    "Hamburg, hall 3",
    "Leeds, floor 2",
    "the Lyon office",
    "reception",
    "the Austin site",
    "meeting room 4.12",
    "warehouse B",
)
TEAMS = ("Finance", "Dispatch", "Purchasing", "Customer care", "HR", "Night shift", "Quality", "Sales North")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "the weekend")
COUNTRIES = ("Norway", "Portugal", "Canada", "Japan", "Austria", "Chile")
ERRORS = ("E-4107", "0x8007000E", "ORA-00060", "HTTP 502", "ERR_CERT_DATE_INVALID", "SQLSTATE 40P01", "PRN-33")

LONG = (
    "After the migration of the file server the links in about two hundred spreadsheets of the controlling department point to the "
    "old path, which is why every opening asks four times whether to update the links"
)
RIGHT_TO_LEFT = "الطابعة في الطابق الثالث لا تطبع الفواتير منذ صباح اليوم"
RIGHT_TO_LEFT_BODY = (
    "مرحبا،\n\nالطابعة تعرض الرسالة E-4107 ولا تطبع أي صفحة. نحتاج الفواتير قبل الساعة الرابعة. شكرا لكم."
)
PARTS_OF_A_LONG_TALK = (
    "Tested again with build {number}: the same after about {minutes} minutes.",
    "Thank you. Please try with the cable instead of Wi-Fi and note the time of the next break.",
    "With the cable it lasted until lunch, then it broke again at 12:{minutes}.",
    "We see it on {host}: the session ends from our side. We are comparing it with last week's capture.",
    "Two more colleagues at {place} have it now, {person} and the front desk.",
    "The vendor asks for a trace. We switched it on for your account; nothing changes for you.",
    "It broke at 09:{minutes}. Does the trace show anything?",
    "It does: the keep-alive is lost at the branch router. We change its timer tonight and tell you in the morning.",
)
