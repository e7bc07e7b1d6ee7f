"""An office in a box: example citizens, a stand-in relay, and one complaint through the front door."""
