"""Finds what must not hang on a public notice: pupils' names, telephones, ID numbers, marks, ranks.

A pure function of text; a hit is a question to a person, never a verdict. Knows no school file.
"""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class PrivateKind(StrEnum):
    """What kind of personal fact a piece of text looks like."""

    NAME = "学生姓名"
    PHONE = "电话或社交账号"
    ID_NUMBER = "身份证号或学籍号"
    STUDENT_NUMBER = "学号"
    SCORE = "分数成绩"
    RANK = "名次排名"


class PrivateFind(NamedTuple):
    """One find: `words` stand at `start` of the text."""

    kind: PrivateKind
    words: str
    start: int


_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易"
    "常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐梅庄辛管祝"
    "左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯"
    "阮桂闵解强丘滕栾冷宫简支付肖闫逯宿隗褚鞠娄都荀佟敖车冉战巩战曲佘"
)
_COMPOUND = "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|东方|端木|呼延"
# What looks like a surname and a given name in school prose, and is neither.
_NO_NAMES = """
高年 高年级 任何 任意 许多 周末 周围 周边 时常 平时 常见 常用 安静 安全 安排 成绩 成功
成为 成长 方便 方法 全体 向爸爸 向妈妈 和爸爸 和妈妈 包括 关心 关于 有关 于是 单号 双号
单数 双数 左右 前后 水平 万一 何时 石头 文明 文具 文言 文学 金色 江南 高声 高兴 马上
白天 白色 夏天 史记 江河 易错 古诗 简单 简要 都要 都能 都会 解决 强化 时间 游戏 游泳
阳光 关注 关键 谷物 梅花 兰花 常识 祝福 祝愿 向同 项目 支持 付出 包装 包含 温习 温馨
温度 严格 严肃 齐声 齐读 齐心 管理 季节 章节 文章 施工 万物 田野 田间 黄色 白纸 石子
余下 余数 方向 方格 程度 计算 查找 查阅 查看 位置 成语 成员 成果 成人 车辆 战士 战争
冷静 强调 单词 单元 单位 解答 解释 解题 解方 景色 景物 时候 凌晨 毛笔 龙舟 马路 江水
林中 林间 牛羊 柳树 柳条 曲线 曲目 英语 夏令 高效 高质 何地 何人 武术 文字 马克 都应
都可 都有 和家 向家 向老 向其 任课 任务 安心 宁可 项链 司机 付款 常规 周一 周二 周三
周四 周五 周六 周日 向全 向身 向周 白话 单独 简介 强身 方案 石墨 高度 高处 高低 连同
陪同 应届 史料 金鱼 江边 卫生 向往 车上 成都
"""
_FUNCTION = "的了着过在是和与及或等们这那每各其些个组级班题页号课第一二三四五六七八九十两几位名不没要会能请让把被给从到为以将就也还再又很最更做写读背说讲听看，。；、：！？“”（）()《》0-9０-９a-zA-Z\\s"  # noqa: E501 - one class of characters
_GIVEN = f"[^{_FUNCTION}]"
_NAME = f"(?:(?:{_COMPOUND}){_GIVEN}{{1,2}}|[{_SURNAMES}]{_GIVEN}{{1,2}})"
_AFTER = (
    "(?:小)?(?:同学(?!们)|小朋友(?!们)|学生|家长|的?妈妈|的?爸爸|的?奶奶|的?爷爷|的母亲|的父亲)"
)
_BEFORE = "(?:课代表|班长|组长|队长|学生|同学|值日生|领读员|小老师)[:：]?"
_END = "(?=[，。；、：,;:!！（(\\s]|检查|负责|收齐|领读|带读|带领|批改|记录|$)"
_LISTS = "(?:表扬|点名|名单|未交|没交|补交|欠交|未完成|重做|过关|值日|获奖|进步|背诵人员|订正人员)"
_NAMED = (
    f"(?P<name>[{_SURNAMES}][ \u3000]{{1,2}}{_GIVEN})(?:小)?同学(?!们)",  # set as wide as three
    f"(?P<name>{_NAME}){_AFTER}",
    f"{_BEFORE}(?P<name>{_NAME}){_END}",
)
_LISTED = f"{_LISTS}[^，。；:：]{{0,6}}[:：]\\s*(?P<names>{_NAME}(?:[、，, ]{_NAME})*)"
_GAP = "[-–—_./· \u3000]?"
_PHONE = (
    rf"(?<![\d.])(?:86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"
    r"|(?<![\d.])1 [3-9](?: \d){9}(?! ?\d)|一[三四五六七八九][〇零一二三四五六七八九]{9}"
    rf"|(?<!\d)[(（]?0\d{{2,3}}[)）]?{_GAP}[2-8]\d{{6,7}}(?!\d)"
    r"|(?:微信|Q ?Q|q ?q|钉钉)(?:号|群)?[码]?\s*(?:是|为|[:：])?\s*[A-Za-z0-9_-]{5,20}"
)
_ID = (
    rf"(?<!\d)[1-8]\d{{5}}{_GAP}(?:19|20)\d{{2}}{_GAP}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"{_GAP}\d{{3}}[\dXx](?!\d)"
)
_STUDENT_NUMBER = r"学号\s*(?:是|为|[:：])?\s*\d{1,14}(?![\d]|\s*[-~—–至到])"
_SCORE = (
    r"(?:考了?|得了?|成绩(?:是|为|[:：])?|分数(?:是|为|[:：])|平均分(?:是|为|[:：])?|最高分(?:是|为|[:：])?"
    r"|最低分(?:是|为|[:：])?)\s*\d{1,3}(?:\.\d+)?分?(?!钟|[道题页个遍条张次])(?<=[\d分])"
    r"|[考得]了?\s*(?:[二三四五六七八九]十[一二三四五六七八九]?|一百)分(?!钟|[道题页个遍条张次])"
    r"|(?:低于|高于|不足|未达到?|不到)\s*\d{2,3}分(?!钟)|\d{2,3}分(?:以[上下])?的?(?:同学|学生|家长)"
    r"|不及格|(?:优秀|及格|合格)率\s*(?:是|为|[:：])?\s*\d|成绩单|成绩表"
)
_RANK = (
    r"(?:班级|全班|本班|年级|班里|年组|考试|成绩)(?:排名)?(?:前|后|第|倒数)第?[\d一二三四五六七八九十]{1,3}(?:名|(?=的|$|同学|[，。；]))"
    r"|[前后][\d一二三四五六七八九十]{1,3}名的?(?:同学|学生|家长)|倒数第?[\d一二三四五六七八九十]{1,3}名|倒数第[一二三](?=$|[，。；的])"
    r"|(?:成绩|考试|班级|年级)排名|排名第?[:：]?\s*\d|名次表"
)
_FIGURED = (
    (PrivateKind.ID_NUMBER, _ID),
    (PrivateKind.PHONE, _PHONE),
    (PrivateKind.STUDENT_NUMBER, _STUDENT_NUMBER),
    (PrivateKind.SCORE, _SCORE),
    (PrivateKind.RANK, _RANK),
)


