"""What providers head the columns of their invoices with, and what they call the elements.

To add a heading: put it beside its field; case, spaces and punctuation make no difference. To
add a word for an element: a row of ELEMENT_WORDS.
"""

from __future__ import annotations

from resources_app.agreements.model import Element

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": (
        "Invoice number", "Invoice no", "Invoice no.", "Invoice ref", "Invoice reference",
        "Invoice", "Inv no", "Document number", "Credit note number", "Number",
    ),
    "date": ("Invoice date", "Date of invoice", "Tax point", "Document date", "Date"),
    "child": (
        "Child", "Child's identifier", "Child identifier", "Child ID", "Child ref",
        "Local identifier", "LA identifier", "Young person", "Young person's name", "YP",
        "Child's name", "Child name", "Name", "Name of child", "Client", "Client ID",
        "Service user", "Mosaic ID", "LCS ID",
    ),
    "reference": (
        "Placement", "Placement ref", "Placement reference", "Our placement", "IPA",
        "IPA reference", "IPA ref", "Agreement reference", "Your reference", "Your ref",
        "Contract reference", "Order reference",
    ),
    "element": ("Element", "Charge type", "Type of charge", "Service", "Type", "Item"),
    "description": ("Description", "Details", "Narrative", "Notes", "Comment"),
    "start": (
        "From", "Start", "Start date", "Period from", "Date from", "Service from", "First night",
        "From date", "Period start",
    ),
    "end": (
        "To", "End", "End date", "Period to", "Date to", "Service to", "Last night", "To date",
        "Period end", "Until", "To and including",
    ),
    "nights": ("Nights", "Days", "No of nights", "Number of nights", "No of days", "Qty nights"),
    "net": (
        "Net", "Net amount", "Amount", "Amount net", "Net total", "Net £", "Amount £", "Net GBP",
        "Amount GBP", "Line total", "Total net", "Charge", "Fee", "Amount excluding VAT",
    ),
    "vat": ("VAT", "VAT amount", "VAT £", "Tax", "Amount of VAT"),
    "gross": ("Gross", "Gross amount", "Total", "Total gross", "Amount including VAT", "Gross £"),
    "currency": ("Currency", "Curr", "Ccy"),
    "credits": ("Credits", "Credits invoice", "Credit of", "Original invoice", "Credit for"),
}  # fmt: skip

# What a field is called where it is missing.
FIELD_WORDS = {
    "number": "invoice number",
    "date": "invoice date",
    "child": "child",
    "start": "from",
    "end": "to",
    "net": "net amount",
}

# A heading that names another currency than pounds: the column is refused as a whole.
FOREIGN_HEADINGS: dict[str, str] = {
    "€": "euros", "EUR": "euros", "Euro": "euros", "Euros": "euros",
    "$": "dollars", "USD": "dollars", "Dollars": "dollars",
}  # fmt: skip

ELEMENT_WORDS: dict[str, Element] = {
    **{str(element): element for element in Element},
    "core": Element.CORE,
    "core fee": Element.CORE,
    "weekly fee": Element.CORE,
    "fee": Element.CORE,
    "placement": Element.CORE,
    "placement fee": Element.CORE,
    "accommodation": Element.CORE,
    "care": Element.CORE,
    "fostering fee": Element.CORE,
    "residential fee": Element.CORE,
    "sibling fee": Element.SIBLING,
    "respite": Element.RESPITE,
    "short break": Element.RESPITE,
    "tuition": Element.EDUCATION,
    "school": Element.EDUCATION,
    "school fees": Element.EDUCATION,
    "therapist": Element.THERAPY,
    "therapeutic support": Element.THERAPY,
    "additional staffing": Element.EXTRA_STAFFING,
    "extra staff": Element.EXTRA_STAFFING,
    "additional hours": Element.EXTRA_STAFFING,
    "mileage": Element.TRANSPORT,
    "travel": Element.TRANSPORT,
    "taxi": Element.TRANSPORT,
    "one off": Element.ONE_OFF,
    "setting up": Element.ONE_OFF,
}
