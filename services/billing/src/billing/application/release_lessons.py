"""Confirmed lessons earn their share of what is held (C1: consume, then release; C3a: lesson confirmed)."""

from datetime import date

from billing.application.ports import Work


async def release_lessons(work: Work, *, school_path: str, on: date) -> int:
    """Release every confirmed lesson of a school that waits for it; returns how many.

    A lesson whose fee is not billed yet waits; one released before is not touched again.
    """
    waiting = await work.lessons.waiting(school_path)
    for lesson in waiting:
        await work.lessons.release(lesson, on=on)
    return len(waiting)
