"""Files as people type them: same records, every way of laying them out. Names say what is particular."""

from __future__ import annotations

MESURES = "nom: Rappels sur repos\nfamille: social-sante\nmesures:\n  2016-01: 10,3\n  2016-02: 11\n  2016-04: nd\n"

LAYOUTS: dict[str, str] = {
    # where the measures are, and what surrounds them
    "simple": MESURES,
    "mesures-en-tete": "mesures:\n  2016-01: 10,3\n  2016-02: 11\nnom: A\nsource: SIRH\n",
    "mesures-au-milieu": "nom: A\nmesures:\n  2016-01: 10,3\n  2016-02: 11\n\n# suite\nsource: SIRH\nservice:\n",
    "sans-fin-de-ligne": MESURES.rstrip("\n"),
    "lignes-vides": "nom:\nmesures:\n\n  2016-01: 10,3\n\n\n  2016-02: 11\n\n\n",
    "lignes-d-espaces": "nom: A\n  \nmesures:\n   \n  2016-01: 10,3\n \n  2016-02: 11\n    \n",
    "espaces-en-fin": "nom: A   \nmesures:  \n  2016-01: 10,3 \n  2016-02: 11    \nsource: SIRH \n",
    "commentaires-partout": "# tête\n# deux lignes\nnom: A   # le nom\n\n# avant\nmesures:   # une ligne par période\n  # début\n"
    "  2016-01: 10,3  # vu\n  # au milieu\n\n  2016-02: 11 # revu\n  # fin des mesures\n# fin\n",
    "commentaire-en-fin-de-fichier": "nom: A\nmesures:\n  2016-01: 10,3\n  2016-02: 11\n\n# rempli par la RRH\n# le 3 mars",
    "commentaire-decale": "nom: A\n    # loin\nmesures:\n # un peu\n  2016-01: 10,3\n      # très loin\n  2016-02: 11\n",
    # line ends, first and last marks
    "crlf": "# tête\r\nnom: A\r\nmesures:\r\n  2016-01: 10,3  # vu\r\n  2016-02: 11\r\n\r\nsource: |\r\n  deux\r\n\r\n  lignes\r\n",
    "crlf-sans-fin-de-ligne": "nom: A\r\nmesures:\r\n  2016-01: 10,3\r\n  2016-02: 11",
    "fins-de-ligne-melangees": "nom: A\r\nfamille: technique\nmesures:\r\n  2016-01: 10,3\n  2016-02: 11\r\nsource: SIRH\n",
    "bom": "\ufeff# tête\nnom: A\nmesures:\n  2016-01: 10,3\n  2016-02: 11\n",
    "bom-crlf": "\ufeffnom: A\r\nmesures:\r\n  2016-01: 10,3\r\n  2016-02: 11\r\n",
    "debut-de-document": "---\nnom: A\nmesures:\n  2016-01: 10,3\n",
    "debut-commente": "# avant\n--- # le document commence\n# après\nnom: A\nmesures:\n  2016-01: 10,3\n",
    "fin-de-document": "---\nnom: A\nmesures:\n  2016-01: 10,3\n  2016-02: 11\n...\n# hors du document\n",
    "schema-en-tete": '# yaml-language-server: $schema=../.qvtkit/schemas/indicateur.json\nnom: A\nunite: "%"\nmesures:\n  2016: 3\n',
    # how values are written
    "guillemets": "nom: \"A\"\n'mesures':\n  '2016-01': \"10,3\"\n  \"2016-02\": '11'\n\"source\": 'l''agenda'  # l'apostrophe\n",
    "alignees": "nom:       A\nfamille:   technique   # choix\nmesures:\n  2016-01:   10,3     # vu\n  2016-02:   11       # vu\n",
    "tabulations": 'nom:\tA\nunite: min\t# tabulée\nmesures:\n  2016-01:\t10,3\n  2016-02: 11\t\t# deux\nnote: "a\tb"\n',
    "tilde": "nom: A\nservice: ~\nresponsable: null   # à dire\nmesures:\n  2016-01: ~\n  2016-02: ~ # vide\n",
    "vides-commentes": "etat:                         # prevue | en-cours\ndebut:   # une date\nfin:\nmesures:       # - 2016-01: 8,2\n",
    "valeur-dessous": "nom:\n  Rappels\nsource:   # d'où\n  \"Le SIRH\"\nmesures:\n  2016-01:\n    10,3\n  2016-02:\n    # non mesuré\n    nd\n",
    "texte-plie-a-la-main": "nom: un nom qui\n  continue ici\n  et là   # fini\nsource: 'entre\n\n  apostrophes'\nmesures:\n  2016-01: 3\n",
    "formes-de-nd": 'mesures:\n  2016-01: nd\n  2016-02: n.d.\n  2016-03: "non disponible"\n  2016-04: {valeur: nd, motif: grève}\n  2016-05:\n    valeur: nd\n',
    "periodes-a-la-main": "nom: A\nmesures:\n  mars 2016: 3\n  2016-T2: 4,5\n  04/2016: 1\n  2016-S2: 171/1798\n",
    "unicode": "nom: Élévation « œdème » – n° 3 🙂\nété: déjà\nmesures:   # ≥ 2\n  2016-01: 10,3  # 😀 vu\n  2016-02: 11\n",
    "deux-points-cites": "titre: \"Absence d'une ASH : que faire ?\"\nunite: '%'\nadresse: http://exemple.fr#ancre\nheure: 12:30\n",
    # blocks of text
    "bloc-avant": "enonce: |\n  À l'étage, le matin.\n\n  # pas un commentaire\n    en retrait\n\nmesures:\n  2016-01: 3\n",
    "bloc-apres": "mesures:\n  2016-01: 3\n  2016-02: 4\nsource: |\n  texte # pas un commentaire\n  fin\n\n\n",
    "bloc-plie": "nom: A\nhypothese: >\n  Si les tâches sont\n  réparties, alors\n\n  tout va.\nmesures:\n  2016-01: 3\nfin: >-\n  voilà\n",
    "bloc-garde": "texte: |+\n  une ligne\n\n\nmesures:\n  2016-01: 3\nsuite: |-\n  serré\nfin: x\n",
    "bloc-commente": "enonce: |  # à relire\n  deux\n  lignes\nce_qui_change: |\n\n\nmission: |2   # indenté\n    quatre\n  deux\nfin: x\n",
    "bloc-dernier-sans-fin": "nom: A\nsynthese: |\n  une\n\n  deux",
    # measures in detail
    "mesures-detaillees": 'nom: A\nmesures:\n  2016-01: {valeur: 10.3, note: "a, b"}  # vu\n  2016-02:\n    valeur: 11\n    note: |\n      deux\n\n      lignes\n\n  2016-03: 3\n',
    "accolades": "nom: A\nmesures: {2016-01: 10.3, 2016-02: 11}   # en ligne\nsource: SIRH\n",
    "accolades-lignes": "nom: A\nmesures: {\n  2016-01: 10.3,   # vu\n  2016-02: 11\n}\nsource: x\n",
    "accolades-virgule-finale": "mesures: {\n    2016-01: 1,\n    # au milieu\n    2016-02: 2, # deux\n}\nmots: [\n  un,\n  deux,\n]\n",
    "accolades-serrees": "mesures: {2016-01: 1,2016-02: 2}\nmots: [un,deux]\nciter: {\"a\":\"b\",'c': 'd'}\n",
    "accolades-imbriquees": "perimetre: {services: [étage 1, étage 2], metiers: [ash], moyens: {heures: 40, euros: {prevu: 0, realise: }}}\nnom: A\n",
    "accolades-sur-plusieurs-lignes": "perimetre: {services: [étage 1,\n    étage 2], metiers: [ash,\n  aide-soignant],\n  effectif: 18}\nnom: A\n",
    "vides-explicites": "regles: []\nmoyens: {}  # rien\noptions: [ ]\nsieges: []   # personne\nnom: A\n",
    "valeurs-vides-entre-accolades": "moyens: {heures: 60, remplacements: , precision: }\nclimat: {texte: , date: 2016 }\nnom: A\n",
    # groups and their seats
    "sieges-en-ligne": 'nom: Groupe QVT\nregles: [Ne pas juger, "Rester, ici"]\nsieges:\n  - {id: as-1, colleges: [metier], fonction: Aide-soignante}  # depuis mars\n'
    "  - {id: dir, colleges: [direction], fonction: Directrice, debut: 2016-02, fin: }\nfrequence: mensuelle\n",
    "sieges-en-bloc": "nom: Groupe QVT\nsieges:\n  - id: as-1   # élue\n    colleges: [metier]\n    fonction: Déléguée\n\n  # direction\n  - id: dir\n    colleges:\n      - direction\n    debut: 2016-02\nmission: |\n  Un texte.\n",
    "tirets-sans-retrait": 'nom: Groupe\nsieges:\n- id: as-1\n  fonction: AS\n- id: dir\n  fonction: Directrice  # partie\n# suite\nregles:\n- Écouter\n- "Ne pas : juger"\nfin: x\n',
    "quatre-espaces": "nom: A\nmesures:\n    2016-01: 10,3\n    2016-02: 11\nsieges:\n    -   id: as-1\n        fonction: AS\n    -   id: dir\n",
    "tiret-seul": "nom: A\nsieges:\n  -\n    id: as-1\n    fonction: AS\n  -   # la direction\n    id: dir\n  -\nregles:\n  - un\n  -\n  - trois\n",
    "commentaire-apres-un-tiret": "sieges:\n  - id: as-1  # élue\n    # à remplacer\n    fonction: AS\n  - # la direction\n    id: dir\nnom: A\n",
    "listes-de-listes": "tableau:\n  - - a\n    - b\n  - - c\n  - [d, e]\nnom: A\n",
    "texte-dans-une-liste": "regles:\n  - |\n    Une règle\n    en deux lignes\n  - >-\n    pliée\n  - Une règle\n    qui continue\n  - courte  # dite\nnom: A\n",
    # other files of a project
    "qvt": '# qvt.yaml\nformat: 1\netablissement:\n  nom: Résidence des Tilleuls\n  type: ehpad                    # voir la liste\n  finess: "690000000"\n'
    "clusters:                        # vide : sans cluster\n  - {nom: Filière, debut: 2016, fin: 2017-04}\ndemarche:\n  uid: 01JDXS\n  phases:                        # peuvent se chevaucher\n"
    "    - {phase: conception, debut: 2016-01, fin: 2016-03, points_ouverts: [instances-informees]}\n    - {phase: diagnostic, debut: 2016-03}\nconfidentialite:\n  seuil: 10\n  derogation:\n",
    "journal": '# on écrit ce qui compte\nfaits:\n  - {date: 2016-01, type: fait, texte: "Début, enfin", phase: conception}       # fait | decision\n  - date: 2016-02\n    texte: |\n      Départ de la directrice.\n    type: evenement-exterieur\n\n  # 2017\n  - {date: 2017-01, texte: Suite}\n',
    "seance": "moment: en-cours\npresents: {metier: 7, encadrement: 1}\nactivites:\n  - activite: Petits-déjeuners\n    famille: technique\n    indicateur:\n    avis: {ash: ameliore, infirmier: inchange}\n    commentaire: |\n  - activite: Ménage\n    tendance: ameliore           # degrade | inchange\neffets_inattendus: |\nhors_perimetre: |\n",
    "cles-mal-orthographiees": "Nom: A\nFin prévue: 2016-12-16\nÉtat : en-cours\nCE QUI CHANGE: rien\nmesures:\n  2016-01 : 3\n",
    "une-seule-rubrique": "nom: A\n",
    "une-seule-ligne": "{nom: A, mesures: {2016-01: 1}}\n",
}  # fmt: skip
