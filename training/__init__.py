"""The recipe of the shipped model: from open data to the model folder, one command a step (see README.md)."""
