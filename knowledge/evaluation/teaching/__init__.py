"""How ``data/reader.npz`` is made: pairs of question and passage, the network in PyTorch, and its training."""
