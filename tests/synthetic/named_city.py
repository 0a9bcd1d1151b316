"""A made-up city whose organizations are called as real ones are, for what depends on names; its figures and people are 示例."""

from __future__ import annotations

from dataclasses import dataclass

from tests.synthetic.city import RENAMED_AFTER, City

DEPARTMENTS = (
    *("区人力资源和社会保障局", "区卫生健康局", "公安分局", "区市场监督管理局", "区民政局"),
    *("区住房和城乡建设局", "区农业农村和交通运输局", "区发展和改革局", "区教育和体育局", "区经济和信息化局"),
    *("区行政审批局", "区医疗保障局", "自然资源分局", "区税务局", "区司法局"),
    *("区城市管理执法局", "区退役军人事务局", "区财政局", "区应急管理局", "生态环境分局"),
    *("区水务局", "区文化和旅游局", "区国有资产监督管理局", "区商务局", "区审计局"),
    *("区统计局", "区残疾人联合会", "交警支队", "中医药中心", "金融监管分局"),
    "区档案馆",
)
FORMERLY = {"区卫生健康局": "区卫生和计划生育局"}
"""What a department was called for the first months."""
TOWNS = (
    *("格里坪镇", "清香坪街道", "河门口街道", "大宝鼎街道", "玉泉街道", "陶家渡街道"),
    *("孙镇", "罕井镇", "龙阳镇", "椿林镇", "荆姚镇"),
)
COUNTIES = ("蒲城县", "富平县", "大荔县", "合阳县", "临渭区")


@dataclass(frozen=True)
class NamedCity(City):
    """31 departments, 11 towns, five counties, 11 windows and 84 people."""

    departments: int = len(DEPARTMENTS)
    towns: int = len(TOWNS)
    counties: int = len(COUNTIES)
    windows: int = 11
    staff: int = 84

    @property
    def county_names(self) -> list[str]:
        return list(COUNTIES)

    def department(self, index: int, month_index: int) -> str:
        name = DEPARTMENTS[index]
        return FORMERLY.get(name, name) if month_index < RENAMED_AFTER else name

    def town(self, index: int, month_index: int) -> str:
        name = TOWNS[index]
        return f"{name[:-1]}乡" if not index and month_index < RENAMED_AFTER else name

    def window(self, index: int) -> str:
        return DEPARTMENTS[index].removeprefix("区")
