"""Badges: whose are wanted, what stands on each, and the file or folder they are written to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from msgspec import Struct

from console.desk.asked_first import no_event, no_such_guest
from console.desk.guests import code_of
from console.rules import roles
from console.rules.lists.filing import filed
from console.rules.refusals import Refusal
from data import tables
from data.clean import both, harmless
from data.journal import EventFile
from data.reading import Connection
from data.states import EventState, GuestState
from data.words import _, ngettext
from data.writers.badges.badge import Badge
from data.writers.badges.sheets import Layout, sheet, single
from data.writers.fonts import FontError, Stack, stack, to_install
from data.writers.whole import make_folder, write_whole

Format = Literal["html", "pdf", "svg", "png"]
FORMATS: tuple[Format, ...] = ("html", "pdf", "svg", "png")
ENDINGS: dict[str, Format] = {".html": "html", ".htm": "html", ".pdf": "pdf", ".svg": "svg", ".png": "png"}
NOT_COMING = frozenset({"cancelled", "regrets", "blocked"})
_TOLD = 5


class Wanted(Struct, frozen=True):
    """Whose badges: those guests, else all who are expected; of these categories and delegations, where any are named;
    `not_printed` leaves out whoever has one."""

    guests: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    not_printed: bool = False


class Look(Struct, frozen=True):
    """On what: the layout, for A6 whether it is folded, and a font file to use before this machine's."""

    layout: Layout = "a4"
    fold: bool = False
    font: Path | None = None


class Written(Struct, frozen=True):
    """The badges that were written, as what, and where to: one file, or a folder with one for each."""

    badges: int
    format: Format
    layout: Layout
    path: str
    left_out: int = 0


class Chosen(Struct, frozen=True):
    """The event, the guests in the order of their surnames, and how many are left out since they are not to come."""

    event: EventState
    guests: tuple[GuestState, ...]
    left_out: int = 0


def chosen(db: Connection, wanted: Wanted) -> Chosen | Refusal:
    """The guests whose badges are wanted."""
    event = tables.event(db)
    if event.event is None:
        return no_event()
    found = _named(db, wanted.guests) if wanted.guests else list(tables.guests(db))
    if isinstance(found, Refusal):
        return found
    categories = {name.strip().casefold() for name in wanted.categories}
    delegations = {name.strip().casefold() for name in wanted.delegations}
    kept = [
        state
        for state in found
        if (not categories or state.guest.category.casefold() in categories)
        and (not delegations or state.guest.delegation.casefold() in delegations)
        and not (wanted.not_printed and state.badge is not None and state.badge.printed)
    ]
    coming = kept if wanted.guests else [state for state in kept if _comes(state)]
    if not coming:
        return Refusal("nobody_chosen", _nobody(wanted, len(kept)))
    return Chosen(event, tuple(sorted(coming, key=_by_surname)), len(kept) - len(coming))


def badge_of(event: EventState, state: GuestState) -> Badge:
    """What stands on the guest's badge; the code is that of their latest ticket."""
    guest = state.guest
    names = list(dict.fromkeys(filter(None, (harmless(guest.name), harmless(guest.name_alt))))) or [guest.id]
    notes = (
        _("Seat {seat}").format(seat=harmless(guest.seat)) if guest.seat else "",
        _("No photographs") if guest.photo.strip().casefold() == "no" else "",
    )
    whole = event.event
    return Badge(
        guest=guest.id, first=names[0], second=names[1] if len(names) > 1 else "", code=code_of(event, state),
        title=harmless(guest.title), organisation=harmless(guest.organisation),
        category=harmless(guest.category).upper(), delegation=harmless(guest.delegation),
        notes=tuple(filter(None, notes)), event=both(whole.name, whole.name_alt) if whole is not None else "",
    )  # fmt: skip


def write(
    file: EventFile, path: Path, wanted: Wanted, look: Look, kind: Format | None, *, operator: str
) -> Written | Refusal:
    """Badges as one file of sheets, or in a folder as a picture each. Raises WriteError.

    Whoever may print a badge may write one of a guest that is named; all of them are a list of names.
    """
    form = kind or ENDINGS.get(path.suffix.lower())
    with file.reading() as db:
        no = roles.forbidden(tables.event(db).operators, operator, "badge" if wanted.guests else "lists")
        picked = no or chosen(db, wanted)
    if isinstance(picked, Refusal):
        return picked
    many = len(picked.guests) > 1 or path.is_dir() or not path.suffix
    if form is None and many and (path.is_dir() or not path.suffix):
        form = "svg"
    if form is None:
        return Refusal("no_such_format", _("Badges are written as {known}.").format(known=", ".join(ENDINGS)))
    if form in ("svg", "png") and many and path.suffix.lower() in ENDINGS and not path.is_dir():
        said = _("{format} is one badge a file: name a folder for {n} of them, or write .pdf or .html.")
        return Refusal("no_such_format", said.format(format=form, n=len(picked.guests)))
    badges = [badge_of(picked.event, state) for state in picked.guests]
    fonts = _fonts(badges, look) if form in ("pdf", "png") else Stack(())
    if isinstance(fonts, Refusal):
        return fonts
    if form in ("html", "pdf"):
        target = write_whole(path, _sheets(badges, look, form, fonts))
    elif many:
        target = _pictures(badges, look, form, fonts, path)
    else:
        target = write_whole(path, _picture(form, look, fonts)(badges[0]))
    return Written(len(badges), form, look.layout, str(target), picked.left_out)


