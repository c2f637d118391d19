"""Words that shoppers use in each language, without accents: evidence for a language where sentences are short."""

_TEXT = {
    "en": """shoes boots jacket tent backpack rucksack sleeping bag cheap cheapest price under below delivery shipping
        return returns refund warranty size waterproof lightweight men women kids gift order stock available buy
        need looking want show best compare wool leather winter summer black white red blue green hiking running
        shirt trousers dress chair table lamp sofa bed camera phone battery repair wash much many two three
        free hello thanks please without with""",
    "de": """schuhe stiefel wanderschuhe jacke regenjacke zelt rucksack schlafsack gunstig gunstige gunstiges gunstiger
        billig preis versand lieferung ruckgabe zuruckgeben umtausch garantie grosse wasserdicht wasserdichte
        wasserdichter leicht leichte leichtes herren damen kinder geschenk bestellung lager verfugbar kaufen suche
        brauche mochte zeig wolle leder winter sommer schwarz weiss rot blau grun hemd hose kleid stuhl tisch lampe
        bett kamera akku reparieren waschen kostet lange tage hallo danke bitte ohne kein keine nicht unter""",
    "fr": """chaussures chaussure bottes veste manteau tente sac dos couchage pas cher moins prix livraison retour
        retourner remboursement garantie taille impermeable impermeables leger legere homme hommes femme femmes
        enfant enfants cadeau commande stock disponible acheter cherche besoin voudrais montrez laine cuir hiver
        ete noir noire blanc blanche rouge bleu verte vert chemise pantalon robe chaise table lampe lit appareil
        batterie reparer laver coute combien jours bonjour merci randonnee sans""",
    "es": """zapatos zapatillas botas chaqueta tienda mochila saco dormir barato barata baratos baratas precio envio
        entrega devolucion devolver reembolso garantia talla tamano impermeable impermeables ligero ligera hombre
        mujer ninos regalo pedido disponible comprar busco necesito quisiera lana cuero piel invierno verano negro
        negra blanco rojo roja azul verde camisa pantalon vestido silla mesa lampara cama camara bateria reparar
        lavar cuesta dias hola gracias menos euros""",
    "it": """scarpe scarponi stivali giacca tenda zaino sacco letto economico economica prezzo spedizione consegna
        reso restituire rimborso garanzia taglia misura impermeabile impermeabili leggero leggera uomo donna bambini
        regalo ordine disponibile comprare cerco bisogno lana pelle inverno estate nero nera bianco rosso rossa blu
        verde camicia pantaloni vestito sedia tavolo lampada fotocamera batteria riparare lavare costa giorni ciao
        grazie senza meno""",
    "nl": """schoenen wandelschoenen laarzen jas regenjas tent rugzak slaapzak goedkoop goedkope prijs verzending
        bezorging levering retour retourneren terugsturen terugbetaling garantie maat waterdicht waterdichte licht
        lichte heren dames kinderen cadeau bestelling voorraad beschikbaar kopen zoek wol leer zomer zwart zwarte
        wit rood rode blauw groen overhemd broek jurk stoel tafel lamp bed batterij repareren wassen kost dagen
        hallo bedankt geen niet""",
    "pt": """sapatos botas tenis casaco jaqueta tenda barraca mochila saco dormir barato barata preco envio frete
        entrega devolucao devolver reembolso garantia tamanho impermeavel leve homem mulher criancas presente pedido
        disponivel comprar procuro preciso gostaria la couro inverno verao preto preta branco vermelho azul verde
        camisa calcas vestido cadeira mesa lampada cama bateria consertar lavar custa dias ola obrigado obrigada
        nao sem""",
    "sv": """skor kangor jacka talt ryggsack sovsack billig billiga pris frakt leverans retur returnera garanti
        storlek vattentat latt herr dam barn present bestallning lager kopa behover soker lader vinter sommar svart
        vit rod bla gron skjorta byxor klanning stol bord hej tack utan inte kronor""",
    "da": """sko stovler jakke telt rygsaek sovepose billig billige pris fragt levering retur returnere garanti
        storrelse vandtaet let herre dame born gave bestilling lager kobe brug leder laeder vinter sommer sort hvid
        rod bla gron skjorte bukser kjole stol bord hej tak uden ikke kroner""",
    "no": """sko stovler jakke telt ryggsekk sovepose billig billige pris frakt levering retur returnere garanti
        storrelse vanntett lett herre dame barn gave bestilling lager kjope trenger ser laer vinter sommer svart hvit
        rod bla gronn skjorte bukser kjole stol bord hei takk uten ikke kroner""",
    "fi": """kengat saappaat takki teltta reppu makuupussi halpa hinta toimitus palautus takuu koko vedenpitava kevyt
        miesten naisten lasten lahja tilaus varasto ostaa tarvitsen etsin villa nahka talvi kesa musta valkoinen
        punainen sininen vihrea paita housut mekko tuoli poyta hei kiitos""",
    "pl": """buty kurtka namiot plecak spiwor tani tania tanie cena wysylka dostawa zwrot zwrocic gwarancja rozmiar
        wodoodporny wodoodporna wodoodporne lekki meskie damskie dzieci prezent zamowienie magazyn dostepny kupic
        szukam potrzebuje welna skora zima lato czarny bialy czerwony niebieski zielony koszula spodnie sukienka
        krzeslo stol dzien dobry dziekuje bez nie""",
    "tr": """ayakkabi bot ceket mont cadir canta ucuz fiyat kargo teslimat iade garanti beden numara gecirmez hafif
        erkek kadin cocuk hediye siparis stok satin almak istiyorum ariyorum yun deri kis yaz siyah beyaz kirmizi
        mavi yesil gomlek pantolon elbise sandalye masa merhaba tesekkurler""",
    "cs": """boty bunda stan batoh spacak levny levna cena doprava doruceni vraceni vratit zaruka velikost nepromokavy
        nepromokava lehky panske damske deti darek objednavka sklad dostupny koupit hledam potrebuji vlna kuze zima
        leto cerny bily cerveny modry zeleny kosile kalhoty saty zidle stul dobry den dekuji bez""",
}

SHOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(text.split()) for language, text in _TEXT.items()
}
