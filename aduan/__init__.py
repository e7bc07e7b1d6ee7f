"""The program: puts the rings together and runs them."""
