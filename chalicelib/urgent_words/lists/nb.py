"""Bokmål, with common misspellings. Written folded or not: both are folded before
comparing."""

WORDS: dict[str, str] = {
    "life": """
        selvmord*, selv mord*, selmord*, selvmor, sjølmord*, suisid*, suicid*, vil dø, ville dø,
        å dø, bare dø, kunne dø, få dø, vildø, skal dø, må dø, jeg var død, være død, vært død,
        heller død, ta livet*, tar livet*, tok livet*, tatt livet*, mitt eget liv, sitt eget liv,
        avslutte livet, slutte å leve, lei av livet, lei av å leve, lei livet, ikke leve,
        ikke lenger leve, ikke lyst til å leve, vits i å leve, vits med livet, orker ikke mer,
        orker ikke livet, orker ikke leve, klarer ikke mer, ikke være her mer,
        forsvinne for alltid, bedre uten meg, savne meg hvis, henge meg, henger meg, hengte meg,
        henge seg, hengte seg, hoppe foran, hoppe fra, hoppe ut, hater livet*, haterlivet*,
        hate livet*, hater å leve, hater meg selv, hater meg sjøl, hater mæ sjøl, vil forsvinne,
        vil bare forsvinne, ville forsvinne, bare forsvinne, jeg bare forsvant, jeg ikke fantes*,
        jeg ikke fants, jeg ikke fins, jeg ikke finnes, ikke eksister*, ikke var født,
        aldri var født, aldri ble født, aldri blitt født, vil ikke finnes, ikke være i live,
        ikke være her lenger, vil ikke mer, orker ikke å leve, orker ikke lenger, orker ikke mere,
        klarer ikke mere, klarer ikke å leve, om jeg dør, hvis jeg dør, vis jeg dør, jeg døde,
        ingen savner meg, ingen ville savne*, ingen vil savne*, ingen kommer til å savne*,
        bedre om jeg ikke, bedre hvis jeg ikke, skulle vært død, hopper fra, kverke meg
    """,
    "self_harm": """
        selvskad*, selv skad*, sjølskad*, skade meg*, skader meg*, skadet meg*, skada meg*,
        kutte me*, kutter me*, kuttet me*, kutta me*, kutte seg, kutter seg, skjære me*,
        skjærer me*, skar me*, skåret meg, brenne meg, brenner meg selv, slår meg selv, overdose*,
        svelge piller, barberblad*, spyr med vilje, kaste opp med vilje, sulter meg, skader mæ,
        skade mæ, skader mei, rispe me*, risper me*, rispet me*, rispa me*, kutter arm*,
        kuttet arm*, kutte arm*, kutter i arm*, kuttet i arm*, gjøre meg selv vondt,
        gjør meg selv vondt, gjøre vondt mot meg selv, stikker meg selv, klorer meg selv,
        sulte meg, slå meg selv
    """,
    "abuse": """
        voldt*, voltekt*, våldtekt*, våltekt*, voltatt, voltar, overgrep*, misbruk*, incest*,
        beføl*, tafs*, klådde, tar meg på, tok meg på, tatt meg på, tatt på meg, rører meg,
        rørte meg, røre meg, rørt meg, kle av, kledde av, nakenbild*, naken bild*, nakne bild*,
        dickpic*, seksuel*, sexuel*, ha sex, sex med, tvinger me*, tvang me*, tvunget*,
        tvinge me*, pedo*, blotte*, mishandl*, utnytte*, tar på meg, tar på mæ, tar på mei,
        tok på meg, tok på mæ, vil ta på meg, prøver å ta på meg, prøvde å ta på meg,
        får ta på meg, tar på oss, tar på kroppen*, tok på kroppen*, tar på rumpa, tok på rumpa,
        tar meg i, tok meg i, klår på meg, klådde på, klårer, kysser meg, kysset meg, kyssa meg,
        kysse meg, tissen*, rumpa mi, puppene mine, tar bilde av meg, tar bilder av meg,
        tar bilde av mæ, tar bilder av mæ, tok bilde av meg, tok bilder av meg, tatt bilde av meg,
        tatt bilder av meg, tar bilder av oss, deler bilde av meg, deler bilder av meg,
        delte bilder av meg, delt bilder av meg, sender bilder av meg, sendte bilder av meg,
        sendt bilder av meg, legger ut bilder av meg, la ut bilder av meg, filme meg, filmer meg,
        filmet meg, filma meg, filmer oss, i dusjen, nudes
    """,
    "violence": """
        vold, volden, voldelig*, slår me*, slo me*, slått me*, slå me*, slår oss, slår mamma,
        slår broren*, slår søs*, blir slått, ble slått, slåss*, slår hjemme, sparker me*,
        sparka me*, sparket me*, sparke me*, spark i, lugge*, kveler*, kvele*, kvelt*, juler*,
        jule opp, jult, bank av, banker me*, banke me*, banka me*, banke opp, banket opp,
        grisebank*, denger*, dengte, drep*, drap, drapet, draps*, trusel, trussel*, trusler*,
        truer, truet, true me*, trua me*, livredd*, skal ta deg, skal ta meg, skade noen,
        skade andre, skade de*, hevne meg, lyst til å skade, mamma slår, pappa slår, mor slår,
        far slår, de slår, dem slår, han slår, hun slår, hu slår, min slår, mi slår, noen slår,
        voksen slår, voksne slår, læreren slår, som slår, andre slår, guttene slår, gutta slår,
        jentene slår, mamma slo, pappa slo, de slo, dem slo, noen slo, min slo, mi slo,
        læreren slo, slo oss, dytte me*, dytter me*, dyttet me*, dytta me*, dytter oss,
        blir dyttet, blir dytta, skubber me*, skubbet me*, skubba me*, spytte på, spytter på,
        spyttet på, spytta på, klype me*, klyper me*, kløp meg, klorer me*, kloret me*, biter me*,
        kaster stein*, kaster ting på, meg i håret, mæ i håret, drar i håret, kvelertak*,
        holder meg fast, holdt meg fast, låser me*, låste me*, låst inne, blir banket, ble banket,
        blir banka, ble banka, banket me*, banker oss, får bank, fikk bank, juling, blir sparket,
        ble sparket, blir sparka, ble sparka, sparker oss, en på trynet, en i trynet,
        redd for pappa, redd for mamma, redd pappa, redd mamma, redd for far, redd for faren*,
        redd for mor, redd for moren*, redd for mora, redd for stefar*, redd for stemor*,
        redd for foreldre*, redd for bror*, redd for storebror*, redd for lærer*,
        redd for en voksen, redd for de voksne, redd for voksne, redd for han, redd for ham,
        redd for henne, redd når pappa, redd når mamma
    """,
    "weapon": """
        kniv, kniven*, kniver*, kniv*, våpen*, vopen, pistol*, gevær*, rifle*, hagle, hagla,
        machete*, bombe*, sprenge*, balltre*, slåsshanske*, balltre, skyte meg*, skyte deg,
        skyte seg, skyte noen, skyte alle, skyte dem, skyte ham, skyte henne, skyte ned,
        skyter meg, skutt, skoleskyt*, skyte skolen
    """,
    "help": """
        hjelp, hjelpe me*, hjelp me*, hjelpmeg, hjep, hjlp, jelp, jelp me*, helpe me*, sos,
        redde me*, redd hjemme, tør ikke gå hjem, tør ikke dra hjem, er i fare, rømme, rømt,
        vil ikke hjem, hjlep, hejlp, hjepl, ingen hjelper, ingen som hjelper, trenger å snakke,
        trenger noen å snakke, må snakke med noen, tør ikke hjem, tør ikke være hjemme,
        redd for å gå hjem, redd for å dra hjem, redd for å komme hjem, redd for å være hjemme,
        vil ikke være hjemme, stikke av hjemmefra
    """,
}
