"""One door (APP_SIDE) in a process of its own, with its role's key: ``server PORT``."""

import sys


def main() -> None:
    import app
    from infra.local import door

    server = door.open_door(app.app, int(sys.argv[1]))
    server.serve_forever()


if __name__ == "__main__":
    main()
