"""A referral pack and a contract schedule such as the team prints. Everyone in them is invented."""

from __future__ import annotations

from datetime import UTC, datetime

from resources_app.printing.contract_prices import Fee, Share
from resources_app.printing.contract_schedule import ContractSchedule
from resources_app.printing.facts import Fact
from resources_app.printing.frame import Imprint
from resources_app.printing.referral_pack import ReferralPack, Risk
from resources_app.printing.signature import Signatory

PRINTED_AT = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)

# The fields of a pack that hold free text.
FREE_TEXTS = [
    "strengths", "child_views", "about", "care_needs", "education_needs", "health_needs",
    "family_time", "family_views", "risk_summary",
]  # fmt: skip


def imprint(document_name: str, subject: str, **changes: object) -> Imprint:
    """What every page says of the document; change what a test is about."""
    values: dict[str, object] = {
        "council": "Buckinghamshire Council",
        "document_name": document_name,
        "reference": "DOC-26-A7-0042",
        "version": 2,
        "subject": subject,
        "printed_by": "Amina Khan",
        "printed_at": PRINTED_AT,
        **changes,
    }
    return Imprint(**values)  # type: ignore[arg-type]


def sample_pack(**changes: object) -> ReferralPack:
    """An anonymised pack."""
    values: dict[str, object] = {
        "imprint": imprint("Referral pack, anonymised", "REQ-26-A7-0107"),
        "full": False,
        "reference": "REQ-26-A7-0107",
        "headline": "Boy, 13, with his sister, 9",
        "summary": (
            Fact("Sought", "A foster home for both; otherwise a small children’s home"),
            Fact("Needed by", "Friday 4 Dec 2026, planned"),
            Fact("Ages", "13 and 9"),
            Fact("Where", "Within 20 miles of HP11; not within 5 miles of SL1"),
            Fact("Reply by", "Wednesday 25 Nov 2026"),
        ),
        "strengths": (
            "He makes people laugh, often before breakfast, and remembers everyone’s birthday.\n"
            "He can take a bicycle apart and put it together again, and has done so for half the "
            "street. He is patient with small children and with animals; a dog called Biscuit is "
            "his best audience.\n"
            "A good day is one in which he knows at breakfast what will happen until bedtime, "
            "sees his sister, eats something hot at six, and is left alone for twenty minutes "
            "after school."
        ),
        "child_views": (
            "“I want to stay with my sister. I don’t want to change school again. I’d like a "
            "garden or a shed. Please ask me before you touch my things.”"
        ),
        "sought": (
            Fact("First choice", "Foster home"),
            Fact("Otherwise", "Children’s home"),
            Fact("For how long", "About 52 weeks"),
            Fact("Preferred area", "Wycombe, to keep the school"),
            Fact("No further than", "20 miles from home"),
            Fact("Places to avoid", "Within 5 miles of SL1: someone there has harmed the children"),
        ),
        "about": (
            "The children have lived with a relative for two years. The relative is ill and "
            "cannot go on. Before that there was violence at home, which both saw."
        ),
        "care_needs": (
            "He needs adults who stay calm when he is loud, say what will happen and then do it. "
            "Transitions are hard: give ten minutes’ notice and one instruction at a time.\n"
            "He wakes at night about twice a week and settles with a drink and company."
        ),
        "education_needs": (
            "Year 9 at a mainstream secondary school, attendance 94 %. An education, health and "
            "care plan gives him 15 hours of support. He must be able to go on at this school."
        ),
        "health_needs": "Asthma, a brown inhaler twice a day. Glasses. Dentist in January.",
        "family_time": "With his mother every second Saturday, three hours, supervised.",
        "family_views": "His mother wants the children together and near enough to visit.",
        "risks": (
            Risk("To the child", "Self-harm", "No known risk"),
            Risk("To the child", "Going missing", "Risk present"),
            Risk("To the child", "Criminal exploitation", "Risk present"),
            Risk("To others or property", "Physical harm", "No known risk"),
            Risk("To others or property", "Fire-setting", "No known risk"),
            Risk("To others or property", "Other", "Shouts when cornered; has never hit anyone"),
        ),
        "risk_summary": (
            "He has been missing three times this year, always to see friends and back by ten. "
            "What helps: a telephone call at eight, no argument at the door, talk the next day."
        ),
        "requirements": (
            Fact("Communication, language and learning needs", "Yes"),
            Fact("Language and communication", "Makaton, for his sister"),
            Fact("Living with others", "Only with other younger children"),
            Fact("Pets and animals", "Yes, there must be"),
            Fact("Additional support", "Taxis to school"),
            Fact("Foster care", "Preferred"),
            Fact("Residential care", "Suitable but not preferred"),
        ),
        "outcomes": (
            "Both children live together for at least two years.",
            "He is in school on 95 days of 100.",
            "He has a bicycle workshop, or a Saturday place in one, by spring.",
        ),
        "reply_by": "Wednesday 25 Nov 2026",
        "reply_to": "placements@council.example",
        **changes,
    }
    return ReferralPack(**values)  # type: ignore[arg-type]


