"""The written limit a class is held to: the rulebook's, or the school's own stricter one [§2].

Adds nothing up; a school's own limit that would be looser is without effect.
"""

from datetime import date

from shuangjian_desktop.domain.school import OwnLimit, SchoolSettings, Stage
from shuangjian_desktop.rules.book import Figure, Rulebook, Tested


def effective_limit(
    book: Rulebook, settings: SchoolSettings, grade: int, stage: Stage, on: date
) -> Figure | None:
    """Return the figure a grade's school days are held to; None before there was one.

    A school's own limit comes as the book's figure with the school's minutes, date and document.
    """
    figure = book.written_limit(grade, stage, on)
    if not settings.own_limits or figure is None or figure.tested is Tested.WRITTEN_HOME:
        return figure
    own = own_limit(settings.own_limits, grade, on)
    if own is None or own.minutes >= figure.value:
        return figure
    return figure._replace(value=own.minutes, since=own.since, document=own.document)


def own_limit(limits: tuple[OwnLimit, ...], grade: int, on: date) -> OwnLimit | None:
    """Return the school's newest own limit for a grade on a date; the stricter of two."""
    found = [own for own in limits if own.since <= on and own.holds_for(grade)]
    return max(found, key=lambda own: (own.since, -own.minutes), default=None)
