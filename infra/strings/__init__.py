"""What the service says, on its way from the .po files: ``make strings`` brings them up
to date with bokmål, ``compiling`` makes of them what runs. polib reads and writes
them."""
