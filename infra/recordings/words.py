"""What the page says to who reads. It is no page of the service, and has no others."""

WORDS = {
    "nb": {
        "name": "Bokmål",
        "title": "Les spørsmålene for de yngste",
        "how": "Sitt et stille sted. Les rolig og vennlig, som til en seksåring: først"
        " spørsmålet, så svarene, med en liten pause mellom.",
        "stays": "Det du leser inn, blir på telefonen til du sender filene videre.",
        "record": "Les inn",
        "stop": "Ferdig",
        "file": "Eller velg et opptak du har gjort med telefonen",
        "save": "Lagre filen",
        "good": "Fint! Hør på det, og lagre filen.",
        "silent": "Vi hører ingen stemme. Prøv en gang til.",
        "quiet": "Det er for lavt. Snakk nærmere telefonen, og prøv en gang til.",
        "loud": "Det er for høyt. Hold telefonen lenger unna, og prøv en gang til.",
        "short": "Det er for kort. Les både spørsmålet og alle svarene.",
        "long": "Det er for langt. Les uten lange pauser.",
        "unreadable": "Denne filen kan vi ikke spille av. Prøv en annen.",
        "no_microphone": "Vi får ikke bruke mikrofonen her. Gjør opptaket med"
        " opptakeren på telefonen, og velg filen under.",
    },
    "nn": {
        "name": "Nynorsk",
        "title": "Les spørsmåla for dei yngste",
        "how": "Sit ein stille stad. Les roleg og venleg, som til ein seksåring: først"
        " spørsmålet, så svara, med ein liten pause mellom.",
        "stays": "Det du les inn, blir på telefonen til du sender filene vidare.",
        "record": "Les inn",
        "stop": "Ferdig",
        "file": "Eller vel eit opptak du har gjort med telefonen",
        "save": "Lagre fila",
        "good": "Fint! Høyr på det, og lagre fila.",
        "silent": "Vi høyrer inga stemme. Prøv ein gong til.",
        "quiet": "Det er for lågt. Snakk nærare telefonen, og prøv ein gong til.",
        "loud": "Det er for høgt. Hald telefonen lenger unna, og prøv ein gong til.",
        "short": "Det er for kort. Les både spørsmålet og alle svara.",
        "long": "Det er for langt. Les utan lange pausar.",
        "unreadable": "Denne fila kan vi ikkje spele av. Prøv ei anna.",
        "no_microphone": "Vi får ikkje bruke mikrofonen her. Gjer opptaket med"
        " opptakaren til telefonen, og vel fila under.",
    },
}
