"""Says where a text should rather not be broken: inside words, names, short titles and figures.

A pure function of text. Not a dictionary of Chinese: the words of homework and of this program, and
whatever is short enough to be one word between two marks. Knows nothing of lines or widths.
"""

import re
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from shuangjian_desktop.reports.squeeze import HALVES

_WORDS = """
书面 口头 阅读 实践 体育 劳动 其他 校内 家庭 必做 选做 分层 合计 超限 上限 未设 不计入 总量 依据
备注 作业 语文 数学 英语 科学 音乐 美术 历史 地理 生物 物理 化学 道德与 法治 道法 健康 信息 科技
综合 书法 政治 思想 品德 练习册 练习 课本 教材 课文 课外 课内 课后 课堂 课时 课前 单元 上册 下册
全册 年级 试卷 卷子 习题 例题 错题 真题 思考题 挑战题 应用题 解决 问题 选择题 填空题 判断题
计算题 口算 笔算 竖式 脱式 简算 计算 过程 方程 分数 小数 整数 几何 图形 面积 周长 体积 单位 统计
概率 函数 坐标 三角形 乘法 除法 加法 减法 乘法口诀 公式 定理 证明 概念 知识 结构图 思维导图 导图
生字 生词 词语 字词 成语 句子 段落 拼音 偏旁 部首 笔顺 字帖 田字格 日记 周记 作文 习作 小练笔
手抄报 提纲 草稿 修改 誊写 古诗 古诗词 文言文 诗歌 散文 故事 童话 寓言 名著 绘本 情节 人物 细节
描写 感受 体会 印象 深刻 读后感 摘抄 批注 好词好句 单词 短语 对话 句型 语法 听力 录音 音频 短文
角色 同伴 默写 听写 抄写 书写 背诵 朗读 朗诵 诵读 熟读 精读 略读 通读 自主 复述 预习 复习 订正
巩固 整理 归纳 总结 积累 运用 基础 提高 拓展 提升 必背 自愿 完成 认真 工整 格式 正确 家长 签字
家人 听读 检查 观察 记录 实验 制作 设计 调查 采访 搜集 收集 资料 查找 交流 分享 讨论 小组 准备
手工 绘画 欣赏 歌曲 演唱 乐器 节奏 跳绳 仰卧起坐 平板支撑 俯卧撑 慢跑 跑步 拉伸 锻炼 运动 家务
打扫 房间 大扫除 垃圾 分类 安全 宣传 活动 植物 动物 天气 气候 家乡 地区 季节 教师 老师 班主任
年级组 教务处 学校 学期 学年 班级 公示 更正 说明 理由 内容 类型 要求 地点 增加 取消 删除 调整
估计 页码 分钟 小时 自己 喜欢 全文 全部 部分 最后 第一 第二 第三 正文 注释 译文 重点 难点 要点
主要 意思 中心 思路 方法 步骤 图文 文字 两种 生活 中国 祖国 民间 世界 文化 自然 现象 社会 时间
春天 夏天 秋天 冬天 今天 明天 昨天 每天 周末 假期
"""
# Any letter that is not Latin: a class of the ranges themselves takes 3 ms to compile.
_HAN = r"[^\W\d_a-zA-Z]"
_DOT = f"[·{HALVES['·']}]"
_COUNTED = "[单课题章节段篇首组回遍次条页个分]"


def _in_marks(left: str, right: str, longest: int) -> str:
    left, right = left + HALVES[left], right + HALVES[right]
    return rf"[{left}][^{left}{right}\n]{{1,{longest}}}[{right}]"


_TOGETHER = re.compile(
    rf"""
    {_in_marks("《", "》", 6)} | {_in_marks("“", "”", 5)} | {_in_marks("（", "）", 5)}
    | (?<!\w)\w{{1,8}}→\w{{1,8}}
    | 第(?:\d+|{_HAN}{{1,3}})(?:、(?:\d+|{_HAN}{{1,3}}))*{_COUNTED}元?
    | {_HAN}(?:\([0-9]+\)班|年级[上下]册)
    | (?<!{_HAN})(?:
        {_HAN}{{1,6}}\d+(?:[–—-]\d+)?{_COUNTED}钟?(?!{_HAN})
        | {_HAN}{{2,4}}(?!{_HAN}|\d) | {_HAN}{{2,7}}(?={_DOT}) | (?<={_DOT}){_HAN}{{2,7}}(?!{_HAN})
      )
    """,
    re.VERBOSE,
)
_BY_FIRST: dict[str, tuple[str, ...]] = {
    first: tuple(sorted(words, key=len, reverse=True))
    for first, words in groupby(sorted(set(_WORDS.split())), key=itemgetter(0))
}


@lru_cache(maxsize=4096)  # the same text is broken at several sizes
def inside_words(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the places, counted in characters, that are not the edge of a word.

    First those within what belongs closely together (names, figures, short titles), then these and
    those within other words: Chinese print breaks such words when it must.
    """
    close: list[int] = []
    for found in _TOGETHER.finditer(text):
        close += range(found.start() + 1, found.end())
    every = close.copy()
    known, end = _BY_FIRST.get, 0
    for start, first in enumerate(text):  # one big expression for all words takes far longer
        words = known(first)
        if words and start >= end:
            for word in words:
                if text.startswith(word, start):
                    end = start + len(word)
                    every += range(start + 1, end)
                    break
    return frozenset(close), frozenset(every)
