"""The languages that people of the network speak, and the words for them that CLDR does not know."""


def _listed(text: str) -> list[str]:
    return text.split()


# Languages recognised in what a person types: each has a name in CLDR or in NAMES below.
CODES = _listed(
    "ar en fr de es it nl pt ca eu gl ro bg el sl hr sr bs sq mk mt tr ku ckb fa fa-AF ps ur pa hi bn ta te gu mr ne"
    " si ml ti am om so sw ha yo ig wo ff bm ln tw ee lg rw rn sn mg ka hy az kk ky uz tg tk mn ru uk be pl cs sk hu"
    " lt lv et fi sv no da is ga cy lb he yi zh yue ja ko vi th lo km my id ms fil ceb ilo bo ug sd kab rif ber rom"
    " mnk dyu sus snk ce syr rhg bal ht kea pap"
)

# Other codes for the same thing, as written in sources and sent by browsers.
ALIASES = {
    "kmr": "ku", "ku-tr": "ku", "prs": "fa-AF", "pes": "fa", "tl": "fil", "iw": "he", "ji": "yi", "in": "id",
    "mo": "ro", "sh": "sr", "nb": "no", "nn": "no", "cmn": "zh", "arb": "ar", "ary": "ar", "arz": "ar", "rmn": "rom",
    "rmy": "rom", "swh": "sw", "tmz": "ber", "zgh": "ber", "tzm": "ber", "fuc": "ff", "ful": "ff", "aka": "tw",
    "ak": "tw", "sqi": "sq", "aii": "syr", "aze": "az", "ell": "el", "zho": "zh", "pnb": "pa-Arab",
}  # fmt: skip

# What CLDR lacks or says in a way its readers would not: autonym under the code itself, names under en, fr, ar.
NAMES: dict[str, dict[str, str]] = {
    "ku": {"ku": "Kurdî (Kurmancî)", "en": "Kurdish (Kurmanji)", "fr": "kurde (kurmandji)",
           "ar": "الكردية (الكرمانجية)"},
    "ckb": {"ckb": "کوردی (سۆرانی)", "en": "Kurdish (Sorani)", "fr": "kurde (sorani)", "ar": "الكردية (السورانية)"},
    "fa-AF": {"fa-AF": "دری", "en": "Dari", "fr": "dari", "ar": "الدارية"},
    "sq": {"en": "Albanian", "fr": "albanais", "ar": "الألبانية", "sq": "shqip"},
    "id": {"id": "Bahasa Indonesia"},
    "ms": {"ms": "Bahasa Melayu"},
    "bn": {"en": "Bengali"},
    "bs": {"fr": "bosnien"},
    "sl": {"ar": "السلوفينية"},
    "ro": {"ro": "română"},
    "rom": {"rom": "romani čhib", "en": "Romani", "fr": "romani", "ar": "الغجرية (الرومانية)"},
    "ber": {"ber": "Tamaziɣt", "en": "Tamazight (Berber)", "fr": "tamazight (berbère)", "ar": "الأمازيغية"},
    "rif": {"rif": "Tarifit", "ar": "الريفية"},
    "mnk": {"mnk": "Mandinka", "en": "Mandinka", "fr": "mandinka", "ar": "الماندينكا"},
    "dyu": {"dyu": "Julakan"},
    "sus": {"sus": "Sosoxui"},
    "snk": {"snk": "Sooninkanxanne", "en": "Soninke", "fr": "soninké", "ar": "السوننكية"},
    "tw": {"tw": "Twi"},
    "ilo": {"ilo": "Ilokano"},
    "syr": {"syr": "ܣܘܪܝܝܐ"},
    "ff": {"ff": "Pulaar / Fulfulde", "en": "Fula (Pulaar)", "fr": "peul (pulaar)"},
    "rhg": {"rhg": "Ruáingga"},
    "pa-Arab": {"pa-Arab": "پنجابی", "en": "Punjabi (Pakistan)", "fr": "pendjabi (Pakistan)",
                "ar": "البنجابية (باكستان)"},
}  # fmt: skip

