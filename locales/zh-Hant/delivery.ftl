error-delivery-button = 有一個按鈕沒有文字或去處，或者內容太長，請檢查按鈕。
error-attachment-missing = 這則訊息的附件找不到了，請重新上傳附件再傳送。
error-attachment-not-stored = 附件還沒有儲存好，請先上傳附件再傳送。
