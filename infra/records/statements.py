"""What the documents say of the whole service, in bokmål: the declarations know of each
row alone."""

from pathlib import Path

from chalicelib.schools.retention import DAYS_OF_COPIES
from infra import cfn

_TEMPLATE = Path(__file__).resolve().parents[1] / "data.yaml"
RECIPIENTS = (
    "Mottakere utenfor skolen: kommunens arkiv får en kopi av saker når de er over;"
    " elev og foresatte får en kopi når de ber om det. Voksne for Barn får tall fra"
    " mange elever sammen, og ingen opplysninger om noen av dem. Databehandler er"
    " Amazon Web Services. Logger en ansatt inn med Feide, vet Feide det."
)
TRANSFER = "Overføring til land utenfor EØS: ingen. Alt lagres innenfor EØS."
SECURITY = (
    "Det som elever og ansatte skriver om en elev, er forseglet med en nøkkel som bare"
    " de ansattes side kan åpne. Hvem som åpner en melding eller en sak, skrives i"
    " loggen. Den som rører nøkkelen,"
    " utløser en alarm der kontoen har et spor (CloudTrail)."
)
NEEDED = (
    "Skolen har plikt til å følge med og gripe inn (opplæringslova kapittel 12)."
    " Skjemaene spør ingen elev om navn på andre elever. Svarene er anonyme, om ikke"
    " skolen velger en fortrolig runde; før første spørsmål står det hva som gjelder."
    " Bare de som skal hjelpe, får lese, og ingen rolle leser mer enn det som står i"
    " «Hvem leser hva». Svar slettes av seg selv. Regler sorterer, mennesker bestemmer."
    " Et skjema på papir eller i et vanlig spørreverktøy ville gitt svakere vern: der"
    " kan noen se hvem som svarte hva, og ingen ser hvem som har lest."
)
ASKED = (
    "Kommunen spør personvernombudet til råds (artikkel 35 nr. 2) og hører elever og"
    " foresatte (artikkel 35 nr. 9) før tjenesten tas i bruk, og ser på vurderingen"
    " igjen når noe endres (nr. 11). Rettighetene til elever og foresatte står i"
    " tekstene som er laget sammen med denne."
)


def copies() -> str:
    """What is kept beside the tables, as the templates have it."""
    asked = cfn.load(_TEMPLATE)["Parameters"]
    logs, heads = (asked[name]["Default"] for name in ("LogDays", "HeadDays"))
    return (
        "Sikkerhetskopier av det som er slettet, forsvinner innen"
        f" {DAYS_OF_COPIES} dager. Elevenes koder har ingen kopi. Er det valgt å ta"
        " vare på saker i en konto til, ligger de forseglet der så lenge saken er i"
        " tjenesten. Driftslogger har"
        f" ingen navn og ingen tekst fra noen, og slettes etter {logs} dager. Loggens"
        f" kontrolltall ligger låst i {heads} dager. Begge tall kan velges ved oppsett."
    )
