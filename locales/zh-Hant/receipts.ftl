## 票據辨識：問題、欄位、種類

receipt-problem-unreadable = 這張照片看不清楚，沒能讀出內容。
receipt-problem-not_a_receipt = 這看起來不是票據，沒有讀出金額或號碼。草稿還在，請傳一張發票、收費票據或結算單；如果確實是票據，可以手工填寫。
receipt-problem-total_mismatch = 票面上的金額對不上（大寫、小寫或明細不一致），請您核對後填寫總金額。
receipt-problem-total_unconfirmed = 總金額沒有看清楚，請您填寫。
receipt-problem-parts_mismatch = 醫保支付、帳戶支付等各部分加起來與總金額不符，請核對。
receipt-problem-number_unclear = 票據號碼沒有看清楚，請您填寫。
receipt-problem-future_date = 開票日期在今天之後，請核對。
receipt-problem-qr_mismatch = 二維碼裡的內容與票面文字不一致，將由審核人員核對。
receipt-problem-low_quality = 照片不夠清晰，請仔細核對讀出的內容，或換一張更清楚的。
receipt-problem-file_too_large = 檔案太大，請傳送 20 MB 以內的檔案。
receipt-problem-too_many_pixels = 圖片尺寸太大，請用手機直接拍照後傳送。
receipt-problem-too_many_pages = 檔案頁數太多，請只傳送票據所在的頁（最多 20 頁）。
receipt-problem-too_much_inside = 檔案裡的內容太多，無法打開。請只傳送票據本身，或截圖後傳送圖片。
receipt-problem-unsupported = 暫不支援這種檔案。請傳送照片、PDF、OFD 或 XML 電子發票。
receipt-problem-encrypted = 檔案有密碼保護，請移除密碼後再傳送。
receipt-problem-corrupt = 檔案打不開，可能已損壞。請重新儲存或拍照後再傳送。
receipt-problem-empty = 檔案是空的，請重新傳送。
receipt-problem-gave_up = 這個檔案沒能處理完。請換一張照片，或直接手動填寫。
receipt-problem-not_found = 找不到這個檔案。

receipt-advice-photo = 這樣拍比較容易讀：把票據放平，光線均勻、不要有陰影，四角都拍進畫面，從正上方拍。如果還是不行，請以「檔案」方式傳送原圖，也可以直接手動填寫。

receipt-field-kind = 票據種類
receipt-field-code = 票據代碼
receipt-field-number = 票據號碼
receipt-field-check_code = 校驗碼
receipt-field-date = 開票日期
receipt-field-patient = 交款人
receipt-field-seller = 收款單位
receipt-field-total = 總金額
receipt-field-pool_paid = 統籌基金支付
receipt-field-personal_account_paid = 個人帳戶支付
receipt-field-own_pay = 個人自付
receipt-field-own_expense = 個人自費
receipt-field-other_paid = 其他支付
receipt-field-items = 費用明細

receipt-kind-outpatient = 門診收費票據
receipt-kind-inpatient = 住院收費票據
receipt-kind-einvoice = 電子發票（數電票）
receipt-kind-vat = 增值稅發票
receipt-kind-settlement = 住院費用結算單
receipt-kind-pharmacy = 藥局收據
receipt-kind-till = 購物收據
receipt-kind-unknown = 未知票據

receipt-duplicate-same_file = 與已提交的檔案完全相同
receipt-duplicate-same_number = 票據號碼與已提交的票據相同
receipt-duplicate-same_facts = 金額、日期和收款單位與已提交的票據相同
receipt-duplicate-similar_text = 票面內容與已提交的票據很像，可能是同一張票據的另一張照片

receipt-note-edited_with = 圖片或檔案經軟體「{ $software }」編輯過
receipt-note-saved_after_issue = 檔案在開票很久之後被修改過（{ $date }）
receipt-note-dated_before_issue = 拍攝時間早於開票日期（{ $date }）
receipt-note-several_revisions = PDF 儲存過 { $count } 個版本，內容可能被改動
receipt-note-pasted_area = 「{ $field }」處的影像與周圍不一致，可能是貼上去的
receipt-note-sums_disagree = 票面各項金額加不起來
receipt-note-qr_disagrees = 二維碼與票面不一致
