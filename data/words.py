"""The catalogue of sentences: every one that a user sees goes through `_` or `ngettext`.

The lowest floor has it because readers speak to operators too. `choose` sets the language once, at start.
"""

from __future__ import annotations

import gettext
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
_chosen: gettext.NullTranslations = gettext.NullTranslations()


def choose(language: str) -> None:
    """Speak `language` (en, zh) from now on; one without a catalogue falls back to English."""
    global _chosen
    _chosen = gettext.translation("callboard", LOCALES, [language], fallback=True)


def _(text: str) -> str:
    return _chosen.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    return _chosen.ngettext(one, many, n)
