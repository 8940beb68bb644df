"""The keys of how the service is doing, as the package's explanation lists them."""

from chalicelib.storage.keys import Key

NIGHT = Key("STATUS#NIGHT", "STATUS")
WEEKLY = Key("STATUS#WEEKLY", "STATUS")


def swept(shard: int) -> Key:
    return Key(f"STATUS#SWEEP#{shard}", "STATUS")
