error-delivery-button = 有一个按钮没有文字或去处，或者内容太长，请检查按钮。
error-attachment-missing = 这条消息的附件找不到了，请重新上传附件再发送。
error-attachment-not-stored = 附件还没有保存好，请先上传附件再发送。
