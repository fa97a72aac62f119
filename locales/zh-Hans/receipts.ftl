## 票据识别：问题、字段、种类

receipt-problem-unreadable = 这张照片看不清，没能读出内容。
receipt-problem-not_a_receipt = 这看起来不是票据，没有读出金额或号码。草稿还在，请发一张发票、收费票据或结算单；如果确实是票据，可以手工填写。
receipt-problem-total_mismatch = 票面上的金额对不上（大写、小写或明细不一致），请您核对后填写总金额。
receipt-problem-total_unconfirmed = 总金额没有看清，请您填写。
receipt-problem-parts_mismatch = 医保支付、账户支付等各部分加起来与总金额不符，请核对。
receipt-problem-number_unclear = 票据号码没有看清，请您填写。
receipt-problem-future_date = 开票日期在今天之后，请核对。
receipt-problem-qr_mismatch = 二维码里的内容与票面文字不一致，将由审核人员核对。
receipt-problem-low_quality = 照片不够清晰，请仔细核对读出的内容，或换一张更清楚的。
receipt-problem-file_too_large = 文件太大，请发送 20 MB 以内的文件。
receipt-problem-too_many_pixels = 图片尺寸太大，请用手机直接拍照后发送。
receipt-problem-too_many_pages = 文件页数太多，请只发送票据所在的页（最多 20 页）。
receipt-problem-too_much_inside = 文件里的内容太多，没法打开。请只发送票据本身，或截图后发图片。
receipt-problem-unsupported = 暂不支持这种文件。请发送照片、PDF、OFD 或 XML 电子发票。
receipt-problem-encrypted = 文件有密码保护，请去掉密码后再发送。
receipt-problem-corrupt = 文件打不开，可能已损坏。请重新保存或拍照后再发送。
receipt-problem-empty = 文件是空的，请重新发送。
receipt-problem-gave_up = 这个文件没能处理完。请换一张照片，或直接手工填写。
receipt-problem-not_found = 找不到这个文件。

receipt-advice-photo = 这样拍更容易读：把票据放平，光线均匀、不要有阴影，四角都拍进画面，从正上方拍。如果还是不行，请以“文件”方式发送原图，也可以直接手工填写。

receipt-field-kind = 票据种类
receipt-field-code = 票据代码
receipt-field-number = 票据号码
receipt-field-check_code = 校验码
receipt-field-date = 开票日期
receipt-field-patient = 交款人
receipt-field-seller = 收款单位
receipt-field-total = 总金额
receipt-field-pool_paid = 统筹基金支付
receipt-field-personal_account_paid = 个人账户支付
receipt-field-own_pay = 个人自付
receipt-field-own_expense = 个人自费
receipt-field-other_paid = 其他支付
receipt-field-items = 费用明细

receipt-kind-outpatient = 门诊收费票据
receipt-kind-inpatient = 住院收费票据
receipt-kind-einvoice = 电子发票（数电票）
receipt-kind-vat = 增值税发票
receipt-kind-settlement = 住院费用结算单
receipt-kind-pharmacy = 药店小票
receipt-kind-till = 购物小票
receipt-kind-unknown = 未知票据

receipt-duplicate-same_file = 与已提交的文件完全相同
receipt-duplicate-same_number = 票据号码与已提交的票据相同
receipt-duplicate-same_facts = 金额、日期和收款单位与已提交的票据相同
receipt-duplicate-similar_text = 票面内容与已提交的票据很像，可能是同一张票据的另一张照片

receipt-note-edited_with = 图片或文件经软件“{ $software }”编辑过
receipt-note-saved_after_issue = 文件在开票很久之后被修改过（{ $date }）
receipt-note-dated_before_issue = 拍摄时间早于开票日期（{ $date }）
receipt-note-several_revisions = PDF 保存过 { $count } 个版本，内容可能被改动
receipt-note-pasted_area = “{ $field }”处的图像与周围不一致，可能是粘贴上去的
receipt-note-sums_disagree = 票面各项金额加不起来
receipt-note-qr_disagrees = 二维码与票面不一致
