## The demo company
demo-group = 云杉科技集团
demo-window-name = { $year } 年度福利选择期
demo-story-family = 一家三口，还有一笔报销正在打款
demo-story-partly = 使用繁体中文，上个月有一笔报销只赔了一部分
demo-story-papers = 讲英语，一笔报销在等补交病历
