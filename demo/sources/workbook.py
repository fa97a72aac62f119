WORKBOOK="x.xlsx"
def write_workbook(p): pass
