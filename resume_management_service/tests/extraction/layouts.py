"""Résumé layouts with what a reader of each must find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.extraction.drawn import BULLETS, JOBS, SKILLS, WIDTH, Drawing

BOLD: Final = "Helvetica-Bold"
Layout = Callable[[Drawing], None]


def single_column(page: Drawing) -> None:
    """Dates at the right edge, bullets below."""
    y = _header(page)
    for job, bullets in _jobs():
        page.text(50, y, job[0], font=BOLD)
        page.right(WIDTH - 50, y, job[2])
        page.text(50, y + 13, job[1])
        page.right(WIDTH - 50, y + 13, job[3])
        y = _bullets(page, 50, y + 27, 495, bullets) + 10


def sidebar_left(page: Drawing) -> None:
    """A narrow column on the left that shares its base lines with the main one."""
    _sidebar(page, x=40, width=130)
    _main_column(page, x=200, width=355)


def sidebar_right(page: Drawing) -> None:
    """A narrow column on the right, with leading of its own."""
    _sidebar(page, x=430, width=130, leading=15.5, size=9)
    _main_column(page, x=40, width=360)


def narrow_gutter(page: Drawing) -> None:
    """Columns only eleven points apart."""
    _sidebar(page, x=40, width=140)
    _main_column(page, x=191, width=364)


def timeline(page: Drawing) -> None:
    """Dates and places in a left margin, beside what they belong to."""
    y = _header(page)
    for job, bullets in _jobs():
        page.text(50, y, job[2])
        page.text(50, y + 12.5, job[3])
        page.text(150, y, job[0], font=BOLD)
        page.text(150, y + 12.5, job[1])
        y = _bullets(page, 150, y + 25, 395, bullets) + 12


def timeline_small(page: Drawing) -> None:
    """The same with smaller dates, whose lines stand between the text's."""
    y = _header(page)
    for job, bullets in _jobs():
        page.text(50, y, job[2], size=8)
        page.text(50, y + 11, job[3], size=8)
        page.text(150, y, f"{job[0]}, {job[1]}", font=BOLD)
        y = _bullets(page, 150, y + 13, 395, bullets) + 12


def two_columns_of_jobs(page: Drawing) -> None:
    """Two equal columns under a full-width header, on one grid of lines."""
    y = _header(page)
    for x, (job, bullets) in zip((50, 310), _jobs(), strict=False):
        page.text(x, y, job[0], font=BOLD)
        page.text(x, y + 12.5, f"{job[1]} {job[2]}")
        _bullets(page, x, y + 25, 235, bullets)


