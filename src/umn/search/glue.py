"""Small words that people put around what they look for. They are never a place, a topic or a thing to be found."""

from functools import lru_cache

from umn.languages.normalise import fold

# Words that stand before a place: the next word is probably one.
BEFORE_A_PLACE = {
    "en": "in at near around from to outside",
    "fr": "à a en près proche autour vers dans sur depuis chez",
    "ar": "في فى ب من الى إلى قرب قريب بالقرب بجانب عند مدينة نواحي بمدينة",
    "de": "in bei nahe nähe um aus nach",
    "es": "en cerca por desde hacia a",
    "it": "a ad in vicino presso da zona verso",
    "nl": "in bij te nabij rond naar dichtbij vlakbij omgeving",
    "pt": "em no na perto",
    "ro": "în la lângă aproape",
    "el": "σε στη στην στο στον στους στις στα κοντά από",
    "bg": "в във близо до край около към",
    "sl": "v na blizu pri iz bližini okolici",
    "uk": "у в біля поблизу коло до з із на",
    "ru": "в во около рядом возле из",
    "pl": "w we koło blisko przy",
    "tr": "yakın yakınında",
    "fa": "در نزدیک شهر",
    "sq": "në afër pranë",
    "ur": "میں شہر",
    "bn": "কাছে",
}

# Articles, joints, and the way people begin a question.
OTHERS = {
    "en": "a an the of for with and or by my me i im is are am who where what how can could you do to help need want"
    " find looking search someone somebody anyone any please speak speaks speaking spoken language near me close city"
    " town it have has on that this urgent free good best hello hi hey thanks thank",
    "fr": "de d du des la le les l un une et ou où avec pour par mon ma mes je j ai suis est qui que quoi comment peut"
    " aide aider besoin cherche chercher trouver quelqu quelqu'un svp s'il vous plaît parle parlent parlant parlants"
    " parlé langue ville côté au aux me moi il y urgent gratuit bonjour salut merci beaucoup c qu se son n",
    "ar": "و او أو عن مع لي انا أنا اريد أريد ابحث أبحث احتاج أحتاج بحاجة عاوز بغيت مساعدة ساعدوني من فضلك شخص"
    " يتكلم يتحدث تتكلم تتحدث ناطق الناطق باللغة اللغة لغة على ان أن هل كيف اين أين هناك عندي لدي ابغى عايز مجانا"
    " سلام السلام عليكم مرحبا شكرا",
    "de": "der die das den dem des ein eine einen einer im am zu zum zur von vom und oder mit für ich mein meine suche"
    " brauche hilfe wer wo wie jemand bitte spricht sprechend sprache stadt auf bin bist ist sind war habe"
    " hat haben hatte werde wird werden wurde worden muss müssen kann können will möchte soll darf nicht kein"
    " keine keinen mich mir dir uns sie wir man meinen meinem meiner dass weil aber noch schon sehr seit wegen"
    " gegen ohne jetzt heute tag tage woche monat monate jahr jahre lassen gibt es hallo danke spreche wohne lebe"
    " als so dringend kostenlos",
    "es": "de del el la los las un una y o con para al mi mis yo busco necesito ayuda quien donde alguien favor habla"
    " hablan idioma ciudad soy eres es son estoy esta estamos hay he has ha han tengo tiene puedo puede"
    " quiero quiere vivo vive me te se nos le lo que porque pero muy ya mas hace sin hoy dia dias semana mes meses"
    " año años hola gracias ayudar ayúdame hable hablen hablo urgente gratis su sus este",
    "it": "di del della dei delle il lo la i gli le l un una e o con per mio mia io cerco bisogno aiuto chi dove come"
    " qualcuno favore parla parlano lingua città alla al nel nella sono sei è siamo ho hai ha hanno posso può"
    " voglio vorrei vive vivo abito me te si ci che perché ma molto già ancora senza oggi giorno giorni settimana"
    " mese mesi anno anni ciao salve grazie prego aiutarmi aiutare parli parlare parlo urgente gratis nei nello"
    " sul sulla dello degli ai agli mi ti non",
    "nl": "de het een van en of met voor ik mijn zoek hulp wie waar hoe iemand spreekt taal stad ben bent is zijn was"
    " heb hebt heeft hebben had word wordt worden werd moet moeten kan kunnen wil willen mag niet geen mij me je u"
    " ons wij we zij ze dat die dit omdat maar nog al heel zeer sinds zonder nu vandaag dag dagen week maand"
    " maanden jaar jaren laten om over door er spreek spreken woon wonen hallo dank dankjewel bedankt alstublieft"
    " graag dringend gratis onze als dichtbij per",
    "pt": "de do da dos das o a os as um uma e ou com para meu minha eu procuro preciso ajuda quem onde fala cidade",
    "ro": "de din și si sau cu pentru un o meu mea eu caut ajutor cine unde cum vorbește limba oraș nevoie",
    "el": "ο η το οι τα του της των ένα μια και ή με για μου εγώ ψάχνω θέλω χρειάζομαι βοήθεια ποιος που πού μιλάει"
    " μιλά γλώσσα πόλη είμαι είναι είχα έχω έχει έχουν μπορώ μπορεί θέλει μένω ζω δεν μην μας σας τους αυτό αυτή"
    " ότι γιατί αλλά πολύ εδώ τώρα σήμερα μέρα μέρες ημέρα εβδομάδα μήνας μήνες μήνα χρόνια χρόνος την τον τις"
    " κάποιος κάποιον μιλάω μιλώ μιλάνε μιλούν καλημέρα γεια ευχαριστώ παρακαλώ επείγον δωρεάν ως ένας έναν ποιο"
    " υπάρχει βοηθήσει βοηθήστε",
    "bg": "и или с със за на от аз търся помощ кой къде как говори език град съм си е сме са бях имам има нямам мога"
    " може искам не ме ми ти се му ни им те това тази този че защото но много вече още тук сега днес ден дни"
    " седмица месец месеца месеци година години живея живее който която които някой говоря говорят здравей"
    " здравейте благодаря моля спешно безплатно по ли да ще към без",
    "sl": "in ali z s za na od jaz iščem pomoč kdo kje kako govori jezik mesto sem si je smo so bil bila imam ima nimam"
    " lahko hočem želim bi rad rada ne me mi ti se mu nas to ta da ker ampak zelo že še tukaj zdaj dan dni"
    " teden tedna mesec meseca mesecev leto leta let ki nekdo govorim govorijo živim dober zdravo hvala prosim"
    " nujno zastonj po tudi bližini do ni ur",
    "uk": "і й або з із для на від я шукаю потрібна допомога хто де як говорить мова місто є був була маю має немає"
    " можу може хочу не мене мені тебе ти ми нас нам це цей ця що тому але дуже вже ще тут зараз сьогодні день дні"
    " тиждень місяць місяці місяців рік роки років живу живе який яка які хтось розмовляю розмовляє говорю"
    " говорять привіт дякую будь ласка терміново безкоштовно по чи щоб мій моя моє мої",
    "ru": "и или с со для на от я ищу нужен нужна нужно помощь помогите кто где как говорит говорящий язык город",
    "pl": "i lub z ze dla na od do ja szukam potrzebuję pomoc pomocy kto gdzie jak mówi język miasto",
    "tr": "ve veya ile için bir ben arıyorum yardım kim nerede nasıl konuşan dil şehir",
    "fa": "و یا با برای به از من کمک می‌خواهم که کجا چطور زبان",
    "sq": "dhe ose me për një unë kërkoj ndihmë kush ku si flet gjuha qyteti",
    "so": "ku iyo oo waxaan",
    "ur": "اور یا کے کی کا لیے مجھے مدد",
    "bn": "ও এবং জন্য আমি আমার সাহায্য",
}

