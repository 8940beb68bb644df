"""English, as pupils in Norway meet it: in school, in games and online; with
misspellings."""

WORDS: dict[str, str] = {
    "life": """
        suicid*, sucid*, suiside*, suecid*, unalive*, want to die, wanna die, wana die, want die,
        wish i was dead, wish i were dead, be dead, rather die, to die, gonna die, kms, to kys,
        said kys, go kys, kill myself, killing myself, end my life, ending my life, end it all,
        take my life, taking my life, my own life, dont want to live, do not want to live,
        dont wanna live, no reason to live, tired of living, tired of life, hate my life,
        dont want to be here, dont want to exist, better off without me, better without me,
        cant go on, cant take it anymore, cant do this anymore, hang myself, hanging myself,
        kill my self, killing my self, kill me, hang my self, wasnt alive, werent alive,
        not alive, not be alive, dont want to be alive, dont wanna be alive, dont wanna be here,
        dont wanna exist, didnt exist, never exist*, i did not exist, never been born, never born,
        wasnt born, want to disappear, wanna disappear, just disappear, hate myself, hate my self,
        hate living, hate life, end myself, wants me dead, nobody would miss me,
        no one would miss me, nobody will miss me, no one will miss me, miss me if, if i die,
        if i died, whats the point of living, cant live
    """,
    "self_harm": """
        self harm*, selfharm*, hurt myself, hurting myself, hurts myself, harm myself,
        harming myself, cut myself, cutting myself, cuts myself, cutting, burn myself,
        burning myself, starve myself, starving myself, overdose*, overdosing, razor*,
        hurt my self, hurting my self, harm my self, cut my self, cutting my self, burn my self,
        hit myself, hitting myself, scratch myself, starve my self
    """,
    "abuse": """
        abuse*, abusing, abusive, rape, raped, rapes, raping, rapist, molest*, incest*, touch me,
        touched me, touches me, touching me, grope*, groping, grabbed me, sexual*, sexually,
        sex with, have sex, nudes, naked pic*, naked photo*, dick pic*, forced me, forces me,
        forcing me, pedo*, harass*, undress*, grooming, groomed, touch my, touches my, touched my,
        touching my, touch us, private part*, my privates, kiss me, kisses me, kissed me,
        pic of me, pics of me, picture of me, pictures of me, photo of me, photos of me,
        video of me, videos of me, films me, filmed me, filming me, in the shower,
        makes me undress, made me undress
    """,
    "violence": """
        violen*, hit me, hits me, hitting me, beat me, beats me, beating me, beat up, beaten*,
        beating, kick me, kicked me, kicks me, kicking me, punch*, slap me, slapped me, slaps me,
        choke*, choking, strangl*, stab, stabs, stabbed, stabbing, kill, kills, killed, killer,
        killing, kil me, murder*, threat*, hurt someone, hurt them, hurt him, hurt her,
        hurt people, hurt others, hurts me at home, scared at home, afraid at home, he hits,
        she hits, they hit, dad hits, mom hits, mum hits, father hits, mother hits, hits us,
        hit us, dad beats, mom beats, mum beats, they beat, he beats, she beats, beats us,
        push me, pushes me, pushed me, pushing me, shove me, shoves me, shoved me, spit on me,
        spits on me, spat on me, pull my hair, pulls my hair, pulled my hair, bite me, bites me,
        throw things at me, throws things at me, throw stuff at me, throws stuff at me, locks me,
        locked me, holds me down, held me down, scared of my dad, scared of dad, scared of my mom,
        scared of my mum, scared of mom, scared of mum, scared of my father, scared of my mother,
        scared of my parents, scared of my brother, scared of my teacher, scared of him,
        scared of her, scared of them, afraid of my dad, afraid of dad, afraid of my mom,
        afraid of my mum, afraid of mom, afraid of mum, afraid of my father, afraid of my mother,
        afraid of my parents, afraid of my brother, afraid of my teacher, afraid of him,
        afraid of her, afraid of them
    """,
    "weapon": """
        gun, guns, knife*, knives, knifes, weapon*, pistol*, rifle*, shotgun*, machete*, bomb,
        bombs, bombing, blow up, shoot me, shoot myself, shoot you, shoot him, shoot her,
        shoot them, shoot up, shoot everyone, shoot someone, school shoot*, shooter, shot me
    """,
    "help": """
        help, help me, helpme, hlp, halp, sos, save me, please save, in danger, not safe,
        unsafe at home, run away, running away, ran away, dont want to go home, afraid to go home,
        scared to go home, hepl, nobody helps, no one helps, noone helps, need someone to talk,
        need to talk, dont want to be home, dont want to be at home, scared to be home,
        afraid to be home
    """,
}
