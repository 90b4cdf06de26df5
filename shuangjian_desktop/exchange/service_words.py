"""What the words of an after-school table are: what an activity is for, a place, a person's name.

Plain look-ups in lists of words; knows no cells, no table and nobody of the school.
"""

import re

from shuangjian_desktop.domain.service import SessionKind
from shuangjian_desktop.domain.text import fold_width

PENDING_WORDS = ("（待定）", "(待定)", "待定")
GENERIC = ("课后服务", "课后", "服务", "延时服务", "")
EMPTY_MARKS = ("/", "-", "—", "——", "无", "\\", "×")
NO_SERVICE = ("午休", "午餐", "午托", "午间", "早读", "晨读", "晚餐", "课间", "放学")
OWN_ROOM = ("本班", "教室", "本班教室", "各班", "各班教室", "所在班级")
# The first of these words found in an item says what it is for, the narrower before the wider.
_KINDS = (
    ("晚自习", SessionKind.EVENING_STUDY),
    ("自习班", SessionKind.EVENING_STUDY),
    ("托管", SessionKind.LATE_CARE),
    ("社团", SessionKind.CLUB),
    ("兴趣", SessionKind.INTEREST),
    ("答疑", SessionKind.ANSWERING),
    ("补习", SessionKind.ANSWERING),
    ("科普", SessionKind.SCIENCE),
    ("科技", SessionKind.SCIENCE),
    ("劳动", SessionKind.LABOUR),
    ("阅读", SessionKind.READING),
    ("美育", SessionKind.ARTS),
    ("音乐", SessionKind.ARTS),
    ("美术", SessionKind.ARTS),
    ("书法", SessionKind.ARTS),
    ("体育", SessionKind.SPORT),
    ("锻炼", SessionKind.SPORT),
    ("拓展", SessionKind.EXTENSION),
    ("作业", SessionKind.TUTORING),
    ("辅导", SessionKind.TUTORING),
    ("自习", SessionKind.TUTORING),
)
# What schools call single activities; asked only where none of the words above says more.
_OFFERED = {
    SessionKind.SPORT: "足球 篮球 排球 乒乓 羽毛球 网球 跳绳 田径 武术 体操 轮滑 毽 空竹 跆拳 "
    "游泳 球",
    SessionKind.ARTS: "合唱 舞蹈 绘画 国画 剪纸 鼓号 器乐 口风琴 葫芦丝 竖笛 古筝 二胡 电子琴 钢琴 "
    "吉他 戏曲 京剧 朗诵 手工 陶艺 泥塑 折纸 版画 素描 声乐 管乐 民乐 唱歌 主持 啦啦操",
    SessionKind.SCIENCE: "编程 机器人 航模 科学 实验 无人机 天文 创客 打印 模型",
    SessionKind.READING: "读书 国学 诵读 经典 诗词 绘本 写作",
    SessionKind.LABOUR: "种植 烹饪 编织 园艺",
    SessionKind.INTEREST: "围棋 象棋 五子棋 魔方 数独 英语角 电影",
}
_ALL_OFFERED = frozenset(word for words in _OFFERED.values() for word in words.split())
_GROUP = re.compile(r".*(?:团|队|社|组|课|班|俱乐部|活动|训练)")
_PLACE = re.compile(
    r".*(?:室|教室|操场|球场|场地|馆|广场|礼堂|报告厅|大厅|餐厅|\d楼|楼上|楼下|机房|舞台|基地|花园|菜园)"
    r"(?:\d{1,4}|[一二三四五六七八九十])?(?:号)?"
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟"
    "平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江"
    "童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔"
    "吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋"
    "仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能"
    "苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾"
    "鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那"
    "简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公晋楚闫法汝鄢涂钦仉督岳帅缑亢况郈有琴商牟"
    "佘佴伯赏墨哈谯笪年爱阳佟言福覃仝肖付代原苟邸母战初迟丛鹿矫衣逢修门战揭占邝阿朴冼揣候税郇"
)
_ROLES = ("班主任", "科任", "任课", "副班", "全体", "轮流", "外聘")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,3}")
_LONG_SURNAMES = (
    *("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"),
    *("宇文", "长孙", "司徒", "司空", "夏侯", "端木", "南宫", "独孤", "轩辕", "呼延"),
)


def kind_of(item: str) -> SessionKind | None:
    """Return what an item is for; None when its words do not say."""
    for word, kind in _KINDS:
        if word in item:
            return kind
    for kind, words in _OFFERED.items():
        if any(word in item for word in words.split()):
            return kind
    return None


def is_activity(word: str) -> bool:
    """Return whether a word is surely what is done, and no person."""
    if word in GENERIC or _GROUP.fullmatch(word) is not None:
        return True
    return kind_of(word) is not None and not _is_doubtful(word)


def _is_doubtful(word: str) -> bool:
    """Return whether a word is 班主任, or a surname before an activity's name: 高天文, 古诗词."""
    if word in _ROLES:
        return True
    return len(word) == 3 and word[0] in _SURNAMES and word[1:] in _ALL_OFFERED


def is_place(word: str) -> bool:
    """Return whether a word is surely where it is done: 音乐教室, 操场, 报告厅."""
    return word in OWN_ROOM or (len(word) > 1 and _PLACE.fullmatch(fold_width(word)) is not None)


def is_no_service(word: str) -> bool:
    """Return whether a word is something else of a school day: 午休, 课间."""
    return any(each in word for each in NO_SERVICE)


def looks_like_name(word: str) -> bool:
    """Return whether a word can be a person's name by its surname and its length."""
    if is_activity(word) or is_place(word) or _is_doubtful(word):
        return False
    if word.startswith(_LONG_SURNAMES) and 3 <= len(word) <= 4:
        return True
    return _NAME.fullmatch(word) is not None and word[0] in _SURNAMES
