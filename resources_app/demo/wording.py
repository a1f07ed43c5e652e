"""Invented words for the demo's requests. None of them describes a real child.

To add a story: add a line; no name, school or place may be in it, because these texts go into
anonymised packs and the leak check would rightly stop them.
"""

from __future__ import annotations

STRENGTHS = (
    "Kind to younger children, funny, and proud of the garden he planted. Loves swimming.",
    "A gifted artist who notices everything. Enjoys baking and is good at explaining things.",
    "Football every Saturday. Loyal, quick to laugh, and asks thoughtful questions.",
    "Reads for hours, plays the keyboard and looks after animals with great patience.",
    "Likes to know how things work and mends bicycles. Polite, even on a hard day.",
    "Dances, sings and has a wonderful memory for stories. Settles with routine and warmth.",
)
STORIES = (
    "Came into care after a long time of being looked after by relatives who could no longer "
    "manage. Has lived in two foster homes since and is attached to the present carers.",
    "The family is known to the service for many years. Recent months have been unsettled, "
    "with several short stays, and a longer home is now needed.",
    "Arrived in the country alone last winter. Has settled in school and wants to stay near it.",
    "The present home gave notice after disagreements between the young people there. Nobody is "
    "to blame; a smaller household has been recommended.",
    "Has lived at home with support until now. The court has asked for a home close enough to "
    "see family every week.",
)
CARE_NEEDS = (
    "Calm adults who say what will happen next. A bedroom of their own. Help to settle at night.",
    "Patient carers with experience of trauma; clear boundaries kept kindly; time outdoors.",
    "Support with diet and medicines, and somebody who can drive to appointments.",
)
EDUCATION_NEEDS = (
    "Attends mainstream school and wants to stay there; needs help with homework.",
    "Has an education, health and care plan; small classes; transport to be arranged.",
    "On the roll of a college; interested in catering and mechanics.",
)
HEALTH_NEEDS = (
    "Up to date with health checks. Mild asthma, inhaler carried.",
    "Seen by the child and adolescent mental health team every fortnight.",
    "Healthy; glasses for reading; dentist due in the spring.",
)
FAMILY_TIME = (
    "Sees mother once a week in the community; calls grandmother on Sundays.",
    "Time with brothers and sisters every second Saturday, supported.",
    "Letters only at present; the plan is reviewed in the spring.",
)
CHILD_VIEWS = (
    "“I want somewhere I can stay, with a dog if possible, and I want to keep my school.”",
    "“I would like my own room and people who do not shout.”",
    "“Near my friends. And please tell me first when something changes.”",
)
OUTCOMES = (
    "Attends school every day\nSleeps through the night\nKeeps seeing brothers and sisters",
    "No missing episodes for three months\nJoins a club\nFeels able to talk to one adult",
    "Cooks three meals\nManages a bank account\nReady to move on at eighteen",
)
VALUE = (
    "The price is the contract rate. The only cheaper offer is further from school and family.",
    "At the contract rate, and below the average of like placements this year.",
)
HASTE = "The child must move this week: they are asked side by side."
# What would have met needs that nobody met: kind of home, where, able to offer, and the ages (both
# inclusive) of children who need it.
UNMET = (
    ("children's home", "own-area", "solo", 10, 17),
    ("independent fostering agency", "near-home", "siblings", 0, 12),
    ("children's home", "near-home", "mental-health", 12, 17),
    ("independent fostering agency", "near-school", "older-carers", 12, 17),
    ("in-house fostering", "own-area", "today", 0, 17),
    ("children's home", "away", "missing-exploitation", 13, 17),
    ("independent fostering agency", "near-home", "disability", 0, 17),
    ("supported accommodation", "own-area", "autism", 16, 17),
)
CLOSED_REASONS = ("unable-to-match", "no-offers", "offers-unsuitable", "price")

# What homes ask about a referral, and what they are told.
QUESTIONS = (
    (
        "Would the young person share a room, or need one of their own?",
        "A room of their own; they sleep badly when somebody comes in late.",
    ),
    (
        "How long is the journey to school that you would accept?",
        "Up to 40 minutes each way, with an adult for the first weeks.",
    ),
    (
        "Are there known difficulties with dogs or cats?",
        "None; animals help, and the last carers had two dogs.",
    ),
)