# The same in the languages that came later, one line each; also where CLDR is wrong ("evenščina" is no Ewe) or hurts.
for _language, _names in {
    "de": {"ku": "Kurdisch (Kurmandschi)", "ckb": "Kurdisch (Sorani)", "ber": "Tamazight (Berberisch)",
           "mnk": "Mandinka", "ff": "Ful (Pulaar)", "pa-Arab": "Punjabi (Pakistan)"},
    "es": {"ku": "kurdo (kurmanyi)", "ckb": "kurdo (sorani)", "ber": "tamazight (bereber)", "mnk": "mandinga",
           "rif": "rifeño", "ff": "fula (pulaar)", "pa-Arab": "punyabí (Pakistán)"},
    "it": {"ku": "curdo (kurmanji)", "ckb": "curdo (sorani)", "ber": "tamazight (berbero)", "mnk": "mandinka",
           "ff": "fula (pulaar)", "pa-Arab": "punjabi (Pakistan)", "tw": "twi"},
    "nl": {"ku": "Koerdisch (Kurmanji)", "ckb": "Koerdisch (Sorani)", "ber": "Tamazight (Berbers)", "mnk": "Mandinka",
           "ff": "Fula (Pulaar)", "pa-Arab": "Punjabi (Pakistan)"},
    "sl": {"ku": "kurdščina (kurmandži)", "ckb": "kurdščina (sorani)", "ber": "tamazight (berberščina)",
           "mnk": "mandinka", "rif": "tarifit", "ff": "fula (pulaar)", "pa-Arab": "pandžabščina (Pakistan)",
           "ti": "tigrinjščina", "ee": "eve"},
    "el": {"ku": "Κουρδικά (Κουρμαντζί)", "ckb": "Κουρδικά (Σορανί)", "ber": "Ταμαζίγτ (Βερβερικά)",
           "mnk": "Μαντίνκα", "rif": "Ταριφίτ", "ff": "Φουλά (Πουλάρ)", "pa-Arab": "Παντζαπικά (Πακιστάν)"},
    "bg": {"ku": "кюрдски (курманджи)", "ckb": "кюрдски (сорани)", "ber": "тамазигт (берберски)", "mnk": "мандинка",
           "rif": "тарифит", "ff": "фула (пулар)", "pa-Arab": "пенджабски (Пакистан)"},
    "uk": {"ku": "курдська (курманджі)", "ckb": "курдська (сорані)", "ber": "тамазігт (берберська)",
           "mnk": "мандінка", "rif": "тарифіт", "rom": "ромська", "ff": "фула (пулар)",
           "pa-Arab": "панджабі (Пакистан)"},
}.items():  # fmt: skip
    for _code, _name in _names.items():
        NAMES.setdefault(_code, {})[_language] = _name

