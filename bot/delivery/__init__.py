"""Deliveries on their way out: the loop that takes them from the outbox, and a sender for each channel."""
