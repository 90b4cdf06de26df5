"""One offline HTML board of a day or a week: a single file, no script, nothing from a network.

For the screen in the hall and for a browser without our program; every text is escaped (F40).
"""

from collections.abc import Iterator, Sequence
from html import escape

from shuangjian_desktop.domain.calendar import weekday_name
from shuangjian_desktop.reports.notice_data import (
    DayNotice,
    GradeWeekNotice,
    Notice,
    NoticeDay,
    NoticeHead,
    NoticeLine,
    NoticeState,
    named_days,
)
from shuangjian_desktop.reports.wording import (
    Statement,
    basis,
    correction_reason,
    correction_title,
    day_line,
    day_total,
    empty_statement,
    full_date,
    identity,
    other_statements,
    other_totals,
    phone,
    requirement,
    short_date,
    title_parts,
    total_statement,
    week_line,
    weekday_label,
)

_STYLE = """
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;padding:2vw 2.5vw;background:#fff;color:#111;line-height:1.5;
font:1.25rem/1.5 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Noto Sans SC",sans-serif}
header{text-align:center;margin-bottom:1.2rem}h1{font-size:2.2rem;margin:.2rem 0}
h2{font-size:1.6rem;margin:0 0 .4rem;padding-bottom:.2rem;border-bottom:3px solid #111}
h3{font-size:1.25rem;margin:1rem 0 .3rem}p{margin:.3rem 0}
nav{margin:.6rem 0}nav a{display:inline-block;color:#111;margin:.1rem .5rem}
main{display:grid;gap:1.4rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,34rem),1fr))}
main.week{grid-template-columns:1fr}
article{border:2px solid #111;border-radius:.4rem;padding:1rem 1.1rem;break-inside:avoid}
table{width:100%;border-collapse:collapse}td,th{border-bottom:1px solid #777;padding:.3rem .4rem;
text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:6.2em}
td.n{width:5em;text-align:right;white-space:nowrap}small{color:#444;font-size:.85em}
.total{font-weight:bold;margin-top:.5rem}.over{color:#9e0000;border:3px double;padding:.3rem .5rem}
.none{font-size:1.5rem;text-align:center;padding:1rem 0}
.correction{border:2px dashed #111;padding:.5rem .7rem;margin-top:.7rem}
ol{margin:.3rem 0;padding-left:2.2em}li{margin:.15rem 0}
footer{margin-top:1.5rem;text-align:center}.id{font-size:.8em;color:#444;margin-top:.6rem}
@media print{@page{size:A4;margin:12mm}body{padding:0;font-size:11pt}nav{display:none}
main{display:block}article{margin-bottom:5mm}main.week article{break-inside:auto}
tr,li,.total{break-inside:avoid}h2,h3{break-after:avoid}}
""".replace("\n", "")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def board_html(notices: Sequence[Notice]) -> str:
    """Return one self-contained page with all notices; they are of one shape and one school."""
    head = notices[0].head
    is_day = isinstance(notices[0], DayNotice)
    name = "作业公示" if is_day else "一周作业公示"
    whole = f"{head.school}{name}"
    names = [escape(_short_name(notice)) for notice in notices]
    links = "".join(f'<a href="#n{n}">{each}</a>' for n, each in enumerate(names, 1))
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(whole)}</title><style>{_STYLE}</style></head>\n<body>",
            f"<header><h1>{escape(whole)}</h1><p>{escape(_when(notices[0]))}</p></header>",
            f'<nav aria-label="班级">{links}</nav>' if len(notices) > 1 else "",
            "\n<main>" if is_day else '\n<main class="week">',
            *(_article(n, notice) for n, notice in enumerate(notices, 1)),
            f"\n</main><footer><p>{escape(phone(head))}</p>",
            f"<p>公示日期：{full_date(max(each.head.published_on for each in notices))}</p>",
            "</footer></body></html>\n",
        )
    )


def _short_name(notice: Notice) -> str:
    name = notice.grade_title if isinstance(notice, GradeWeekNotice) else notice.class_title
    return f"{name}（更正版）" if notice.head.correction else name


def _when(notice: Notice) -> str:
    return day_line(notice) if isinstance(notice, DayNotice) else week_line(notice)


def _article(number: int, notice: Notice) -> str:
    parts = [f'\n<article id="n{number}"><h2>{escape(title_parts(notice)[1])}</h2>']
    several = len({name for name, _ in named_days(notice)}) > 1
    for name, day in named_days(notice):
        if not isinstance(notice, DayNotice):
            label = f"（{weekday_label(day)}）" if weekday_label(day) else ""
            when = f"{short_date(day.date)} {weekday_name(day.date)}{label}"
            heading = f"{name} {when}" if several else when
            parts.append(f"<h3>{escape(heading)}</h3>")
        parts += _day(notice, day)
    if not isinstance(notice, DayNotice):
        said = escape(basis(notice.head, notice.no_home_written))
        parts.append(f"<p><small>{said}</small></p>")
    parts += _correction(notice.head)
    parts.append(f'<p class="id">{escape(identity(notice.head))}</p></article>')
    return "".join(parts)


def _day(notice: Notice, day: NoticeDay) -> Iterator[str]:
    if not day.lines:
        yield f'<p class="none">{escape(empty_statement(day))}</p>'
        if day.state is not NoticeState.NONE:
            return
    else:
        yield "<table>"
        yield from map(_row, day.lines)
        yield "</table>"
    if isinstance(notice, DayNotice):
        first = total_statement(day, notice.head, notice.no_home_written)
        for said in (first, *other_statements(day)):
            yield _said(said)
    elif day.lines:
        yield _said(day_total(day, notice.no_home_written))
        if more := other_totals(day, notice.no_home_written):
            yield f"<p><small>{escape(more)}</small></p>"


def _row(line: NoticeLine) -> str:
    note = f"<br><small>备注：{escape(line.note)}</small>" if line.note else ""
    told = f"{line.kind} {requirement(line).replace(' ', '')} {line.place} {line.teacher}".rstrip()
    return (
        f"<tr><th scope=row>{escape(line.subject)}</th>"
        f"<td>{_lines(line.content)}{note}<br><small>{escape(told)}</small></td>"
        f'<td class="n">{line.minutes}分钟</td></tr>'
    )


def _said(said: Statement) -> str:
    return f'<p class="total{" over" if said.alert else ""}">{_lines(said.text)}</p>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _correction(head: NoticeHead) -> Iterator[str]:
    correction = head.correction
    if correction is None:
        return
    yield f'<div class="correction"><h3>{escape(correction_title(head, correction))}</h3>'
    if len(correction.changes) > 1:
        yield f"<ol>{''.join(f'<li>{escape(change)}</li>' for change in correction.changes)}</ol>"
    else:
        yield "".join(f"<p>{escape(change)}</p>" for change in correction.changes)
    if correction.reasons:
        yield f"<p>{escape(correction_reason(correction))}</p>"
    yield "</div>"
