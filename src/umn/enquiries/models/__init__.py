from umn.enquiries.models.desk import Desk, DeskKey, PaperKey, PastKey
from umn.enquiries.models.enquiry import AskerSession, Draft, Enquiry, Item, Withdrawal, WrongNumbers

__all__ = [
    "AskerSession",
    "Desk",
    "DeskKey",
    "Draft",
    "Enquiry",
    "Item",
    "PaperKey",
    "PastKey",
    "Withdrawal",
    "WrongNumbers",
]
