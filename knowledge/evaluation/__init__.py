"""The development set, the measure of answers against it, and the training of the small models."""