# Who helps, in a word: it tells neither place nor topic, and a desk that names nobody so still helps.
HELPERS = {
    "en": "lawyer lawyers attorney solicitor adviser advisor advice counsel counsellor office desk centre center",
    "fr": "avocat avocate avocats avocates juriste conseil conseiller bureau permanence guichet centre",
    "ar": "محامي محام محامية المحامي محامون مستشار مكتب مركز استشارة",
    "de": "anwalt anwältin anwälte rechtsanwalt rechtsanwältin berater beraterin beratung beratungsstelle büro amt",
    "es": "abogado abogada abogados abogadas oficina asesor asesora asesoría asesoramiento consejo centro",
    "it": "avvocato avvocata avvocati avvocatessa sportello ufficio consulente consulenza patronato centro",
    "nl": "advocaat advocate advocaten jurist adviseur advies kantoor loket",
    "pt": "advogado advogada escritório",
    "ro": "avocat avocată birou",
    "el": "δικηγόρος δικηγόρο δικηγόρου δικηγόροι γραφείο σύμβουλος σύμβουλο συμβουλή συμβουλές κέντρο",
    "bg": "адвокат адвоката адвокатка адвокати юрист юриста консултант консултация съвет бюро офис център",
    "sl": "odvetnik odvetnika odvetnica odvetnico pravnik pravnika pravnico svetovalec svetovanje pisarna pisarno",
    "uk": "адвокат адвоката адвокатка юрист юриста юристка консультант консультація консультацію порада центр офіс",
    "ru": "адвокат юрист адвоката юриста",
    "pl": "prawnik adwokat biuro",
    "tr": "avukat büro",
    "fa": "وکیل",
    "sq": "avokat zyrë",
    "ur": "وکیل",
    "bn": "উকিল",
}

# A question word at the beginning, a town anywhere else.
FIRST_ONLY = "como"


def _folded(words: dict[str, str]) -> frozenset[str]:
    return frozenset(part for line in words.values() for part in fold(line).split())


@lru_cache(maxsize=1)
def before_a_place() -> frozenset[str]:
    return _folded(BEFORE_A_PLACE)


@lru_cache(maxsize=1)
def glue() -> frozenset[str]:
    return before_a_place() | _folded(OTHERS)


@lru_cache(maxsize=1)
def helpers() -> frozenset[str]:
    return _folded(HELPERS)
