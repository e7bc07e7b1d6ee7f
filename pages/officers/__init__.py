"""Pages for officers: the queue, the case, and what is done with it."""
