"""An account for the doctor to look at: services that say what AWS says."""

from datetime import UTC, datetime, timedelta

from infra.doctor.patient import Patient


class Service:
    """Says what it was told to say; a list of several answers is pages."""

    def __init__(self, **answers):
        self._answers = answers

    def __getattr__(self, operation):
        return lambda **_: self._answers[operation]

    def get_paginator(self, operation):
        pages = self._answers[operation]
        return type("Pages", (), {"paginate": lambda _, **__: pages})()


def patient(**services):
    return Patient(
        lambda name: services[name],
        "here",
        "https://p.example",
        "https://s.example/staff",
    )


def stacks(age_hours=48):
    """The data stack made so long ago, and what it exports."""
    made = datetime.now(UTC) - timedelta(hours=age_hours)
    return Service(
        list_exports=[
            {"Exports": []},
            {"Exports": [{"Name": "here-mail-from", "Value": "no@post.example"}]},
        ],
        describe_stacks={"Stacks": [{"CreationTime": made}]},
    )


def events(*rules):
    """Each calls what its name begins with, the sweeper for the shard it ends with."""

    class Events(Service):
        def list_targets_by_rule(self, Rule):
            function, _, shard = Rule.partition("#")
            arn = f"arn:aws:lambda:x:1:function:{function}"
            return {"Targets": [{"Arn": arn, "Input": f'{{"shard": {shard or 0}}}'}]}

    return Events(list_rules=[{"Rules": [rule]} for rule in rules])