# As people say it. Each is folded before use; what is spelt as CLDR spells it need not stand here.
WORDS: dict[str, str] = {
    "ar": "arab, arabi, arabic, arabo, عربي, عربى, عربية, arabophone, arabophones, darija, darja, derja, دارجة,"
    " αραβόφωνος, арабоговорящ, арабомовний",
    "fr": "francophone, francophones, fransawi, فرنساوي, франкофон, γαλλόφωνος, франкомовний",
    "en": "anglophone, anglophones, inglese, ingles, english, انجليزي, انكليزي, الانكليزية, إنكليزية, εγγλέζικα,"
    " англоговорящ, англомовний",
    "es": "hispanophone, castellano, castilian, castillan, espagnole, اسباني, سباني, spagnolo",
    "pt": "lusophone, lusophones, brasileiro, brazilian portuguese, brasileño, brasiliano, brasilianisch,"
    " braziliaans, βραζιλιάνικα, бразилски, бразильська, brazilsko",
    "de": "germanophone, germanophones, الماني",
    "nl": "neerlandophone, neerlandophones, flamand, flemish, vlaams, hollandais, هولندي, flämisch, flaemisch,"
    " fiammingo, neerlandés, холандски, фламандски, голландська, фламандська, flamsko, φλαμανδικά, holandés,"
    " olandese, holländisch",
    "it": "italophone, italophones, taliano, طلياني, ιταλιάνικα",
    "ru": "russophone, russophones, rus, rusu, روسي, ρώσικα, russischsprachig, russofono, російськомовний, рускоезичен",
    "tr": "turcophone, turcophones, turkce, تركي",
    "fa": "farsi, parsi, persian, persane, persanophone, iranien, iranian, فارسى, فارسي, φαρσί, фарси, фарсі,"
    " iranisch, iraans, iraní, iraniano, ιρανικά, ирански, іранська, iransko",
    "fa-AF": "dari, dari persian, farsi dari, dary, afghan persian, الدري, ντάρι, afghanisches persisch",
    "ps": "pashtu, pachtou, pashtou, pachtoun, pakhto, pukhto, poshto, afghan, afghani, الباشتو, بشتو, بشتون,"
    " paschtu, paschto, pastún, pashtún, pasjtoe, pastoe, paštu, paštunsko, παστού, πάστου, пащо, пашто,"
    " afghanisch, afgano, afghano, afgaans, αφγανικά, афганистански, афганська, afgansko",
    "ur": "urdu, ordu, urdou, ourdou, اردو, oerdoe, ουρντού, pakistanisch, pakistaní, pakistano, pakistaans,"
    " πακιστανικά, пакистански, пакистанська, pakistansko",
    "pa": "panjabi, pendjabi, penjabi, punjabi, indian punjabi, pandschabi, παντζάμπι, пунджаби, pandžabsko",
    "bn": "bengali, bangla, bengla, bengalais, bangladeshi, bengalese, بنغالي, بنجالي, bengalisch, бангла,"
    " μπανγκλαντεσιανά, μπαγκλαντεσιανά, μπενγκάλι, бенгалі, bangladesí",
    "hi": "indi, hindou, هندي",
    "ta": "tamil, tamoul, tamoule",
    "si": "sinhala, sinhalese, cingalais, singhalese, cingalese, cingalés, singhalesisch, singalees",
    "ku": "kurde, kurdish, kurdi, kurdo, kurmanji, kurmandji, kurmanci, kurmancî, kirmanci, كردي, كرمانجي,"
    " كورماندجي, kurmandschi, kurmandži, kurmanyi, курманджи, курманджі, κουρμαντζί, курдски",
    "ckb": "sorani, kurdish sorani, kurde sorani, soranî, سوراني, السورانية, σορανί, сорани, сорані",
    "ti": "tigrinya, tigrigna, tigrina, tigrinia, tigrinja, tigre, erythreen, eritrean, تغرينية, تيغرينيا, تجرينية,"
    " tigrinisch, tigriña, tigrigno, tigrinjsko, tigrino, τιγκρίνια, τιγρίνια, тигриня, тигринья, тигрінья,"
    " eritreisch, eritreo, eritrees, ερυθραϊκά, еритрейски, еритрейська, eritrejsko",
    "am": "amharic, amarigna, amharique, ethiopian, ethiopien, امهري, äthiopisch, etiope, ethiopisch, αιθιοπικά,"
    " етиопски, ефіопська, etiopsko, amarico, amarigno",
    "om": "oromo, afaan oromo, oromiffa, oromifa",
    "so": "somali, somalien, somalian, af soomaali, afsoomaali, soomaali, صومالي, somalisch, somalí, somalo,"
    " somalijsko, сомалійська",
    "sw": "swahili, kiswahili, souahéli",
    "ha": "hausa, haoussa, hawsa",
    "wo": "wolof, ouolof, oulof",
    "ff": "peul, peulh, pular, pulaar, poular, fula, fulani, fulfulde, foulani, peuhl, φουλάνι, фулани, фулані",
    "bm": "bambara, bamanankan, malinke",
    "mnk": "mandinka, mandingue, mandingo, mandinga, μαντίνγκα, мандинго",
    "snk": "soninke, sarakole",
    "dyu": "dioula, dyula, jula",
    "sus": "soussou, susu, soso",
    "ln": "lingala",
    "tw": "twi, akan, ashanti, asante",
    "ber": "berber, berbere, berbère, tamazight, tamazirt, amazigh, amazighe, امازيغ, امازيغية, بربر, berberisch,"
    " berbers, bereber, beréber, berbero, berbersko, βερβερικά, μπερμπέρικα, берберски, берберська",
    "kab": "kabyle, kabyl, taqbaylit, قبايلي",
    "rif": "rifain, tarifit, riffi, ريفي, rifeño, riffijns, rifano",
    "rom": "romani, romanes, romany, rromani, tsigane, romani chib, romanó, romaní, rromaní, romanì, romsko, romski,"
    " ромски, ромська, цигански, циганська, ρομά, ρομανί",
    "sr": "serbo croatian, serbocroatian, serbo-croate, srpskohrvatski, srpski, naski, naški, serbokroatisch,"
    " serbocroata, serbo croato, servokroatisch, srbohrvaško, srbohrvaščina, σερβοκροατικά, сърбохърватски,"
    " сербохорватська",
    "sq": "albanian, albanais, kosovar, shqip, shqipe, الباني",
    "ro": "moldovan, moldave, roumain, rumeno, روماني, moldauisch, moldawisch, moldavo, moldavisch, moldavsko,"
    " μολδαβικά, молдовски, молдавски, молдавська",
    "uk": "ukrainian, ukrainien, اوكراني, ουκρανέζικα, ucraniano, ucraino",
    "bg": "bulgarian, bulgare, bugarski",
    "zh": "chinese, mandarin, mandarin chinese, putonghua, chinois, chinoise, cinese, 汉语, 漢語, 普通话, 中国话, صيني,"
    " chinesisch, chinees, chino, κινέζικα, kitajsko, китайски, mandarín, mandarino, mandarijn, μανδαρινικά,"
    " мандарин",
    "yue": "cantonese, cantonais, 广东话, 廣東話",
    "fil": "tagalog, tagal, pilipino, filipino, philippin, tagalo, φιλιππινέζικα, тагалог, тагалогська, tagalogsko",
    "id": "bahasa, bahasa indonesia, indonesian",
    "vi": "vietnamese, vietnamien, tieng viet",
    "lo": "laotian, laotien",
    "my": "myanmar language, burmese, birman",
    "ht": "creole haitien, haitian creole, kreyol, kreyol ayisyen, haitian, haitianisches kreol, criollo haitiano,"
    " creolo haitiano",
    "kea": "cape verdean, cap verdien, capverdien, kriolu",
    "no": "norwegian bokmal, bokmål, nynorsk",
    "he": "hebrew, hebreu, ivrit, عبري, ebraico, hebreo, hebräisch, hebreeuws, εβραϊκά",
    "syr": "aramaic, arameen, assyrian, assyrien, suryoyo, السريانية, سرياني",
    "ce": "chechen, tchetchene",
    "bs": "bosanski, bosansko, bosnisch, bosnio, bosniaco, босненски, βοσνιακά",
    "pl": "πολωνέζικα, πολωνικά",
    "el": "greco, griego, ellinika, يوناني, ελληνικά, ρωμέικα, grieks",
    "ga": "gaelic, gaelique",
    "cy": "cymraeg, welsh",
}