_TITLES = re.compile("《[^》]*》|〈[^〉]*〉")
_BY_FIGURES = (PrivateKind.ID_NUMBER, PrivateKind.PHONE)  # need no word beside them


@lru_cache(maxsize=16)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when the first text is worth it: all of them take longer than drawing a sheet."""
    return re.compile(pattern)


# One of these stands in every text with a find: a cheap look before the costly ones.
_CUES = (
    "同学", "小朋友", "学生", "家长", "妈妈", "爸爸", "奶奶", "爷爷", "的父亲", "的母亲", "课代表",
    "班长", "组长", "队长", "值日", "领读", "小老师", "学号", "及格", "成绩", "微信", "QQ", "qq",
    "Q Q", "q q", "ＱＱ", "ｑｑ",
    "钉钉", "排名", "倒数", "名次", "优秀率", "合格率", "名单", "名：", "名:", "分数是", "分数为",
    "分数：",     "分数:", "均分",
    "高分", "低分", "低于", "高于", "不足", "未达", "不到", "分以", "分的", "表扬", "未交",
    "没交", "补交", "欠交", "未完成", "重做", "过关",
    "获奖", "进步", "订正人员", "背诵人员",
    "级前", "级后", "班前", "班后", "级第", "班第", "里第", "里前",
)  # fmt: skip
_FIGURES = re.compile(  # the shortest telephone has ten; 第108—109页 is none
    "[0-9０-９][0-9０-９ \u3000－–—_./·()（）-]{9}|[考得]了?\\s*[0-9０-９一二三四五六七八九]"
    "|[〇零一二三四五六七八九]{11}"
)
_WIDE = str.maketrans("０１２３４５６７８９－＋．／ＸｘＱｑ", "0123456789-+./XxQq")


def private_finds(text: str, staff_names: Collection[str] = ()) -> tuple[PrivateFind, ...]:
    """Return what in a text looks personal, in its order. Names of the school's staff are spared.

    Page numbers, minutes, book titles and 小明 of a word problem are not finds.
    """
    if not text or not is_worth_a_look(text):
        return ()
    return tuple(find for find in _finds(text) if find.words not in staff_names)


def is_worth_a_look(text: str) -> bool:
    """Return whether a text, or several put together, holds any word a find would need."""
    return _has_cue(text) or _FIGURES.search(text) is not None


def _has_cue(text: str) -> bool:
    for cue in _CUES:  # noqa: SIM110 - any() takes three times as long, for every item printed
        if cue in text:
            return True
    return False


@lru_cache(maxsize=1024)
def _finds(text: str) -> tuple[PrivateFind, ...]:
    plain = text.translate(_WIDE)
    untitled = _TITLES.sub(lambda hit: "□" * len(hit[0]), plain)
    is_figures_alone = not _has_cue(text) and not re.search("[考得]", text)
    found = [] if is_figures_alone else list(_names(untitled))
    for kind, pattern in _FIGURED:
        if is_figures_alone and kind not in _BY_FIGURES:
            continue
        where = plain if kind in _BY_FIGURES else untitled
        found += [PrivateFind(kind, h[0], h.start()) for h in _compiled(pattern).finditer(where)]
    ids = [find for find in found if find.kind is PrivateKind.ID_NUMBER]
    told = [f for f in found if f in ids or not any(_is_inside(f, one) for one in ids)]
    return tuple(sorted(dict.fromkeys(told), key=lambda find: find.start))


def _is_inside(find: PrivateFind, other: PrivateFind) -> bool:
    return other.start <= find.start < other.start + len(other.words)


def _names(text: str) -> Iterator[PrivateFind]:
    for pattern in _NAMED:
        for hit in _compiled(pattern).finditer(text):
            if _is_name(hit["name"]):
                yield PrivateFind(PrivateKind.NAME, hit["name"], hit.start("name"))
    for hit in _compiled(_LISTED).finditer(text):
        at = hit.start("names")
        for part in _compiled(_NAME).finditer(hit["names"]):
            if _is_name(part[0]):
                yield PrivateFind(PrivateKind.NAME, part[0], at + part.start())


def _is_name(words: str) -> bool:
    known = _NO_NAMES.split()
    return words not in known and words[:2] not in known
