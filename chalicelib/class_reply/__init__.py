"""What the school replies to a class after a round: what pupils told, what is done
about it, when the school looks again, and whom to talk with. Anybody who has the
class's word can read it."""
