"""Use cases over Protocols. Each is a callable class named by a verb phrase; the unit of work alone commits."""