# Forms that the endings below would make, and that mean something else: Rome, end, Ordu in Türkiye.
NOT_A_LANGUAGE = "roma roman fini fins ceci ordu kurs cara sena bosnia macedonia"

# Languages in whose words people may name a language, after the interface's own: CLDR gives the names.
NAMED_IN = _listed("de es it nl pt ro pl bg el sl hr sq tr ru uk fa ur bn ps so ti am sw hi pa zh hu cs ku sr")

# "français" is also typed française, françaises; "Arabisch" also arabische, arabischer.
ENDINGS = {
    "fr": (("ien", "ienne"), ("ais", "aise"), ("ois", "oise"), ("ain", "aine"), ("ol", "ole"), ("and", "ande"),
           ("ec", "ecque"), ("urc", "urque"), ("in", "ine"), ("an", "ane"), ("e", "es"), ("d", "de"), ("", "s")),
    "de": (("isch", "ische"), ("isch", "ischer"), ("isch", "ischen"), ("isch", "isches"), ("deutsch", "deutscher"),
           ("", "sprachig"), ("", "sprachige"), ("", "sprachigen"), ("", "sprachiger")),
    "it": (("o", "a"), ("o", "i"), ("o", "e"), ("ese", "esi")),
    "es": (("o", "a"), ("o", "os"), ("e", "es"), ("es", "esa"), ("an", "ana")),
    "nl": (("s", "se"), ("isch", "ische"), ("", "talig"), ("", "talige"), ("", "sprekend"), ("", "sprekende")),
    "el": (("ικα", "ικη"), ("ικα", "ικο"), ("ικα", "ικοσ"), ("ικα", "οφωνοσ"), ("ικα", "οφωνη"), ("ικα", "οφωνο")),
    "bg": (("ски", "ска"), ("ски", "ския"), ("ски", "ското"), ("ски", "скоговорящ")),
    "uk": (("ька", "ькии"), ("ька", "ьки"), ("ька", "ькомовнии")),
    "sl": (("scina", "sko"), ("scina", "ski"), ("scina", "sk")),
    "ar": (("يه", "ي"),),
}  # fmt: skip
