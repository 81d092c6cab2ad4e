"""The words of the agenda, in both languages at once: a board in the foyer speaks to both sides, whatever language the
console speaks."""

from __future__ import annotations

from datetime import datetime

from console.rules.agenda import Agenda, PublicLine
from screens.widgets.agenda_face import AgendaView, Row, StageRows
from screens.widgets.plain import two_scripts

NOW = ("NOW", "现在")
NEXT = ("NEXT", "接下来")
LATER = ("about {n} min later", "约晚{n}分钟")
LITTLE = ("a few min later", "稍晚")
EARLIER = ("about {n} min earlier", "约提前{n}分钟")
CANCELLED = ("not taking place", "取消")
UNTIL = ("until {time}", "至{time}")
ABOUT = ("until about {time}", "约至{time}")
SHORTLY = ("We go on shortly", "稍后继续")
OVER = ("The programme is over", "今日议程已结束")
BREAK = ("Nothing on at the moment", "暂无活动")
EMPTY = ("The programme will be shown here", "议程将在此显示")


def in_both(words: tuple[str, str], **values: object) -> tuple[str, str]:
    english, chinese = words
    return english.format(**values), chinese.format(**values)


def agenda_view(title: tuple[str, str], stages: list[tuple[str, Agenda]], now: datetime) -> AgendaView:
    """What the board shows: `stages` are titles and their agendas."""
    return AgendaView(
        title=two_scripts(*title),
        clock=f"{now:%H:%M}",
        empty=EMPTY,
        now=NOW,
        following=NEXT,
        stages=tuple(
            StageRows(name, *_rows(each, now)) for name, each in stages if each.lines or each.begun or len(stages) == 1
        ),
    )


def _rows(agenda: Agenda, now: datetime) -> tuple[Row, tuple[Row, ...]]:
    """What is on, or why nothing is; then what is to come."""
    on = next((line for line in agenda.lines if line.status == "now"), None)
    rows = tuple(_row(line, now) for line in agenda.lines if line is not on)
    if on is not None:
        return _on(on, agenda.paused), rows
    said = OVER if agenda.over else BREAK if agenda.begun else EMPTY if not rows else ("", "")
    return Row("", "", in_both(said)), rows


def _on(line: PublicLine, paused: bool) -> Row:
    said = in_both(UNTIL, time=f"{line.end:%H:%M}")
    if paused:
        said = in_both(SHORTLY)
    elif line.about and line.expected_end is not None:
        said = in_both(ABOUT, time=f"{line.expected_end:%H:%M}")
    return Row("now", f"{line.start:%H:%M}", said, two_scripts(line.title, line.title_alt))


def _row(line: PublicLine, now: datetime) -> Row:
    said = ("", "")
    if line.status == "cancelled":
        said = in_both(CANCELLED)
    elif line.about:
        said = in_both(LATER if line.about > 0 else EARLIER, n=abs(line.about))
    elif line.soon_after:
        said = in_both(LITTLE)
    far = (line.start.date() - now.date()).days
    time = f"{line.start:%H:%M}" if far < 1 or line.start.hour < 6 else f"{line.start:%m-%d %H:%M}"
    return Row(line.status, time, said, two_scripts(line.title, line.title_alt))
