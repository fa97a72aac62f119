## The demo company
demo-group = Yunshan Technology Group
demo-window-name = Benefit election { $year }
demo-story-family = married with a child; one claim is being paid out
demo-story-partly = reads traditional Chinese; one claim last month was paid in part
demo-story-papers = speaks English; one claim waits for a clearer visit record
