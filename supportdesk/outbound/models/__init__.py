from .choice import Digest, NoticeChoice, NoticeGroup, NoticeWay
from .told import HearingHours, HeldNotice, Mail, Notification
from .webhook import Attempt, Delivery, DeliveryState, StopReason, Webhook

__all__ = [
    "Attempt",
    "Delivery",
    "DeliveryState",
    "Digest",
    "HearingHours",
    "HeldNotice",
    "Mail",
    "NoticeChoice",
    "NoticeGroup",
    "NoticeWay",
    "Notification",
    "StopReason",
    "Webhook",
]
