"""How fast one document is printed, beside bare text on a reportlab canvas.

The yardstick draws as many pages of the pack's own words, 50 full lines a page, laid out
beforehand: no wrapping, no tables, no headers, no tags. It is taken twice: in Helvetica, which is
not embedded (the least anybody could do, and the issue's figure of about 1.3 ms a page), and in
the pack's own embedded fonts, which is what a page that is printed the same anywhere must pay.
Many documents at once are in bench_paperwork.py.
"""

import io
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from resources_app.documents.checking import check_pack, texts_of
from resources_app.documents.secrets import People, secrets_of
from resources_app.printing.contract_schedule import render as render_schedule
from resources_app.printing.fonts import Weight, main_face
from resources_app.printing.referral_pack import ReferralPack, render
from tests.benchmarks.harness import Benchmark
from tests.documents.people import CHILD, SISTER
from tests.printing.samples import FREE_TEXTS, sample_pack, sample_schedule

TARGET = 4  # the figure
LINES = 50
PAGES = 8


def benchmarks(tmp: Path, *, toy: bool = False) -> Iterator[Benchmark]:
    """A pack of eight pages against bare text in two fonts, and the check for leaks beside it."""
    pack = sample_pack() if toy else pack_of(PAGES)
    printed = render(pack)
    size = f"{printed.pages} pages"
    lines = textwrap.wrap(" ".join(text for _, text in texts_of(pack)), 92)
    lines = (lines * (printed.pages * LINES // len(lines) + 1))[: printed.pages * LINES]
    body = main_face(Weight.REGULAR)
    pdfmetrics.registerFont(body.ttf)

    for font, name in (("Helvetica", "bare text"), (body.name, "bare text, embedded font")):
        yield Benchmark(
            "print a referral pack", size, TARGET, lambda: render(pack), bare(lines, font), name
        )
    schedule = sample_schedule()
    paper = render_schedule(schedule)
    yield Benchmark(
        "print a contract schedule",
        f"{paper.pages} pages",
        TARGET,
        lambda: render_schedule(schedule),
        bare([text for text in paper.texts if text.strip()], body.name),
        "its strings on bare pages",
    )
    secrets = secrets_of(People(CHILD, (SISTER,)))
    yield Benchmark(
        "check a pack for leaks",
        f"{size}, {len(secrets)} secrets",
        2,
        lambda: check_pack(pack, secrets),
        lambda: render(pack),
        "printing it",
    )


def bare(lines: list[str], font: str) -> Callable[[], bytes]:
    """Draws the lines on a canvas, 50 a page."""

    def draw() -> bytes:
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(595.28, 841.89), invariant=1)
        for first in range(0, len(lines), LINES):
            canvas.setFont(font, 10)
            for at, line in enumerate(lines[first : first + LINES]):
                canvas.drawString(71, 770 - 14 * at, line)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    return draw


def pack_of(pages: int) -> ReferralPack:
    """The sample pack, its free texts drawn out until it has so many pages."""
    plain = sample_pack()
    for times in range(1, 100):
        texts = {name: "\n".join([getattr(plain, name)] * times) for name in FREE_TEXTS}
        longer = sample_pack(**texts)
        if render(longer).pages >= pages:
            return longer
    raise ValueError(f"the sample pack never reaches {pages} pages")
