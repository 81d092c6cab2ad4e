"""The running order edited on the command line: items added, changed, split, merged, copied and taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.places import stage_named
from console.cli.stage import TakesMinus, order_lines
from console.cli.troubles import NO_RULE, WRONG_USE, Stop, wrong_use
from data.words import _

if TYPE_CHECKING:
    from console.rules.editing.edits import Edit
    from console.stage import StageAnswer

VERBS = ("add", "set", "split", "merge", "copy", "remove")
_OWN: Mapping[str, tuple[str, ...]] = {
    "add": ("before", "after", "id", "set"), "set": ("set",), "split": ("id", "slot", "cue", "title"),
    "merge": ("title",), "copy": ("before", "after", "id"), "remove": ("yes",),
}  # fmt: skip
"""The options of each verb."""


@click.command(cls=TakesMinus, short_help=_("edits the order: add, set, split, merge, copy, remove"))
@click.argument("file", type=FILE)
@click.argument("name", metavar="STAGE")
@click.argument("verb", metavar="VERB", type=click.Choice(VERBS))
@click.argument("words", metavar="[ITEM …]", nargs=-1)
@click.option("--set", "fields", metavar="FIELD=VALUE", multiple=True, help=_("add, set: a field; again for more"))
@click.option("--before", metavar="ITEM", help=_("add, copy: before this item"))
@click.option("--after", metavar="ITEM", help=_("add, copy: after this item"))
@click.option("--id", "ident", metavar="ID", help=_("add, copy, split: the new item's id; else a free one"))
@click.option("--slot", metavar="SLOT", help=_("split: the last speaker's turn that stays in the first part"))
@click.option("--cue", metavar="NUMBER", help=_("split: the first cue of the second part"))
@click.option("--title", metavar="TITLE", help=_("split: the second part's title; merge: the new one"))
@click.option("--yes", is_flag=True, help=_("remove: its speakers and cues go too"))
@asking(at=True, act=True)
def item(
    asked: Asked,
    file: Path,
    name: str,
    verb: str,
    words: tuple[str, ...],
    fields: tuple[str, ...],
    before: str | None,
    after: str | None,
    ident: str | None,
    slot: str | None,
    cue: str | None,
    title: str | None,
    yes: bool,
) -> None:
    """Edits the running order of a stage; each is one act, and one undo takes it back.

    \b
    add [TITLE]            a new item, 10 minutes long, at the end or --before or --after another
    set ITEM --set F=V     fields of an item: start, end, length, title, notes, notes_for.lights …
    split ITEM [LENGTH]    in two: the first so long, or up to --slot; --cue is the second's first
    merge ITEM [NEXT]      takes the one after it in, with its speakers and cues
    copy ITEM              the same once more, after it or --before or --after another
    remove ITEM            takes it out; --yes where it has speakers or cues
    """
    given = {"before": before, "after": after, "id": ident, "slot": slot, "cue": cue, "title": title}
    asked_for = {option for option, value in given.items() if value is not None}
    asked_for |= ({"set"} if fields else set()) | ({"yes"} if yes else set())
    for option in sorted(asked_for - set(_OWN[verb])):
        raise wrong_use(_("--{option} does not belong to {verb}").format(option=option, verb=verb))
    if before is not None and after is not None:
        raise wrong_use(_("--before or --after, not both"))
    said = {option: value or "" for option, value in given.items()}
    edit = _edit(verb, words, _fields(fields), said, before, after, yes)
    with asked.open(file) as event:
        from console import stage as acts

        answer = acts.edit(
            event, stage_named(event, name), edit, now=datetime.now(UTC), at=asked.asked_at(),
            operator=asked.operator, source="cli",
        )  # fmt: skip
        _tell(asked, answer)


def _edit(
    verb: str,
    words: Sequence[str],
    fields: dict[str, str],
    said: Mapping[str, str],
    before: str | None,
    after: str | None,
    yes: bool,
) -> Edit:
    from console.rules.editing.edits import Add, Change, Copy, Merge, Place, Remove, Split

    place = Place(after, before)
    if verb == "add":
        title = {"title": " ".join(words)} if words else {}
        return Add(place, title | fields, said["id"])
    most = 2 if verb in ("split", "merge") else 1
    if not 1 <= len(words) <= most:
        raise wrong_use(_("{verb} wants an item after it").format(verb=verb))
    named, more = words[0], words[1] if len(words) > 1 else ""
    match verb:
        case "set":
            if not fields:
                raise wrong_use(_("set wants --set FIELD=VALUE"))
            return Change(named, fields)
        case "split":
            if not more and not said["slot"]:
                raise wrong_use(_("split wants how long the first part is, or --slot"))
            return Split(named, more, said["slot"], said["cue"], said["title"], said["id"])
        case "merge":
            return Merge(named, more, said["title"])
        case "copy":
            return Copy(named, place, said["id"])
        case _:
            return Remove(named, yes)


def _fields(texts: Sequence[str]) -> dict[str, str]:
    found = {}
    for text in texts:
        field, sign, value = text.partition("=")
        if not sign or not field.strip():
            raise wrong_use(_("--set wants FIELD=VALUE, not {text}").format(text=repr(text)))
        found[field.strip()] = value
    return found


def _tell(asked: Asked, answer: StageAnswer) -> None:
    """The timeline after the edit with what was done and what it made wrong, or with why not."""
    if answer.refused in NO_RULE or answer.refused in ("no_such_cue", "has_more", "nothing_changed"):
        more = " --yes" if answer.refused == "has_more" else ""
        raise Stop(WRONG_USE, answer.refused or "", answer.message + more)
    whole: dict[str, Any] = output.plain(answer.timeline, asked.zone)
    if answer.refused is not None:
        why = {"refused": answer.refused, "message": answer.message, "fact": answer.fact}
        asked.refuse(whole | why, answer.message)
    conflicts = [{"item": each.item or None, "kind": each.kind, "seconds": each.seconds, "message": each.message}
                 for each in answer.troubles]  # fmt: skip
    done = {"did": (answer.did or "").removesuffix("_item"), "item": answer.item, "fact": answer.fact,
            "message": answer.message, "conflicts": conflicts}  # fmt: skip
    wrong = [f"!! {each.message}" for each in answer.troubles]
    asked.answer(whole | done, [answer.message, *wrong, *order_lines(asked, answer.timeline)])
