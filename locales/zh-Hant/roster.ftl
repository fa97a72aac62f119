## The demo company
demo-group = 雲杉科技集團
demo-window-name = { $year } 年度福利選擇期
demo-story-family = 一家三口，還有一筆報銷正在撥款
demo-story-partly = 使用繁體中文，上個月有一筆報銷只賠付了一部分
demo-story-papers = 講英語，一筆報銷在等補交病歷
