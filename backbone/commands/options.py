"""What the options that several commands have say of themselves."""

from backbone.text import Text

PLACE = Text("100000 is the whole programme", "100000 为整个项目")
PERIOD = Text("a policy year, or all", "保单年度，或 all（全部）")
AS_OF = Text("the last month counted", "统计截至的月份")
SNAPSHOT = Text("default: the current one", "默认为当前的快照")
ROOT = Text("the folder of snapshots; default: the one that the pages read", "快照所在文件夹；默认与页面所读相同")
BOTH = Text("default: both", "默认两种语言都要")
INTO = Text("default: here", "默认为当前文件夹")
BY = Text("default: the user of this machine", "默认为本机用户")