def sample_full_pack(**changes: object) -> ReferralPack:
    """The full pack of the same children."""
    return sample_pack(
        full=True,
        imprint=imprint("Referral pack, full", "REQ-26-A7-0107"),
        made_for="Chiltern Hearth Fostering Ltd",
        identity=(
            Fact("Name", "Jayden Okonjo-Reilly, known as Jay"),
            Fact("Date of birth", "14 Feb 2013"),
            Fact("Address", "12 Plumtree Lane\nHigh Wycombe\nHP11 1AA"),
        ),
        legal=(Fact("Legal status", "Interim care order, since 3 Aug 2026"),),
        family_members=(Fact("Mother", "Oluchi Okonjo"), Fact("Sister", "Amara, 9")),
        professionals=(Fact("Social worker", "Joseph Osei, 01494 000000"),),
        school=(Fact("School", "Cressex Vale School, HP12 4UD"),),
        **changes,
    )


def sample_schedule(**changes: object) -> ContractSchedule:
    """A schedule with nothing missing."""
    values: dict[str, object] = {
        "imprint": imprint("Contract schedule", "IPA-26-A7-0031"),
        "headline": "Individual placement agreement IPA-26-A7-0031, from 4 Dec 2026",
        "summary": (
            Fact("Child", "Jayden Okonjo-Reilly, born 14 Feb 2013"),
            Fact("Home", "Hazel House, URN SC093391"),
            Fact("Starts", "4 Dec 2026"),
            Fact("Weekly price", "£4,512.50"),
            Fact("First twelve months", "£235,294.64, and £250.00 once"),
        ),
        "parties": (
            Fact("Council", "Buckinghamshire Council\nWalton Street\nAylesbury HP20 1UA", True),
            Fact("Provider", "Chiltern Hearth Ltd\n1 Mill Yard\nAmersham HP6 5AA", True),
            Fact("Company number", "01234567"),
            Fact("Agreement", "Residential framework, lot 4 (FW-26-01), tier 1", True),
        ),
        "child": (
            Fact("Name", "Jayden Okonjo-Reilly", True),
            Fact("Known as", "Jay"),
            Fact("Date of birth", "14 Feb 2013", True),
            Fact("Council’s identifier", "1004217", True),
        ),
        "placement": (
            Fact("Home", "Hazel House", True),
            Fact("Ofsted URN", "SC093391", True),
            Fact("Address", "Hazel House, 4 Beech Road, Amersham HP6 5BB", True),
            Fact("Registered manager", "Moira Lindqvist", True),
            Fact("Starts", "4 Dec 2026", True),
            Fact("Expected to end", "3 Dec 2027"),
        ),
        "legal": (
            Fact("Legal status", "Interim care order, since 3 Aug 2026", True),
            Fact("Delegated authority", "Haircuts, school trips of a day, sleepovers.", True),
        ),
        "service": (
            Fact("Type", "Children’s home, small group", True),
            Fact("Staffing", "2:1 by day in the first four weeks, then 1:1"),
        ),
        "outcomes": (
            "In school on 95 days of 100.",
            "No missing episode after three months.",
        ),
        "education": (Fact("School", "Cressex Vale School", True), Fact("EHC plan", "Yes")),
        "education_text": "Stays at the school; the home drives both ways.",
        "health": (Fact("General practice", "Stays with Priory Surgery", True),),
        "health_text": "Asthma plan as in the placement plan.",
        "family_text": "Every second Saturday, three hours, supervised by the home.",
        "fees": (
            Fee(
                "Core weekly fee",
                "week",
                1,
                425000,
                425000,
                22160714,
                "From 4 Dec 2026",
                "VAT exempt",
            ),
            Fee(
                "Therapy",
                "session",
                2,
                13125,
                26250,
                1368750,
                "From 4 Dec 2026",
                "VAT exempt",
                "Agreed for this child: art therapy, reviewed at 12 weeks.",
            ),
            Fee("Bedroom and bicycle", "one-off", 1, 25000, None, None, "4 Dec 2026", "VAT exempt"),
        ),
        "funding": (
            Share("Social care", 6000, 270750, 14117678),
            Share("Education", 2500, 112813, 5882366),
            Share("Health", 1500, 67687, 3529420),
        ),
        "payment": (
            Fact("Payment", "Four-weekly in arrears", True),
            Fact("Invoices to", "invoices@council.example", True),
        ),
        "review": (
            Fact("First review", "By 4 Jan 2027", True),
            Fact("Then", "Every 26 weeks", True),
        ),
        "notice": (Fact("Notice", "28 days, by either party", True),),
        "special_terms": "The home keeps a place in its garage for the bicycles.",
        "signatories": (
            Signatory("For Buckinghamshire Council"),
            Signatory("For Chiltern Hearth Ltd", "Ravi Anand", "Director"),
        ),
        "under": "under the residential framework FW-26-01",
        "notice_words": "28 days’ notice",
        "leaving_day": "The day on which the child leaves is not charged.",
        **changes,
    }
    return ContractSchedule(**values)  # type: ignore[arg-type]