def as_pdf(badges: Sequence[Badge], look: Look) -> bytes | Refusal:
    """The sheets as PDF, or why they can't be: which signs no font here has, and whose."""
    fonts = _fonts(badges, look)
    return fonts if isinstance(fonts, Refusal) else _sheets(badges, look, "pdf", fonts)


def drawable(badges: Sequence[Badge], look: Look) -> Refusal | None:
    """Why these can't be drawn with the fonts that are here, or None."""
    fonts = _fonts(badges, look)
    return fonts if isinstance(fonts, Refusal) else None


def _sheets(badges: Sequence[Badge], look: Look, form: Format, fonts: Stack) -> bytes:
    paper = sheet(look.layout, fold=look.fold)
    if form == "pdf":
        from data.writers.badges.pdf import pdf

        return pdf(badges, paper, fonts)
    from data.writers.badges.html import html

    return html(badges, paper)


def _picture(form: Format, look: Look, fonts: Stack) -> Callable[[Badge], bytes]:
    paper = single(look.layout)
    if form == "png":
        from data.writers.badges.png import png

        return lambda badge: png(badge, paper, fonts)
    from data.writers.badges.svg import svg

    return lambda badge: svg(badge, paper)


def _pictures(badges: Sequence[Badge], look: Look, form: Format, fonts: Stack, folder: Path) -> Path:
    """A picture for each guest, named by their id: a file's name is read by more people than its inside."""
    draw = _picture(form, look, fonts)
    place = make_folder(folder)
    for badge in badges:
        write_whole(place / f"{_file_name(badge.guest)}.{form}", draw(badge))
    return place


def _file_name(guest: str) -> str:
    """The id as a file may be called; one that had to be changed gets a mark, so that no two become one."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "_", guest)[:80]
    return plain if plain == guest else f"{plain}-{sha256(guest.encode()).hexdigest()[:8]}"


def _fonts(badges: Sequence[Badge], look: Look) -> Stack | Refusal:
    try:
        found = stack({sign for badge in badges for text in badge.texts for sign in text}, look.font)
    except FontError as fault:
        return Refusal("no_font", str(fault))
    if not found.missing:
        return found
    without = [badge for badge in badges if any(sign in found.missing for text in badge.texts for sign in text)]
    signs = sorted(found.missing)
    said = ngettext(
        "No font here has {signs}, which {n} badge needs ({whose}): install {font}, name a font with --font, or"
        " write .html, which needs none.",
        "No font here has {signs}, which {n} badges need ({whose}): install {font}, name a font with --font, or"
        " write .html, which needs none.",
        len(without),
    )
    whose = [both(badge.first, badge.second) for badge in without]
    few, names = _few(signs, 12, " "), _few(whose, _TOLD, ", ")
    return Refusal("no_signs", said.format(signs=few, n=len(without), whose=names, font=to_install(found.missing)))


def _few(words: Sequence[str], most: int, between: str) -> str:
    return between.join([*words[:most], *(["…"] if len(words) > most else [])])


def _named(db: Connection, guests: Sequence[str]) -> list[GuestState] | Refusal:
    found: dict[str, GuestState] = {}
    for guest in guests:
        state = tables.stays(db, guest)
        if state is None:
            return no_such_guest(guest)
        found[state.guest.id] = state
    return list(found.values())


def _comes(state: GuestState) -> bool:
    """Who is not to come has no badge ready, unless they came all the same."""
    return state.arrived is not None or (state.guest.status not in NOT_COMING and not state.deputy)


def _by_surname(state: GuestState) -> tuple[object, ...]:
    return (*filed(state.guest).by_family, state.guest.id)


def _nobody(wanted: Wanted, kept: int) -> str:
    if kept:
        return _("None of those guests is to come; --guest ID makes a badge all the same.")
    if wanted.not_printed:
        return _("Nobody chosen is without a badge.")
    return _("Nobody on the list is chosen by that.")
