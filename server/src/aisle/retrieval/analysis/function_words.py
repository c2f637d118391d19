"""Words that hold sentences together, per language: left out of the index and used to tell languages apart.

Short lists on purpose. Negations are missing on purpose: "not waterproof" must keep its "not".
"""

_TEXT = {
    "en": """a about after all also am an and any are as at be been before both but by can could did do does
        for from get got had has have he her here him his how i if in into is it its just me more most my of on
        one or our out over she should so some than that the their them then there these they this those to too
        up us was we were what when where which while who whom why will with would you your""",
    "de": """aber alle als also am an auch auf aus bei beim bin bis bist da damit das dass dem den denn der des
        die dies diese diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es für fuer
        gibt habe haben habt hat hatte ich ihr ihre im in ist ja kann können man mein meine meinem meinen mir mit nach
        noch nur oder sein seine sich sie sind so über um und uns unter vom von vor wann war was welche welchem
        welchen welcher welches wenn wer werden wie wieder wir wird wo zu zum zur zwei""",
    "fr": """a ai ainsi alors après as au aussi autre aux avec avez avoir c ce cela ces cet cette ceux chez comme
        comment d dans de depuis des donc du elle elles en encore entre est et etait était êtes être eu fait il
        ils j je l la le les leur leurs lui m ma mais me mes moi mon n nos notre nous on ont ou où par peut plus
        pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa se ses si son sont sous sur t ta te
        tes toi ton tous tout toute toutes très tu un une vos votre vous y""",
    "es": """a al algo alguna algunas alguno algunos ante antes así aunque cada como cómo con cual cuál cuáles
        cuando cuándo cuanto cuánto cuánta de del desde donde dónde e el él ella ellos en entre era eres es esa
        esas ese eso esos esta está estas este esto estos están fue ha han hasta hay la las le les lo los más me
        mi mis mucho muy nos o otra otro para pero por porque puede puedo que qué quien quién quiero se ser si sí
        sobre son su sus también te tengo tiene tienen todo todos tu tus un una unas uno unos usted y ya yo""",
    "it": """a ad agli ai al alla alle allo anche c che chi ci come con cosa cui da dal dalla dalle dei del della
        delle dello degli di dove e è ed era essere fa fra gli ha hai hanno ho i il in io l la le lei li lo loro
        lui ma me mi mia mie miei mio molto ne nei nel nella nelle noi nostro o ogni per perché più posso può
        quale quali quando quanto quanta quella quelle quelli quello questa queste questi questo qui se sei si
        sia siamo solo sono sopra sta su sua sue sui sul sulla suo ti tra tu tua tuo tutti tutto un una uno vi
        voi vorrei""",
    "nl": """aan al alle als ben bij dan dat de deze die dit doen door dus een en er ga haar had heb hebben heeft
        hem het hier hij hoe hun ik in is ja je jij jullie kan kunnen kunt maar me meer men met mij mijn moet na
        naar nog nu of om onder ons onze ook op over te toch toen tot u uit uw van veel voor waar waarom wanneer
        was wat we welk welke werd wie wij wil willen worden wordt ze zich zijn zo zonder""",
    "pt": """a ao aos as até com como da das de dela dele depois do dos e é ela elas ele eles em entre era essa
        esse esta está estão este eu foi há isso isto já la mais mas me meu meus minha minhas muito na nas nos o
        onde os ou para pela pelas pelo pelos por porque posso qual quais quando quanto quantos que quem quero se
        ser seu seus são sobre sua suas também te tem têm ter um uma umas uns vocês você""",
    "sv": """alla att av blir de dem den denna det detta dig din dina du efter ett en eller er finns från för ha
        han har hon hur i in jag kan man med men mig min mina mitt måste någon något när och om oss på sig sin
        ska skulle som så till under upp ut vad var vara vi vid vilka vilken vilket är över""",
    "da": """af alle at blev da de dem den denne der deres det dette dig din du efter eller en end er et for fra
        få ham han har hun hvad hvem hvilke hvilken hvor hvordan hvornår i jeg kan man med meget men mig min mit
        mod nogen noget nu når og også om op os over på sig sin skal som så til ud under var ved vi vil være""",
    "no": """av alle at ble da de dem den denne der det dette deg din du eller en enn er et etter for fra få ham
        han har hun hva hvem hvilke hvilken hvor hvordan i jeg kan man med meg men mer min mitt mot noe noen nå
        når og også om opp oss over på seg sin skal som så til under ut var ved vi vil være""",
    "fi": """ja on ei että se hän oli mutta kun niin myös tai ovat mikä mitä missä miten kuinka milloin minä sinä
        me te he tämä nämä joka jotka olen olet voi voiko onko minulle kanssa ilman sekä vain jos koska""",
    "pl": """a aby albo ale bo by być co czy dla do gdzie gdy go i ich ile im jak jaka jaki jakie jako jest jestem
        już kiedy kto która które który lub ma mam mi mnie może można mój na nad o od oraz po pod proszę przed
        przez przy są się ta tak te tego tej ten to tym tylko w we wszystko z za ze że""",
    "tr": """acaba ama ben bir biz bu bunu çok da daha de diye en gibi hangi her ile için kadar kaç ki kim mı mi
        mu mü nasıl ne neden nerede niçin o olan olarak siz şu var ve veya ya""",
    "cs": """a aby ale ani asi být co do i já jak jaká jaké jako je jeho jejich jen jestli ji jsem jsou k kde kdo
        kdy když která které který ma mám má máte mezi mi na nad nebo o od po pod pro proč před při s se si tak
        také ten to tu už v ve z za že""",
    "ru": """а без бы был была были было в вам вас весь во вот все вы где да для до его ее если есть еще же за и
        из или им их к как какая какие какой когда кто ли мне можно мой моя мы на над наш него о об он она они
        оно от по под при с сколько со так также такой там то того тоже только ты у уже что чтобы эта эти это
        этот я""",
    "ar": """في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم نحن انا أنا انت أنت كان كانت يكون
        قد كل بعض أو او أن ان إن ثم بين عند عندما كيف ماذا متى أين اين هل لماذا كم أي اي ما و يا بعد قبل حتى
        لدى لكن هناك هنا""",
    "he": """של את על אל עם זה זאת זו הוא היא הם הן אני אתה אתם אנחנו יש כל גם או אם כי מה מי איך איפה מתי כמה
        למה האם לי לך לו לה לנו לכם להם היה היתה הייתה יותר רק אבל עד בין כמו אחרי לפני""",
}

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(text.split()) for language, text in _TEXT.items()
}
