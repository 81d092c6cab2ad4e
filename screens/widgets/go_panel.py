"""What the next press of Space will do, in words."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

from data.words import _
from screens.widgets.lines import DIM, fit_content, ruled, spread, stacked
from screens.widgets.plain import shown

Does = Literal["cue", "item", "not_standing_by", "nothing", "closed"]


class GoView(Struct, frozen=True):
    """`does` is what Space would do; `head` the words in it (`CUE 8.3`), `words` what that is, `state` how ready it is,
    `then` the line under it, `beside` what stands in the rule."""

    does: Does
    head: str = ""
    words: str = ""
    state: str = ""
    troubled: bool = False
    then: str = ""
    then_state: str = ""
    beside: str = ""


TONES: dict[Does, str] = {
    "cue": "$tone-in",
    "item": "$tone-in",
    "not_standing_by": "$tone-ask",
    "nothing": "$tone-dim",
    "closed": "$tone-stop",
}


def go_lines(view: GoView, width: int) -> list[Content]:
    """The rule and two lines."""
    tone = f"bold {TONES[view.does]}"
    right = Content.styled(shown(view.beside), tone)
    head = ruled(Content.styled(_("SPACE GO"), tone), right, width, "=", tone)
    words = Content.assemble((fit_words(view.head, 12), tone), (shown(view.words), "bold"))
    state = Content.styled(shown(view.state), "bold $tone-stop" if view.troubled else tone)
    then = Content.styled(shown(view.then), "")
    return [head, spread(words, state, width), spread(then, Content.styled(shown(view.then_state), DIM), width)]


def fit_words(text: str, width: int) -> str:
    """At least `width` cells: padded, never cut."""
    plain = shown(text)
    padded = shown(plain, width)
    return padded if padded.startswith(plain) and padded != plain else plain + "  "


class GoPanel(Widget):
    """The panel under the time left."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view = GoView("nothing")

    def show(self, view: GoView) -> None:
        if view != self.view:
            self.view = view
            self.refresh()

    def render(self) -> Content:
        return stacked(fit_content(line, self.size.width) for line in go_lines(self.view, self.size.width))