def cards(page: Drawing) -> None:
    """Four boxes in two rows."""
    page.centre(60, "Erika Example", size=20, font=BOLD)
    for place, bullet in enumerate(BULLETS[:4]):
        x, y = 50 + 260 * (place % 2), 110 + 120 * (place // 2)
        page.text(x, y, f"Project {place + 1}", size=12, font=BOLD)
        page.paragraph(x, y + 16, 225, bullet)


def contact_block(page: Drawing) -> None:
    """Name on the left, contact lines on the right, the text below across the page."""
    page.text(50, 60, "Erika Example", size=24, font=BOLD)
    page.text(50, 80, "Head of Logistics", size=12)
    for place, text in enumerate(("erika@example.org", "+49 421 555 0100", "Bremen, Germany")):
        page.right(WIDTH - 50, 50 + 13 * place, text)
    y = 130.0
    for job, bullets in _jobs():
        page.text(50, y, f"{job[0]}, {job[1]}, {job[2]}", font=BOLD)
        y = _bullets(page, 50, y + 14, 495, bullets) + 10


def skills_in_columns(page: Drawing) -> None:
    """A single column with a list of skills set in three."""
    y = _main_column(page, x=50, width=495)
    page.text(50, y + 20, "SKILLS", size=12, font=BOLD)
    for place, skill in enumerate(SKILLS):
        page.text(50 + 170 * (place % 3), y + 40 + 14 * (place // 3), skill)


def labels_and_values(page: Drawing) -> None:
    """Rows of a label and a value that may wrap."""
    y = _header(page)
    for label, value in zip(("Strengths", "Results", "Training"), BULLETS, strict=False):
        page.text(50, y, label, font=BOLD)
        y = page.paragraph(160, y, 180, value) + 6


def centred(page: Drawing) -> None:
    """Everything in the middle."""
    page.centre(60, "Erika Example", size=22, font=BOLD)
    page.centre(80, "erika@example.org  |  +49 421 555 0100  |  Bremen")
    y = 120.0
    for job, bullets in _jobs():
        page.centre(y, f"{job[0]} at {job[1]}", font=BOLD)
        page.centre(y + 13, job[2])
        y = _bullets(page, 60, y + 28, 475, bullets) + 8


def two_pages(page: Drawing) -> None:
    """A running header and footer, and an item broken over the pages."""
    for number in (1, 2):
        page.page = number
        page.text(50, 30, "Erika Example - Curriculum Vitae", size=8)
        page.right(WIDTH - 50, 820, f"Page {number} of 2", size=8)
    page.page = 1
    y = 60.0
    for bullet in BULLETS * 2:
        y = page.bullet(50, y, 300, bullet, size=11) + 4
    page.text(50, y, "\u2022", size=11)
    first, rest = (
        BULLETS[0][:40].rsplit(" ", 1)[0],
        BULLETS[0][:40].rsplit(" ", 1)[1] + BULLETS[0][40:],
    )
    page.text(61, y, first, size=11)
    page.page = 2
    y = page.paragraph(61, 60, 300, rest, size=11)
    for bullet in BULLETS[1:4]:
        y = page.bullet(50, y, 300, bullet, size=11)


def _header(page: Drawing) -> float:
    page.text(50, 60, "Erika Example", size=22, font=BOLD)
    page.text(50, 80, "erika@example.org  +49 421 555 0100  Bremen")
    page.text(50, 115, "EXPERIENCE", size=12, font=BOLD)
    return 135.0


def _sidebar(
    page: Drawing, *, x: float, width: float, leading: float = 12.5, size: float = 10
) -> None:
    y = 60.0
    lines = ["CONTACT", "erika@example.org", "+49 421 555 0100", "Bremen", "", "SKILLS", *SKILLS]
    lines += [
        "",
        "EDUCATION",
        "Logistics, 2009",
        "Example College",
        "",
        "LANGUAGES",
        "German",
        "English",
    ]
    for line in lines:
        if line:
            font = BOLD if line.isupper() and len(line) > 4 else "Helvetica"
            page.text(x, y, line, size=size, font=font)
        y += leading
    page.paragraph(
        x, y, width, "Loves long walks in the mountains and sings in a choir of sixty", size=size
    )


def _main_column(page: Drawing, *, x: float, width: float) -> float:
    page.text(x, 60, "Erika Example", size=22, font=BOLD)
    page.text(x, 85, "EXPERIENCE", size=12, font=BOLD)
    y = 110.0
    for job, bullets in _jobs():
        page.text(x, y, f"{job[0]}, {job[1]}", font=BOLD)
        page.text(x, y + 12.5, f"{job[2]}, {job[3]}")
        y = _bullets(page, x, y + 25, width, bullets) + 12.5
    return y


def _bullets(page: Drawing, x: float, y: float, width: float, bullets: tuple[str, ...]) -> float:
    for bullet in bullets:
        y = page.bullet(x, y, width, bullet)
    return y


def _jobs() -> list[tuple[tuple[str, str, str, str], tuple[str, ...]]]:
    return [(job, BULLETS[3 * place : 3 * place + 3]) for place, job in enumerate(JOBS)]


LAYOUTS: Final[dict[str, Layout]] = {
    layout.__name__: layout
    for layout in (
        single_column,
        sidebar_left,
        sidebar_right,
        narrow_gutter,
        timeline,
        timeline_small,
        two_columns_of_jobs,
        cards,
        contact_block,
        skills_in_columns,
        labels_and_values,
        centred,
        two_pages,
    )
}
