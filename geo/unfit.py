"""Why no map can be made of the boundaries that somebody brought, and what to do."""

from backbone.text import Text

NO_AREAS = Text(
    "there are no areas in the files; what is needed is one area a county, with its code",
    "文件中没有面要素；需要每县一个面，并带有区划代码",
)
NO_KIND = Text(
    "“{file}” is no file of boundaries; take {kinds} (a Shapefile as .zip of its parts)",
    "“{file}”不是边界文件；可用 {kinds}（Shapefile 请将各部分打包为 .zip）",
)
NO_FILE = Text("there is no file “{file}”", "没有文件“{file}”")
TOO_LARGE = Text(
    "“{file}” is larger than 1 GB; simplify it first, or take counties only",
    "“{file}”超过 1 GB；请先简化，或只保留县级",
)
UNREADABLE = Text(
    "“{file}” cannot be read: it is damaged, or is not what its name says",
    "无法读取“{file}”：文件已损坏，或内容与扩展名不符",
)
NO_ZIP = Text("“{file}” is no .zip, or only a part of one", "“{file}”不是 .zip 文件，或不完整")
UNPACKS = Text("“{file}” unpacks to more than 1 GB", "“{file}”解压后超过 1 GB")
NO_SHAPEFILE = Text(
    "“{file}” holds no Shapefile (.shp with its .shx, .dbf and .prj)",
    "“{file}”中没有 Shapefile（.shp 及其 .shx、.dbf 和 .prj）",
)
NO_SYSTEM = Text(
    "“{file}” does not say its coordinate system: save it with one (a Shapefile with its .prj)",
    "“{file}”没有说明坐标系：请连同坐标系一起保存（Shapefile 需带 .prj）",
)
ELSEWHERE = Text(
    "“{file}” reaches from {west} to {east} east and {south} to {north} north, which is not China: its coordinate "
    "system is not the one that it says, or longitude and latitude are exchanged",
    "“{file}”的范围为东经 {west} 至 {east}、北纬 {south} 至 {north}，不在中国范围内：坐标系与所述不符，或经纬度颠倒",
)
NO_CODES = Text(
    "no column holds codes of six digits (GB/T 2260), such as 421122, for nearly every area",
    "没有一列为几乎每个面给出六位区划代码（GB/T 2260），如 421122",
)
SOME_CODES = Text(
    "column “{column}” has no code of six digits for {many} areas, first in {first}",
    "“{column}”列中有 {many} 个面没有六位代码，首个在第 {first} 行",
)
PROVINCES_ONLY = Text(
    "the areas are provinces ({codes} …); what is needed is one area a county",
    "这些面是省级（{codes} …）；需要每县一个面",
)
NO_ISLANDS = Text(
    "the islands of the South China Sea (Sansha, Hainan) are not there; every map of China shows them",
    "缺少南海诸岛（海南省三沙市）；中国地图均须完整表示",
)
UNKNOWN_CODES = Text(
    "{many} codes are of no known place: {new}. Where a county has a new code, add a line with the old and the new one "
    "to geo/successions.csv, and the notice that says so: it keeps its figures",
    "有 {many} 个代码不属于任何已知地区：{new}。如某县更换了代码，请在 geo/successions.csv 中添加一行，写明新旧代码及"
    "批文，其数据即可延续",
)
UNKNOWN_AND_GONE = Text(
    "{many} codes are of no known place: {new}; and these have no area: {missing}. Where a county has a new code, add "
    "a line with the old and the new one to geo/successions.csv, and the notice that says so: it keeps its figures",
    "有 {many} 个代码不属于任何已知地区：{new}；以下地区没有面：{missing}。如某县更换了代码，请在 "
    "geo/successions.csv 中添加一行，写明新旧代码及批文，其数据即可延续",
)
GONE = Text(
    "{many} places have no area: {missing}. Boundaries are replaced whole; where a county is no more, "
    "geo/successions.csv says what it became",
    "有 {many} 个地区没有面：{missing}。边界须整体替换；已撤并的县，请在 geo/successions.csv 中写明其变更",
)
NO_NAME = Text(
    "{code} is new and has no Chinese name: put one into a column “name”",
    "{code} 是新代码且没有中文名称：请在“name”列中填写",
)
OVERLAP = Text(
    "{many} areas overlap their neighbours or leave a gap: {which}", "有 {many} 个面与相邻面重叠或留有缝隙：{which}"
)
OVERLAP_FAR = Text(
    "{many} areas overlap their neighbours by more than a hundredth: {which}",
    "有 {many} 个面与相邻面的重叠超过百分之一：{which}",
)
NO_LINE = Text(
    "the maritime line of the South China Sea has {many} dashes and needs {needed} or more: add the file that holds "
    "it, as lines (geo/dashline.parquet is the one drawn now)",
    "南海断续线只有 {many} 段，至少需要 {needed} 段：请一并给出含有该线（线要素）的文件"
    "（现用的是 geo/dashline.parquet）",
)
LOST = Text(
    "these counties of the programme have no area there: {lost}. Figures are kept by county: take boundaries in which "
    "each has one, or add to geo/successions.csv what it became",
    "以下项目县在文件中没有边界：{lost}。数据按县保存：请使用包含各县的边界，或在 geo/successions.csv 中注明其并入的县",
)
UNBUILT = Text("the boundaries cannot be simplified or written: {why}", "边界无法简化或写入：{why}")
NO_WAY_BACK = Text(
    "there is nothing to go back to: no other boundaries were drawn here", "没有可恢复的边界：此处未曾更换过边界"
)
SHAPELESS = Text("{many} places came out without a shape, such as {one}", "有 {many} 个地区未生成图形，如 {one}")


class Unfit(ValueError):
    """Files that no map can be made of; `text` says in both languages what is wrong and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
