"""Nynorsk and dialect, with common misspellings; what bokmål shares stands in its
file."""

WORDS: dict[str, str] = {
    "life": """
        sjølvmord*, sjølv mord*, sjølmord*, sjølvmor, sjelvmord*, vil døy, ville døy, å døy, døy,
        døye, berre døy, vil dø, æ vil dø, eg var død, eg var daud, vere død, vore død,
        heller død, daud, dau, ta livet*, tek livet*, teke livet*, mitt eige liv, sitt eige liv,
        avslutte livet, slutte å leve, lei av livet, lei av å leve, ikkje leve, ikkje lenger leve,
        ikkje lyst til å leve, vits i å leve, orkar ikkje meir, orkar ikkje livet,
        orkar ikkje leve, orke ikkje meir, klarar ikkje meir, greier ikkje meir,
        greiar ikkje meir, ikkje vere her meir, forsvinne for alltid, betre utan meg,
        sakne meg om, hengje meg, hengjer meg, hengde meg, hengje seg, hengde seg, hoppe framfor,
        hoppe frå, hoppe ut, hatar livet*, hatar å leve, hatar meg sjølv, vil berre forsvinne,
        berre forsvinne, eg ikkje fanst, eg ikkje fans, eg ikkje fantes, eg ikkje finst,
        æ ikkje fantes, ikkje eksister*, ikkje var fødd, aldri var fødd, aldri vart fødd,
        aldri blei fødd, vil ikkje finnast, ikkje vere i live, ikkje vere her lenger,
        vil ikkje meir, orkar ikkje å leve, orkar ikkje lenger, orke itj mer, orke itj meir,
        itj lev*, klarar ikkje å leve, klarer ikkje meir, om eg døyr, viss eg døyr, vis eg døyr,
        ingen saknar meg, ingen ville sakne*, ingen vil sakne*, ingen kjem til å sakne*,
        betre om eg ikkje, betre viss eg ikkje, skulle vore død, hoppar frå
    """,
    "self_harm": """
        sjølvskad*, sjølv skad*, skade meg*, skadar meg*, skadde meg, skada meg*, kuttar me*,
        kutta me*, kutte me*, kuttar seg, skjere me*, skjer meg sjølv, skar me*, skore meg,
        brenne meg, brenn meg sjølv, slår meg sjølv, spyr med vilje, kaste opp med vilje,
        svelgje piller, svelte meg, svelt meg, rispar me*, kuttar arm*, kuttar i arm*,
        kutta i arm*, skadar mæ, gjere meg sjølv vondt, gjer meg sjølv vondt, stikk meg sjølv,
        slå meg sjølv, klorar meg sjølv
    """,
    "abuse": """
        valdt*, valtekt*, valdtatt*, overgrep*, misbruk*, befingr*, tafs*, klådde, tek meg på,
        tok meg på, tek på meg, teke på meg, rører meg, rørte meg, røyve meg, kle av, kledde av,
        nakenbilet*, nakne bilet*, nakenbild*, seksuel*, tvingar me*, tvinga me*, tvang me*,
        tvinge me*, mishandl*, utnytta*, tek på mæ, tek på oss, vil ta på meg, prøver å ta på meg,
        prøvde å ta på meg, tek meg i, tok meg i, klår på meg, kyssar meg, kyssa meg, kyssar mæ,
        tek bilete av meg, tek bilde av meg, tek bilder av meg, tar bilete av meg,
        tok bilete av meg, teke bilete av meg, deler bilete av meg, delte bilete av meg,
        delt bilete av meg, sender bilete av meg, sende bilete av meg, sendt bilete av meg,
        legg ut bilete av meg, la ut bilete av meg, filmar meg, filma meg, filmar oss, tissen*
    """,
    "violence": """
        vald, valden, valdeleg*, slår me*, slo me*, slått me*, slege meg, slege*, blir slått,
        vart slått, vert slått, slåst*, slæst, slår heime, sparkar me*, sparka me*, sparke me*,
        kvelar*, kvele*, kvelte, juler*, jule opp, bankar me*, banka me*, banke opp, banka opp,
        dengjer*, dengde, drep*, drap, drapet, draps*, trugsm*, truga, trugar, truge me*,
        trugsel*, truar me*, livredd*, skade nokon, skade andre, hemne meg, lyst til å skade,
        dei slår, dæm slår, ho slår, nokon slår, nokre slår, vaksen slår, vaksne slår,
        læraren slår, gutane slår, jentene slår, dei slo, nokon slo, læraren slo, dyttar me*,
        dyttar oss, blir dytta, vert dytta, skubbar me*, spyttar på, klyp me*, klorar me*,
        bit meg, bit mæ, kastar stein*, kastar ting på, dreg i håret, held meg fast,
        heldt meg fast, låser me*, låst inne, vart banka, blei banka, vert banka, blir banka,
        får bank, fekk bank, blir sparka, vart sparka, sparkar oss, redd for læraren*,
        redd for ein vaksen, redd for dei vaksne, redd for vaksne, redd for ho, redd når pappa,
        redd når mamma
    """,
    "weapon": """
        kniv*, våpen*, pistol*, gevær*, børse, børsa, hagle, hagla, bombe*, sprengje*, skyte meg*,
        skyte deg, skyte seg, skyte nokon, skyte alle, skyte dei, skyt meg, skoten, skuleskyt*,
        skyte skulen
    """,
    "help": """
        hjelp, hjelpe me*, hjelp me*, hjelpmeg, jelp, redde me*, berg meg, berge meg, redd heime,
        tør ikkje gå heim, torer ikkje gå heim, tør ikkje dra heim, er i fare, rømme, rømt,
        rømme heimefrå, vil ikkje heim, ingen hjelper, ingen hjelpar, ingen som hjelper,
        treng å snakke, treng nokon å snakke, må snakke med nokon, tør ikkje heim,
        torer ikkje heim, tør ikkje vere heime, redd for å gå heim, redd for å dra heim,
        redd for å kome heim, redd for å vere heime, vil ikkje vere heime
    """,
}
