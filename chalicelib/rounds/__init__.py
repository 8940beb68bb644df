"""A form opened for classes: the round, its codes and cards, its plan."""
