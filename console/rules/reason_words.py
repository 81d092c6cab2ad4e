"""The rules' one-word reasons as people say them, for lists and logs; a word of a newer program is shown as it is."""

from __future__ import annotations

from data.words import _


def reason_words(reason: str) -> str:
    """`already_in` as "in already"."""
    return _words().get(reason, reason.replace("_", " "))


def _words() -> dict[str, str]:
    return {
        "unknown": _("unknown code"),
        "forged": _("forged code"),
        "other_event": _("ticket of another event"),
        "replaced": _("replaced ticket"),
        "cancelled": _("cancelled"),
        "regrets": _("sent regrets"),
        "blocked": _("blocked: fetch the lead"),
        "pending": _("still pending"),
        "not_this_door": _("not for this door"),
        "too_early": _("too early"),
        "too_late": _("too late"),
        "already_in": _("in already"),
        "full": _("full"),
        "too_soon": _("too soon after the last GO"),
        "nothing_after": _("nothing after the last item"),
        "not_standing_by": _("nothing stands by"),
        "out_of_order": _("earlier than the stage's last act"),
        "already_running": _("running already"),
        "not_live": _("not live"),
        "no_such_item": _("no such item"),
        "no_such_cue": _("no such cue"),
        "show_mode": _("not in show mode"),
        "closed": _("the event is closed"),
        "disarmed": _("disarmed"),
        "already_done": _("done already"),
        "not_adjacent": _("not one after the other"),
        "nothing_due": _("no call is due"),
        "not_to_come": _("not to come"),
    }
