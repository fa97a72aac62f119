error-delivery-button = One of the buttons has no label, leads nowhere or is too long. Please check the buttons.
error-attachment-missing = The attachment of this message is gone. Please upload it again, then send the message.
error-attachment-not-stored = The attachment is not saved yet. Please upload it first, then send the message.
